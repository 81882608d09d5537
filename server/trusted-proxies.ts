/** What TRUSTED_PROXIES may name: an address, a range, or one of the ranges that proxies of one's own
 * usually live in. */
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Names of the ranges that a proxy of one's own usually lives in. */
const PROXY_RANGES = ['loopback', 'linklocal', 'uniquelocal'];
const isAddress = (part: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(part) || ipaddr.IPv6.isValid(part);
const isProxy = (part: string): boolean =>
  PROXY_RANGES.includes(part) ||
  (part.includes('/')
    ? isAddress(part.split('/')[0]!) && ipaddr.isValidCIDR(part)
    : isAddress(part));
export const proxy = z.string().refine(isProxy, {
  error: ({ input }) =>
    `"${input}" is not an address, a range (10.0.0.0/8) or one of ${PROXY_RANGES.join(', ')}`,
});
