/** In each of the two sets, at 72 bytes each: 36 requests a second for the 15 minutes. The store remembers those beyond. */
const DIGESTS_MAX = 32_768;

export interface SeenDigests {
  /** Adds a digest. @returns whether it was new, as far as is known: a flood makes it forget the oldest */
  add(digest: Buffer, now: number): boolean;
}

/**
 * Remembers digests for at least `keepMs`, in two sets: when the current one is old or full, it replaces the previous one. Their number
 * is bounded, so a flood of requests does not become a flood of memory.
 */
export function createSeenDigests(keepMs: number): SeenDigests {
  let current = new Set<string>();
  let previous = new Set<string>();
  let since = Number.NEGATIVE_INFINITY;

  return {
    add(digest, now) {
      if (now - since > keepMs || current.size >= DIGESTS_MAX) {
        previous = current;
        current = new Set();
        since = now;
      }
      // One byte a character: half the memory of hexadecimal digits.
      const key = digest.toString('latin1');
      if (current.has(key) || previous.has(key)) return false;
      current.add(key);
      return true;
    },
  };
}
