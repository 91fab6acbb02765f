import { createHash } from 'node:crypto';

const SLOTS_AT_FIRST = 2 ** 12;
/** Of a slot: two words of a digest, and the line; a line is never 0. */
const WORDS = 3;

/** Where names stood first, for a million names in some megabytes. */
export interface LineIndex {
  /** @returns the line at which the name was noted before; `null` if it is new, and noted now */
  note(name: string, line: number): number | null;
}

/**
 * Keeps 64 bits of a digest of each name instead of the name: that two of a million names share them happens once in
 * tens of millions of imports, and nobody can bring it about.
 */
export function createLineIndex(): LineIndex {
  let words = new Uint32Array(SLOTS_AT_FIRST * WORDS);
  let size = 0;

  /** @returns where it is, or where it would have to be put */
  function find(table: Uint32Array, high: number, low: number): number {
    const slots = table.length / WORDS;
    let slot = high % slots;
    for (;;) {
      const at = slot * WORDS;
      if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
      slot = (slot + 1) % slots;
    }
  }

  function put(table: Uint32Array, at: number, high: number, low: number, line: number): void {
    table[at] = high;
    table[at + 1] = low;
    table[at + 2] = line;
  }

  function grow(): void {
    const grown = new Uint32Array(words.length * 2);
    for (let at = 0; at < words.length; at += WORDS) {
      const [high = 0, low = 0, line = 0] = words.subarray(at, at + WORDS);
      if (line !== 0) put(grown, find(grown, high, low), high, low, line);
    }
    words = grown;
  }

  return {
    note(name, line) {
      const digest = createHash('sha256').update(name).digest();
      const [high, low] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
      const at = find(words, high, low);
      const earlier = words[at + 2] ?? 0;
      if (earlier !== 0) return earlier;
      put(words, at, high, low, line);
      size += 1;
      if (size * 2 * WORDS > words.length) grow();
      return null;
    },
  };
}
