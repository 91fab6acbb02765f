import { createHash } from 'node:crypto';
import type { Clock } from '../../../ports/clock.ts';
import type { ReplayKeys } from '../../../ports/deliveries.ts';
import { createSeenDigests } from './seen-digests.ts';

/** Twice the skew and then some: a request stays timely for 300 s on either side of our clock. */
const KEEP_MS = 15 * 60_000;
const PREFIX = 'request:';
const FILLED_MAX = 30_000;

/** A request with a valid signature: seen here before, or else what the store says of it. */
export type Remembered =
  | { readonly kind: 'replay' }
  | {
      readonly kind: 'new_here';
      /** Whether no other instance has received it. Resolves once the key is stored. @throws StoreUnavailableError */
      readonly isFirst: Promise<boolean>;
    };

export interface RequestMemory {
  /** Learns what was received before this process started. */
  fill(): Promise<void>;
  remember(signature: string): Remembered;
}

/**
 * Accepts each signed request once (S1). This process knows what it has seen itself; the store, which all instances share, knows
 * what the others have. Only digests are kept, neither signature nor body.
 */
export function createRequestMemory(replayKeys: ReplayKeys, clock: Clock): RequestMemory {
  const seen = createSeenDigests(KEEP_MS);
  return {
    async fill() {
      const now = clock.now();
      for (const key of await replayKeys.listKept(PREFIX, now, FILLED_MAX)) {
        seen.add(Buffer.from(key.slice(PREFIX.length), 'hex'), now);
      }
    },
    remember(signature) {
      const now = clock.now();
      const digest = createHash('sha256').update(signature).digest();
      if (!seen.add(digest, now)) return { kind: 'replay' };
      return {
        kind: 'new_here',
        isFirst: replayKeys.remember(PREFIX + digest.toString('hex'), now + KEEP_MS, now),
      };
    },
  };
}
