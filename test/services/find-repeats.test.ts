import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createDigestTable, type DigestTable } from '../../src/domain/digest-table.ts';
import { findRepeats, NAME_RECORD_BYTES, type Repeat } from '../../src/services/find-repeats.ts';

const digestOf = (name: string): Buffer => createHash('sha256').update(name).digest();

function recordOf(digest: Buffer, line: number): Buffer {
  const record = Buffer.alloc(NAME_RECORD_BYTES);
  digest.copy(record, 0, 0, 8);
  record.writeUInt32LE(line, 8);
  return record;
}

/** Finds with a table of which is noted how full it ever was, and how often all records were gone through. */
async function find(records: readonly Buffer[], digestsMax: number) {
  const seen = { sizeMost: 0, readings: 0 };
  const inner = createDigestTable(digestsMax);
  const table: DigestTable = {
    ...inner,
    get size() {
      return inner.size;
    },
    note(digest, number) {
      const earlier = inner.note(digest, number);
      seen.sizeMost = Math.max(seen.sizeMost, inner.size);
      return earlier;
    },
  };
  async function* read() {
    seen.readings += 1;
    for (let at = 0; at < records.length; at += 7) yield Buffer.concat(records.slice(at, at + 7));
  }
  const repeats = await findRepeats(read, records.length, table, digestsMax);
  return { repeats: repeats.toSorted((a, b) => a.line - b.line), ...seen };
}

/** Every fifth line has a name that was there before. */
const names = Array.from({ length: 5000 }, (_, index) => `name ${index % 5 === 4 ? index % 997 : index}`);
const records = names.map((name, index) => recordOf(digestOf(name), index + 1));

function findByMap(): Repeat[] {
  const lines = new Map<string, number>();
  return names.flatMap((name, index) => {
    const first = lines.get(name);
    if (first === undefined) lines.set(name, index + 1);
    return first === undefined ? [] : [{ line: index + 1, first }];
  });
}

it.each([1, 7, 100, 5000])(
  'finds what a map finds, and never holds more than %d digests',
  async (digestsMax) => {
    const expected = findByMap();
    expect(expected.length).toBeGreaterThan(500);
    const { repeats, sizeMost } = await find(records, digestsMax);
    expect(repeats).toEqual(expected);
    expect(sizeMost).toBeGreaterThan(0);
    expect(sizeMost).toBeLessThanOrEqual(digestsMax);
  },
);

it('goes through the records once if there is room for all, and else about once for each part', async () => {
  expect((await find(records, 6000)).readings).toBe(1);
  const { readings } = await find(records, 1000);
  expect(readings).toBeGreaterThanOrEqual(5);
  expect(readings).toBeLessThanOrEqual(10);
});

it('cuts a part again into which too many fall', async () => {
  const alike = Array.from({ length: 64 }, (_, index) => {
    const digest = Buffer.alloc(8);
    digest.writeUInt32LE(index % 32, 0);
    return recordOf(digest, index + 1);
  });
  const { repeats, sizeMost } = await find(alike, 3);
  expect(repeats).toEqual(Array.from({ length: 32 }, (_, index) => ({ line: index + 33, first: index + 1 })));
  expect(sizeMost).toBeLessThanOrEqual(3);
});

it('comes to an end though no part can be cut any more', async () => {
  const alike = Array.from({ length: 20 }, (_, index) => {
    const digest = Buffer.alloc(8);
    digest.writeUInt32LE(index, 4);
    return recordOf(digest, index + 1);
  });
  expect((await find([...alike, ...alike], 3)).repeats).toHaveLength(20);
});
