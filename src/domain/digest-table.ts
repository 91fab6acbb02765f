const ROOM_AT_FIRST = 3 * 2 ** 10;
/** Of a slot: two words of a digest, and the number; a number is never 0. */
const WORDS = 3;

/** Numbers by digest, in some 20 bytes each: a hundred thousand in two megabytes. */
export interface DigestTable {
  readonly size: number;
  /** @returns the number noted for the digest; `null` if there is none */
  find(digest: Buffer): number | null;
  /**
   * @param number from 1 to 2^32 - 1
   * @returns the number noted for the digest before; `null` if it is new, and noted now
   */
  note(digest: Buffer, number: number): number | null;
  /** Forgets everything, and keeps the room for it. */
  clear(): void;
}

/**
 * Keeps the first 64 bits of each digest: that two of a million share them happens once in tens of millions of tables, and
 * nobody who cannot choose digests can bring it about.
 * @param room for how many there is room from the start, in 16 bytes each; with more than that it grows
 */
export function createDigestTable(room = ROOM_AT_FIRST): DigestTable {
  let words = new Uint32Array(Math.ceil((room * 4) / 3) * WORDS);
  let size = 0;

  /** @returns where it is, or where it would have to be put */
  function locate(table: Uint32Array, high: number, low: number): number {
    const slots = table.length / WORDS;
    let slot = high % slots;
    for (;;) {
      const at = slot * WORDS;
      if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
      slot = (slot + 1) % slots;
    }
  }

  function put(table: Uint32Array, high: number, low: number, number: number): void {
    const at = locate(table, high, low);
    table[at] = high;
    table[at + 1] = low;
    table[at + 2] = number;
  }

  function grow(): void {
    const grown = new Uint32Array(words.length * 2);
    for (let at = 0; at < words.length; at += WORDS) {
      const [high = 0, low = 0, number = 0] = words.subarray(at, at + WORDS);
      if (number !== 0) put(grown, high, low, number);
    }
    words = grown;
  }

  function find(digest: Buffer): number | null {
    const at = locate(words, digest.readUInt32LE(0), digest.readUInt32LE(4));
    return words[at + 2] || null;
  }

  return {
    get size() {
      return size;
    },
    find,
    note(digest, number) {
      const earlier = find(digest);
      if (earlier !== null) return earlier;
      put(words, digest.readUInt32LE(0), digest.readUInt32LE(4), number);
      size += 1;
      // Three quarters full: beyond it, looking takes longer and longer.
      if (size * WORDS * 4 > words.length * 3) grow();
      return null;
    },
    clear() {
      words.fill(0);
      size = 0;
    },
  };
}
