import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../../../src/domain/ids.ts';
import { StagingUnavailableError } from '../../../../src/ports/directory/import-staging.ts';
import type { RawDirectoryRow } from '../../../../src/services/directory/import/directory-row.ts';
import { createImportDirectory } from '../../../../src/services/directory/import/import-directory.ts';
import { importDefaults } from '../../../../src/services/directory/import/import-options.ts';
import { IMPORT_SHOWN_MAX } from '../../../../src/services/directory/import/row-problems.ts';
import { openImportStaging } from '../../../../src/system/open-import-staging.ts';
import { systemRandom } from '../../../../src/system/system-random.ts';
import { openTestServices, type TestServices } from '../../open-services.ts';

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

/** Past the program. */
function giveLogin(owner: string, login: string): void {
  test.raw
    .prepare('INSERT INTO user_logins SELECT organization_id, ?, user_id FROM user_logins WHERE login = ?')
    .run(login, owner);
}

describe('the import, while somebody else changes the directory', () => {
  it('stops at a batch that no longer fits, keeps the ones before, and goes on when it is run again', async () => {
    const rows = people(1000);
    const result = await test.services.importDirectory(
      test.organization.id,
      rows,
      importDefaults,
      ({ step, done }) => {
        if (step !== 'write' || done !== 300) return;
        // A stranger takes the login of a row of the next batch.
        giveLogin('ada@acme.test', '+441234500500');
        giveLogin('p0@acme.test', 'p500@acme.test');
      },
    );
    expect(result).toMatchObject({ kind: 'interrupted', added: 300, changed: 0 });
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(301);
    expect((await test.services.verifyAudit(test.organization.id)).kind).toBe('sound');
    test.raw.exec("DELETE FROM user_logins WHERE login IN ('+441234500500', 'p500@acme.test')");
    const again = await test.services.importDirectory(test.organization.id, rows);
    expect(again).toMatchObject({ kind: 'imported', added: 700, changed: 0, unchanged: 300 });
  });

  it('does not write a batch that would leave no owner, though there was one when it was checked', async () => {
    const appointment = [
      { line: 2, fields: { email: 'ben@acme.test', name: 'Ben', role: 'owner', status: 'confirmed' } },
    ];
    await test.services.importDirectory(test.organization.id, appointment);
    const demotion = [
      { line: 2, fields: { email: 'ada@acme.test', name: 'Ada', role: 'member', status: 'confirmed' } },
    ];
    const result = await test.services.importDirectory(
      test.organization.id,
      demotion,
      importDefaults,
      ({ step, done }) => {
        if (step === 'write' && done === 0)
          test.raw.exec("UPDATE users SET status = 'suspended' WHERE email = 'ben@acme.test'");
      },
    );
    expect(result).toMatchObject({ kind: 'interrupted', changed: 0 });
    const owners = await test.store.read.directory.listConfirmedByRole(test.organization.id, ['owner'], 9);
    expect(owners.map(({ email }) => email)).toEqual(['ada@acme.test']);
  });

  it('counts what somebody else did meanwhile as unchanged', async () => {
    const rows = people(1);
    const inner = test.services.importDirectory(test.organization.id, rows);
    const outer = test.services.importDirectory(test.organization.id, rows);
    const results = await Promise.all([inner, outer]);
    expect(results.map((result) => (result.kind === 'imported' ? result.added : -1)).sort()).toEqual([0, 1]);
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(2);
  });

  it('into an organization that is not there is refused', async () => {
    const id = 'org_000000000000000000000000' as OrganizationId;
    expect(await test.services.importDirectory(id, people(1))).toEqual({
      kind: 'unknown_organization',
    });
  });

  it('reads all bad rows before it says no, and asks the directory nothing of them', async () => {
    const rows = [
      ...people(2),
      { line: 9, fields: {}, problem: 'is torn' },
      { line: 10, fields: { name: 3 } },
    ];
    const result = await test.services.importDirectory(test.organization.id, rows);
    expect(result.kind).toBe('rejected');
    expect(result.kind === 'rejected' && result.problems.shown.map(({ line }) => line)).toEqual([
      9, 10, 10, 10,
    ]);
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(1);
  });

  it('says of every line that repeats another which one it is', async () => {
    await test.services.importDirectory(test.organization.id, people(50));
    const person = (line: number, fields: Record<string, string>) => ({
      line,
      fields: { name: 'P', role: 'member', status: 'confirmed', ...fields },
    });
    const rows = people(1500)
      .with(700, person(702, { email: 'p5@acme.test', mobile: '+441234500009' }))
      .with(1100, person(1102, { email: 'p1100@acme.test', mobile: '+441234500999' }))
      .with(1200, { line: 1202, fields: {}, problem: 'is torn' })
      .with(1450, person(1452, { email: 'p20@acme.test' }));
    expect(await test.services.importDirectory(test.organization.id, rows)).toEqual({
      kind: 'rejected',
      problems: {
        count: 7,
        shown: [
          { line: 702, column: null, issue: { code: 'two_people' } },
          { line: 702, column: null, issue: { code: 'login_repeated', firstLine: 7, login: 'p5@acme.test' } },
          {
            line: 702,
            column: null,
            issue: { code: 'login_repeated', firstLine: 11, login: '+441234500009' },
          },
          {
            line: 1102,
            column: null,
            issue: { code: 'login_repeated', firstLine: 1001, login: '+441234500999' },
          },
          { line: 1202, column: null, issue: { code: 'unreadable', explanation: 'is torn' } },
          {
            line: 1452,
            column: null,
            issue: { code: 'login_repeated', firstLine: 22, login: 'p20@acme.test' },
          },
          { line: 1452, column: null, issue: { code: 'person_repeated', firstLine: 22 } },
        ],
      },
    });
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(51);
  });

  it('counts every bad row of a list that is nothing else, and keeps the first of them', async () => {
    const rows = Array.from({ length: 5000 }, (_, line) => ({ line, fields: {}, problem: 'is torn' }));
    const result = await test.services.importDirectory(test.organization.id, rows);
    if (result.kind !== 'rejected') throw new Error(result.kind);
    expect(result.problems.count).toBe(5000);
    expect(result.problems.shown).toHaveLength(IMPORT_SHOWN_MAX);
  });

  it('a dry run says what an import would do, and does nothing', async () => {
    const rows = [
      { line: 2, fields: { email: 'ada@acme.test', name: 'Ada B', role: 'owner', status: 'confirmed' } },
      ...people(2).map(({ line, fields }) => ({ line: line + 1, fields })),
    ];
    const options = { ...importDefaults, isDryRun: true };
    const before = await test.actions();
    const result = await test.services.importDirectory(test.organization.id, rows, options);
    expect(result).toMatchObject({ kind: 'planned', added: 2, changed: 1, unchanged: 0 });
    expect(result.kind === 'planned' && result.changes.map(({ kind }) => kind)).toEqual([
      'change',
      'add',
      'add',
    ]);
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(1);
    expect(await test.actions()).toEqual(before);
  });

  it('reads its rows once, and lets go of what it staged when there is no more room', async () => {
    let closed = 0;
    const importDirectory = createImportDirectory({
      store: test.store,
      clock: { now: () => test.now },
      random: systemRandom,
      openImportStaging: () => ({
        ...openImportStaging(),
        add: () => {
          throw new StagingUnavailableError('database or disk is full');
        },
        close: () => {
          closed += 1;
        },
      }),
    });
    await expect(importDirectory(test.organization.id, people(500))).rejects.toThrow(StagingUnavailableError);
    expect(closed).toBe(1);
    expect(await test.store.read.directory.countUsers(test.organization.id)).toBe(1);
  });

  it('N3: takes no owner away before there is another, however many there are', async () => {
    const rows = [
      { line: 2, fields: { email: 'ada@acme.test', name: 'Ada', role: 'member', status: 'confirmed' } },
      ...people(700).map(({ line, fields }) => ({ line: line + 1, fields: { ...fields, role: 'owner' } })),
    ];
    const result = await test.services.importDirectory(test.organization.id, rows);
    expect(result).toMatchObject({ kind: 'imported', added: 700, changed: 1 });
    const owners = await test.store.read.directory.listConfirmedByRole(test.organization.id, ['owner'], 2000);
    expect(owners).toHaveLength(700);
    expect((await test.services.verifyAudit(test.organization.id)).kind).toBe('sound');
  });

  it('keeps the role of people whose row says none, and gives new ones the default', async () => {
    const rows = [
      { line: 2, fields: { email: 'ada@acme.test', name: 'Ada', status: 'confirmed' } },
      { line: 3, fields: { email: 'ben@acme.test', name: 'Ben', status: 'confirmed' } },
    ];
    expect((await test.services.importDirectory(test.organization.id, rows)).kind).toBe('rejected');
    await test.services.importDirectory(test.organization.id, rows, {
      ...importDefaults,
      defaultRole: 'member',
    });
    const { directory } = test.store.read;
    const roles = await Promise.all(
      ['ada@acme.test', 'ben@acme.test'].map(
        async (login) => (await directory.findUserByLogin(test.organization.id, login))?.role,
      ),
    );
    expect(roles).toEqual(['owner', 'member']);
  });
});
