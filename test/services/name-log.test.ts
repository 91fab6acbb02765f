import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createDigestTable } from '../../src/domain/digest-table.ts';
import { createNameLog } from '../../src/services/name-log.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { createMemoryScratches } from '../support/memory-scratch.ts';

const named = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    name: `p${from + index}@acme.test`,
    line: from + index + 1,
  }));

it('finds names that are too many for its memory, wherever they stand', async () => {
  const scratches = createMemoryScratches();
  const log = createNameLog(
    { random: systemRandom, openScratch: scratches.open },
    { digests: 50, records: 10 },
  );
  for (let from = 0; from < 1000; from += 100) await log.note(named(100, from));
  await log.note([
    { name: 'p0@acme.test', line: 2000 },
    { name: '', line: 2001 },
    { name: 'p999@acme.test', line: 2002 },
    { name: 'p0@acme.test', line: 2003 },
  ]);
  const repeats = await log.findRepeats(createDigestTable());
  expect(repeats.toSorted((a, b) => a.line - b.line)).toEqual([
    { line: 2000, first: 1 },
    { line: 2002, first: 1000 },
    { line: 2003, first: 1 },
  ]);
  await log.close();
  expect(scratches).toMatchObject({ opened: 1, closed: 1 });
});

it('opens no scratch for few names', async () => {
  const scratches = createMemoryScratches();
  const log = createNameLog(
    { random: systemRandom, openScratch: scratches.open },
    { digests: 50, records: 10 },
  );
  await log.note(named(10));
  expect(await log.findRepeats(createDigestTable())).toEqual([]);
  await log.close();
  expect(scratches).toMatchObject({ opened: 0, closed: 0 });
});

it('N4: what gets out of memory tells nothing of the names, not even that a list names the same people again', async () => {
  const written = [1, 2].map(async () => {
    const scratches = createMemoryScratches();
    const log = createNameLog(
      { random: systemRandom, openScratch: scratches.open },
      { digests: 50, records: 1 },
    );
    await log.note(named(20));
    await log.close();
    return scratches.written().toString('latin1');
  });
  const [one = '', two = ''] = await Promise.all(written);
  expect(one.length).toBe(19 * 12);
  for (const { name } of named(19)) {
    const guess = createHash('sha256').update(name).digest().subarray(0, 8).toString('latin1');
    for (const text of [one, two]) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(guess);
    }
  }
  for (let at = 0; at < one.length; at += 12) expect(two).not.toContain(one.slice(at, at + 8));
});
