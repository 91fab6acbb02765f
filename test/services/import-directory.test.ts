import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../src/domain/ids.ts';
import type { RawDirectoryRow } from '../../src/services/directory-row.ts';
import { openTestServices, type TestServices } from './open-services.ts';

let test: TestServices;
beforeEach(async () => {
  test = await openTestServices();
});
afterEach(() => test.close());

const people = (count: number): RawDirectoryRow[] =>
  Array.from({ length: count }, (_, index) => ({
    line: index + 2,
    fields: {
      email: `p${index}@acme.test`,
      mobile: `+4412345${String(index).padStart(5, '0')}`,
      name: `P ${index}`,
      role: 'member',
      status: 'confirmed',
    },
  }));

describe('the import, while somebody else changes the directory', () => {
  it('stops at a batch that no longer fits, keeps the ones before, and goes on when it is run again', async () => {
    const rows = people(1000);
    const result = await test.services.importDirectory(
      test.organization.id,
      () => rows,
      ({ done }) => {
        // A stranger takes the login of a row of the next batch.
        if (done === 400)
          test.raw.exec("UPDATE users SET mobile = '+441234500500' WHERE email = 'ada@acme.test'");
        if (done === 400)
          test.raw.exec("UPDATE users SET email = 'p500@acme.test' WHERE email = 'p0@acme.test'");
      },
    );
    expect(result).toMatchObject({ kind: 'interrupted', added: 400, changed: 0 });
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(401);
    expect((await test.services.verifyAudit(test.organization.id)).kind).toBe('sound');
    test.raw.exec("UPDATE users SET mobile = NULL WHERE email = 'ada@acme.test'");
    test.raw.exec("UPDATE users SET email = 'p0@acme.test' WHERE email = 'p500@acme.test'");
    const again = await test.services.importDirectory(test.organization.id, () => rows);
    expect(again).toEqual({ kind: 'imported', added: 600, changed: 0, unchanged: 400 });
  });

  it('does not write a batch that would leave no owner, though there was one when it was checked', async () => {
    const appointment = [
      { line: 2, fields: { email: 'ben@acme.test', name: 'Ben', role: 'owner', status: 'confirmed' } },
    ];
    await test.services.importDirectory(test.organization.id, () => appointment);
    const demotion = [
      { line: 2, fields: { email: 'ada@acme.test', name: 'Ada', role: 'member', status: 'confirmed' } },
    ];
    const result = await test.services.importDirectory(
      test.organization.id,
      () => demotion,
      ({ done }) => {
        if (done === 0) test.raw.exec("UPDATE users SET status = 'suspended' WHERE email = 'ben@acme.test'");
      },
    );
    expect(result).toMatchObject({ kind: 'interrupted', changed: 0 });
    const owners = await test.store.read.directory.listConfirmedByRole(test.organization.id, ['owner'], 9);
    expect(owners.map(({ email }) => email)).toEqual(['ada@acme.test']);
  });

  it('counts what somebody else did meanwhile as unchanged', async () => {
    const rows = people(1);
    const inner = test.services.importDirectory(test.organization.id, () => rows);
    const outer = test.services.importDirectory(test.organization.id, () => rows);
    const results = await Promise.all([inner, outer]);
    expect(results.map((result) => (result.kind === 'imported' ? result.added : -1)).sort()).toEqual([0, 1]);
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(2);
  });

  it.each([
    [
      'a row was changed',
      (rows: RawDirectoryRow[]) => [...rows.slice(0, 900), ...people(1001).slice(-1), ...rows.slice(901)],
    ],
    [
      'a role was raised',
      (rows: RawDirectoryRow[]) =>
        rows.map((row, at) => (at === 900 ? { ...row, fields: { ...row.fields, role: 'owner' } } : row)),
    ],
    ['rows were taken out', (rows: RawDirectoryRow[]) => rows.slice(0, 800)],
    ['a row was added', (rows: RawDirectoryRow[]) => [...rows, ...people(1001).slice(-1)]],
    [
      'a row was spoiled',
      (rows: RawDirectoryRow[]) => rows.with(900, { line: 902, fields: {}, problem: 'is torn' }),
    ],
  ])('N14: stops before the first batch that is not the one that was checked: %s', async (_what, change) => {
    const rows = people(1000);
    const readings = [rows, change(rows)];
    const result = await test.services.importDirectory(test.organization.id, () => readings.shift() ?? []);
    expect(result).toMatchObject({ kind: 'interrupted', why: expect.stringContaining('no longer the one') });
    const count = await test.store.read.directory.countUsers(test.organization.id);
    expect([401, 801, 1001]).toContain(count);
    const owners = await test.store.read.directory.listConfirmedByRole(test.organization.id, ['owner'], 9);
    expect(owners).toHaveLength(1);
  });

  it('into an organization that is not there is refused', async () => {
    const id = 'org_000000000000000000000000' as OrganizationId;
    expect(await test.services.importDirectory(id, () => people(1))).toEqual({
      kind: 'unknown_organization',
    });
  });

  it('reads all bad rows before it says no, and asks the directory nothing of them', async () => {
    const rows = [
      ...people(2),
      { line: 9, fields: {}, problem: 'is torn' },
      { line: 10, fields: { name: 3 } },
    ];
    const result = await test.services.importDirectory(test.organization.id, () => rows);
    expect(result.kind).toBe('rejected');
    expect(result.kind === 'rejected' && result.problems.map(({ line }) => line)).toEqual([9, 10, 10, 10]);
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(1);
  });
});
