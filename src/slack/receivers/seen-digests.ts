/** Twice as many slots as digests, so that a search ends soon. */
const SLOTS = 2 ** 18;
const DIGESTS_MAX = SLOTS / 2;

export interface SeenDigests {
  /**
   * Notes a digest as seen. Whether it was new, as far as is known: of very many in a short time the oldest are
   * forgotten.
   * @param digest at least 64 bits of a cryptographic hash
   */
  add(digest: Buffer, now: number): boolean;
}

/**
 * Remembers digests for `keepMs` at least and twice that at most, in two tables by turns: the elder is emptied when the
 * younger is full or old. Their size is fixed, so no flood of requests becomes a flood of memory. Kept are 64 bits of
 * each: that two genuine requests share them happens once in billions of years.
 */
export function createSeenDigests(keepMs: number): SeenDigests {
  let young = createTable();
  let old = createTable();
  let since = Number.NEGATIVE_INFINITY;

  return {
    add(digest, now) {
      if (now - since > keepMs || young.size() >= DIGESTS_MAX) {
        [young, old] = [old, young];
        young.clear();
        since = now;
      }
      const high = digest.readUInt32LE(0);
      // Never 0, which marks a free slot.
      const low = digest.readUInt32LE(4) || 1;
      return !old.has(high, low) && young.add(high, low);
    },
  };
}

function createTable() {
  const words = new Uint32Array(2 * SLOTS);
  let size = 0;

  /** @returns where it is, or where it would have to be put */
  function find(high: number, low: number): number {
    let slot = high % SLOTS;
    for (;;) {
      const [knownHigh, knownLow] = [words[2 * slot], words[2 * slot + 1]];
      if (knownLow === 0 || (knownLow === low && knownHigh === high)) return slot;
      slot = (slot + 1) % SLOTS;
    }
  }

  return {
    size: () => size,
    has: (high: number, low: number) => words[2 * find(high, low) + 1] !== 0,
    add(high: number, low: number): boolean {
      const slot = find(high, low);
      if (words[2 * slot + 1] !== 0) return false;
      words[2 * slot] = high;
      words[2 * slot + 1] = low;
      size += 1;
      return true;
    },
    clear(): void {
      if (size > 0) words.fill(0);
      size = 0;
    },
  };
}
