import { createDigestTable } from '../../../domain/digest-table.ts';

/** Of each of the two: what a table of 1.5 megabytes holds. */
const DIGESTS_MAX = 98_304;
/** There is nothing to say of a digest but that it was seen. */
const SEEN = 1;

export interface SeenDigests {
  /**
   * Notes a digest as seen. Whether it was new, as far as is known: of very many in a short time the oldest are
   * forgotten.
   */
  add(digest: Buffer, now: number): boolean;
}

/**
 * Remembers digests for `keepMs` at least and twice that at most, in two tables by turns: the elder is forgotten when the
 * younger is full or old. Their number is bounded, so no flood of requests becomes a flood of memory.
 */
export function createSeenDigests(keepMs: number): SeenDigests {
  let young = createDigestTable();
  let old = createDigestTable();
  let since = Number.NEGATIVE_INFINITY;

  return {
    add(digest, now) {
      if (now - since > keepMs || young.size >= DIGESTS_MAX) {
        old = young;
        young = createDigestTable();
        since = now;
      }
      return old.find(digest) === null && young.note(digest, SEEN) === null;
    },
  };
}
