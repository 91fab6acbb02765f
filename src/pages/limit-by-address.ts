import type { Clock } from '../ports/clock.ts';

export interface AddressLimitOptions {
  readonly clock: Clock;
  /** how many within the window */
  readonly attemptsMax: number;
  readonly windowMs: number;
  /** how many addresses are remembered at once */
  readonly addressesMax?: number;
}

/** @returns seconds to wait, or `null` if the attempt may go on */
export type AddressLimit = (address: string) => number | null;

/**
 * Limits attempts per address in this process. This only dampens a flood: a person's code is protected by the lockout
 * in the store, which holds across processes. So entries are short-lived, and the oldest goes when the map is full.
 */
export function createAddressLimit(options: AddressLimitOptions): AddressLimit {
  const { clock, attemptsMax, windowMs, addressesMax = 10_000 } = options;
  const windows = new Map<string, { readonly startedAt: number; count: number }>();
  return function countAttempt(address) {
    const now = clock.now();
    const known = windows.get(address);
    if (known === undefined || now - known.startedAt >= windowMs) {
      // Deleted first, so that it stands last: a Map keeps the order of insertion.
      windows.delete(address);
      windows.set(address, { startedAt: now, count: 1 });
      for (const oldest of windows.keys()) {
        if (windows.size <= addressesMax) break;
        windows.delete(oldest);
      }
      return null;
    }
    known.count += 1;
    if (known.count <= attemptsMax) return null;
    return Math.max(1, Math.ceil((known.startedAt + windowMs - now) / 1000));
  };
}
