import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScratchUnavailableError } from '../../src/ports/scratch.ts';
import type { RawDirectoryRow } from '../../src/services/directory-row.ts';
import { createImportDirectory } from '../../src/services/import-directory.ts';
import { type ImportLimits, importLimits } from '../../src/services/import-limits.ts';
import { systemClock } from '../../src/system/system-clock.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { createMemoryScratches, type MemoryScratches } from '../support/memory-scratch.ts';
import { openTestServices, type TestServices } from './open-services.ts';

/** So small that a thousand rows need many parts and go to a scratch. */
const small: ImportLimits = { digests: 90, records: 50 };

let test: TestServices;
let scratches: MemoryScratches;
beforeEach(async () => {
  test = await openTestServices();
  scratches = createMemoryScratches();
});
afterEach(() => test.close());

const person = (line: number, fields: Record<string, string> = {}): RawDirectoryRow => ({
  line,
  fields: {
    email: `p${line}@acme.test`,
    mobile: `+4412345${String(line).padStart(5, '0')}`,
    name: `P ${line}`,
    role: 'member',
    status: 'confirmed',
    ...fields,
  },
});
const people = (count: number): RawDirectoryRow[] =>
  Array.from({ length: count }, (_, index) => person(index + 2));

function importWith(limits: ImportLimits, readRows: () => Iterable<RawDirectoryRow>) {
  const { store } = test;
  const deps = { store, clock: systemClock, random: systemRandom, openScratch: scratches.open };
  return createImportDirectory(deps, limits)(test.organization.id, readRows);
}
const countUsers = () => test.store.read.directory.countUsers(test.organization.id);

describe('an import that may hold little', () => {
  it('reports what stands in the list twice as one that may hold much: same lines, same words, same order', async () => {
    await importWith(importLimits, () => people(50));
    const rows = people(1500)
      .with(700, person(702, { email: 'p5@acme.test', mobile: '+441234500009' }))
      .with(1100, person(1102, { mobile: '+441234500999' }))
      .with(1200, { line: 1202, fields: {}, problem: 'is torn' })
      .with(1400, person(1402, { email: 'p5@acme.test', mobile: '' }))
      .with(1450, person(1452, { email: 'p20@acme.test', mobile: '' }));
    const much = await importWith(importLimits, () => rows);
    expect(scratches.opened).toBe(0);
    const little = await importWith(small, () => rows);
    expect(scratches.opened).toBeGreaterThan(0);
    expect(little).toEqual(much);
    expect(much).toEqual({
      kind: 'rejected',
      problems: [
        { line: 702, column: 'email', problem: 'stands in line 5 already: "p5@acme.test"' },
        { line: 702, column: 'mobile', problem: 'stands in line 9 already: "+441234500009"' },
        {
          line: 702,
          column: null,
          problem: 'names the e-mail address of one person in the directory and the mobile number of another',
        },
        { line: 1102, column: 'mobile', problem: 'stands in line 999 already: "+441234500999"' },
        { line: 1202, column: null, problem: 'is torn' },
        { line: 1402, column: 'email', problem: 'stands in line 5 already: "p5@acme.test"' },
        { line: 1402, column: null, problem: 'means the same person in the directory as line 5' },
        { line: 1452, column: 'email', problem: 'stands in line 20 already: "p20@acme.test"' },
        { line: 1452, column: null, problem: 'means the same person in the directory as line 20' },
      ],
    });
    expect(await countUsers()).toBe(51);
  });

  it('imports all, and the same again changes nothing', async () => {
    expect(await importWith(small, () => people(1500))).toMatchObject({ kind: 'imported', added: 1500 });
    expect(await importWith(small, () => people(1500))).toMatchObject({ kind: 'imported', unchanged: 1500 });
    const rows = people(1500).with(900, person(902, { name: 'Another' }));
    expect(await importWith(small, () => rows)).toMatchObject({ changed: 1, unchanged: 1499 });
    expect(scratches.closed).toBe(scratches.opened);
  });

  it('notices a list that changes before it is written, and before it is read again for what stands in it twice', async () => {
    const rows = people(1500);
    const twice = rows.with(1400, person(1402, { email: 'p5@acme.test' }));
    const readings = [rows, rows.with(1300, person(1302, { role: 'owner' })), twice, rows];
    const readRows = () => readings.shift() ?? [];
    expect(await importWith(small, readRows)).toMatchObject({ kind: 'interrupted', added: 1200 });
    expect(await importWith(small, readRows)).toMatchObject({ kind: 'interrupted', added: 0, changed: 0 });
    expect(await countUsers()).toBe(1201);
    expect(scratches.closed).toBe(scratches.opened);
  });

  it('notices that a row which was not sound is another when it is read again', async () => {
    const torn = { line: 9, fields: {}, problem: 'is torn' };
    const twice = [person(2), person(3, { email: 'p2@acme.test' })];
    const readings = [[...twice, torn], twice, [...twice, torn], [torn, ...twice, torn]];
    const readRows = () => readings.shift() ?? [];
    expect(await importWith(small, readRows)).toMatchObject({ kind: 'interrupted' });
    expect(await importWith(small, readRows)).toMatchObject({ kind: 'interrupted' });
  });

  it('N3: takes no owner away before there is another, though there are more new ones than it may hold', async () => {
    const rows = [
      person(2, { email: 'ada@acme.test', mobile: '', name: 'Ada' }),
      ...people(900).map(({ line, fields }) => ({ line: line + 1, fields: { ...fields, role: 'owner' } })),
    ];
    expect(await importWith(small, () => rows)).toMatchObject({ kind: 'imported', added: 900, changed: 1 });
    const owners = await test.store.read.directory.listConfirmedByRole(test.organization.id, ['owner'], 2000);
    expect(owners).toHaveLength(900);
    expect((await test.services.verifyAudit(test.organization.id)).kind).toBe('sound');
  });

  it('writes nothing if there is no room for what it has to remember, and lets go of what it had', async () => {
    const { open } = scratches;
    const openScratch = async () => ({
      ...(await open()),
      append: () => Promise.reject(new ScratchUnavailableError('ENOSPC')),
    });
    const deps = { store: test.store, clock: systemClock, random: systemRandom, openScratch };
    const importDirectory = createImportDirectory(deps, small);
    await expect(importDirectory(test.organization.id, () => people(1500))).rejects.toThrow('ENOSPC');
    expect(await countUsers()).toBe(1);
    expect(scratches.closed).toBe(scratches.opened);
  });
});
