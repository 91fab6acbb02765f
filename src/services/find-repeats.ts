import type { DigestTable } from '../domain/digest-table.ts';

/** Of a record: 64 bits of a digest, and the line. */
export const NAME_RECORD_BYTES = 12;
const LINE_AT = 8;
/** Digests are told apart by their first word here: it says which part they belong to. */
const WORDS_ALL = 2 ** 32;
/** Parts are made smaller than they might be, as digests do not fall evenly. */
const PART_FILLED = 0.9;

/** A line that has a name which stood in another before it. */
export interface Repeat {
  readonly line: number;
  readonly first: number;
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds what occurs more than once among any number of records, going through them once for each part of the digests that
 * fits into the table.
 * @param records all of them in the order of the lines, as often as asked
 * @param table holds at most `digestsMax`; what is in it is lost
 */
export async function findRepeats(
  records: () => AsyncIterable<Buffer>,
  count: number,
  table: DigestTable,
  digestsMax: number,
): Promise<Repeat[]> {
  const repeats: Repeat[] = [];
  const parts = cut({ from: 0, to: WORDS_ALL }, Math.ceil(count / digestsMax / PART_FILLED));
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const found = await findWithin(part, records(), table, digestsMax);
    if (found === null) parts.push(...cut(part, 2));
    else for (const repeat of found) repeats.push(repeat);
  }
  return repeats;
}

/** @returns `null` if the table is too small for the part, and the part can be cut */
async function findWithin(
  { from, to }: Part,
  pieces: AsyncIterable<Buffer>,
  table: DigestTable,
  digestsMax: number,
): Promise<Repeat[] | null> {
  const found: Repeat[] = [];
  const sizeMax = to - from > 1 ? digestsMax : Number.POSITIVE_INFINITY;
  table.clear();
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += NAME_RECORD_BYTES) {
      const word = piece.readUInt32LE(at);
      if (word < from || word >= to) continue;
      const digest = piece.subarray(at, at + LINE_AT);
      const line = piece.readUInt32LE(at + LINE_AT);
      if (table.size === sizeMax && table.find(digest) === null) return null;
      const first = table.note(digest, line);
      if (first !== null) found.push({ line, first });
    }
  }
  return found;
}

function cut({ from, to }: Part, count: number): Part[] {
  const edge = (index: number): number => from + Math.floor(((to - from) * index) / count);
  return Array.from({ length: count }, (_, index) => ({ from: edge(index), to: edge(index + 1) }));
}
