/** Keeps outgoing calls away from the operator's own network: a name is resolved once, checked, and
 * that very address is connected to, so that it cannot change in between. */
import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export class AddressNotAllowedError extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';

  constructor() {
    super('the address is not a public unicast address');
    this.name = 'AddressNotAllowedError';
  }
}

/** The only part of IPv6 that is given out to anybody (RFC 4291): outside of it lie, among others,
 * IPv4 addresses written as IPv6 ones. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** An IPv4 address inside an IPv6 one is judged as the IPv4 address. */
export const isPublicAddress = (address: string): boolean => {
  try {
    const parsed = ipaddr.process(address);
    if (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_IPV6)) return false;
    return parsed.range() === 'unicast';
  } catch {
    return false;
  }
};

/** Literal addresses never reach a lookup: they are checked here. */
export const isForbiddenHost = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) > 0 && !isPublicAddress(host);
};

/** A `lookup` for net.connect that fails when any address of the name is not public. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 0);
    const first = found[0];
    if (!first || !found.every(({ address }) => isPublicAddress(address))) {
      return done(new AddressNotAllowedError(), '', 0);
    }
    if (options.all) return done(null, found);
    return done(null, first.address, first.family);
  });
};
