import { describe, expect, it } from 'vitest';
import { isForbiddenHost, isPublicAddress } from '#alerts/receivers/public-address.ts';

describe('public addresses', () => {
  it.each([
    ['93.184.216.34', true],
    ['2606:2800:220:1:248:1893:25c8:1946', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:10.0.0.1', false],
    ['64:ff9b::7f00:1', false],
    ['::7f00:1', false],
    ['4000::1', false],
    ['2002:7f00:1::', false],
    ['not an address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  it.each([
    ['http://127.0.0.1/x', true],
    ['http://0x7f.1/x', true],
    ['http://2130706433/x', true],
    ['http://[::1]/x', true],
    ['http://[::ffff:7f00:1]/x', true],
    ['http://93.184.216.34/x', false],
    ['http://a-name-that-is-resolved-later.example/x', false],
  ])('the literal host of %s is forbidden: %s', (url, expected) => {
    expect(isForbiddenHost(new URL(url).hostname)).toBe(expected);
  });
});
