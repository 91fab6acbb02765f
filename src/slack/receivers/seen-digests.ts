const DIGESTS_MAX = 2 ** 17;

export interface SeenDigests {
  /**
   * Notes a digest as seen. Whether it was new, as far as is known: of very many in a short time the oldest are
   * forgotten.
   */
  add(digest: Buffer, now: number): boolean;
}

/**
 * Remembers digests for `keepMs` at least and twice that at most, in two sets by turns: the elder is forgotten when the
 * younger is full or old. Their number is bounded, so no flood of requests becomes a flood of memory.
 */
export function createSeenDigests(keepMs: number): SeenDigests {
  let young = new Set<string>();
  let old = new Set<string>();
  let since = Number.NEGATIVE_INFINITY;

  return {
    add(digest, now) {
      if (now - since > keepMs || young.size >= DIGESTS_MAX) {
        old = young;
        young = new Set();
        since = now;
      }
      const key = digest.toString('base64');
      if (old.has(key) || young.has(key)) return false;
      young.add(key);
      return true;
    },
  };
}
