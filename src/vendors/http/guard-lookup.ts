import { lookup as lookUpName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** A server-side request forgery: the address is inside the network, where the vendor can't be. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

export type LookUpName = typeof lookUpName;

function isAllowed(address: string, allowLoopback: boolean): boolean {
  return isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address));
}

/** A host that is an address itself is never looked up: it is checked here. @throws PrivateAddressError */
export function assertAllowedHost(host: string, allowLoopback: boolean): void {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0 && !isAllowed(bare, allowLoopback)) throw new PrivateAddressError('private address');
}

/**
 * The look-up of a connection. It checks the very addresses that the socket then connects to, so a name that changes its address between
 * a check and the connection (DNS rebinding) gains nothing. One private address among several refuses all of them.
 */
export function guardLookup(allowLoopback: boolean, lookup: LookUpName = lookUpName): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, []);
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => !isAllowed(address, allowLoopback))) {
        return done(new PrivateAddressError('private address'), []);
      }
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}
