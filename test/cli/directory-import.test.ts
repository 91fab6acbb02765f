import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit/audit-event.ts';
import { StagingUnavailableError } from '../../src/ports/directory/import-staging.ts';
import { openInitializedCli, type TestCli } from './open-test-cli.ts';

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli();
});
afterEach(() => cli.close());

const header = 'email,mobile,name,role,status';
const ben = 'ben@acme.test,+441234567890,Ben,admin,confirmed';
const cem = 'cem@acme.test,,Cem,member,invited';

async function importCsv(...lines: string[]) {
  await cli.write('people.csv', `${lines.join('\n')}\n`);
  return cli.run(['directory', 'import', 'people.csv']);
}
async function listUsers(): Promise<Record<string, unknown>[]> {
  return JSON.parse((await cli.run(['directory', 'list', '--json'])).out);
}
async function listEvents(...filter: string[]): Promise<AuditEvent[]> {
  return JSON.parse((await cli.run(['audit', 'list', '--json', '--limit', '1000', ...filter])).out);
}
const findUser = async (email: string) => (await listUsers()).find((user) => user.email === email);

describe('backupcode directory import', () => {
  it('adds people from CSV; the same file again changes nothing', async () => {
    const first = await importCsv(header, ben, cem);
    expect(first).toMatchObject({ code: 0, out: '2 added, 0 changed, 0 unchanged.\n' });
    const before = await listUsers();
    cli.now += 60_000;
    const second = await importCsv(header, ben, cem);
    expect(second).toMatchObject({ code: 0, out: '0 added, 0 changed, 2 unchanged.\n' });
    expect(await listUsers()).toEqual(before);
    expect(await findUser('ben@acme.test')).toMatchObject({ primary: 'email', mobile: '+441234567890' });
  });

  it('takes JSON, and the same people from CSV are unchanged', async () => {
    const people = [
      { email: 'BEN@acme.test', mobile: '+44 1234 567890', name: 'Ben', role: 'admin', status: 'confirmed' },
      { email: 'cem@acme.test', mobile: null, name: 'Cem', role: 'member', status: 'invited' },
    ];
    await cli.write('people.json', JSON.stringify(people));
    expect((await cli.run(['directory', 'import', 'people.json'])).out).toContain('2 added');
    expect((await importCsv(header, ben, cem)).out).toContain('2 unchanged');
  });

  it('forgives a byte order mark, CRLF, empty lines, upper-case columns and quoted text', async () => {
    const text = `\ufeffEmail, Name ,ROLE,Status\r\n\r\n"ben@acme.test","Ben, ""the"" Admin",Admin,confirmed\r\n,,,\r\n`;
    await cli.write('people.csv', text);
    expect((await cli.run(['directory', 'import', 'people.csv'])).out).toContain('1 added');
    expect(await findUser('ben@acme.test')).toMatchObject({ name: 'Ben, "the" Admin', role: 'admin' });
  });

  it('reports every bad row by its line, and writes nothing at all', async () => {
    const before = await listUsers();
    const { code, err } = await importCsv(
      header,
      ben,
      'no-address,,Dot,member,confirmed',
      ',0123,Eve,boss,gone',
      '"fay@acme.test",,"Fay\nsplit",member,confirmed',
      'BEN@acme.test,,Ben again,member,confirmed',
      'gus@acme.test,,=HYPERLINK(),member,confirmed',
      ',,Hal,member,confirmed',
      'ivy@acme.test,,Ivy,member',
      `jo@acme.test,,${'x'.repeat(201)},member,confirmed`,
      `kay@acme.test,,\u202eKay,member,confirmed`,
    );
    expect(code).toBe(1);
    const lines = err.split('\n');
    const at = (line: number) => lines.filter((text) => new RegExp(`^Line ${line}\\b`).test(text)).join(' ');
    expect(at(2)).toBe('');
    expect(at(3)).toContain('email address');
    expect(at(4)).toMatch(/mobile.*role.*status/);
    expect(at(5)).toContain('line break');
    expect(at(7)).toContain('is also in line 2');
    expect(at(8)).toContain('formula');
    expect(at(9)).toContain('no email address and no mobile number');
    expect(at(10)).toContain('4 fields');
    expect(at(11)).toContain('200');
    expect(at(12)).toContain('a control or invisible character');
    expect(err).toContain('Nothing was written');
    expect(err).not.toContain('\u202e');
    expect(await listUsers()).toEqual(before);
    expect(await listEvents('--action', 'directory.imported')).toEqual([]);
  });

  it.each([
    ['an unknown column', 'email,name,role,status,color\n', 'color'],
    ['a column twice', 'email,email,name,role,status\n', 'twice'],
    ['no column for the role', 'email,name,status\n', 'role'],
    ['no column for a login', 'name,role,status\n', 'no email or mobile column'],
    ['nothing in it', '', 'empty'],
    ['a quote that is never closed', `${header}\nben@acme.test,,"Ben,admin,confirmed\n`, 'never closes it'],
    ['an endless field', `${header}\n${'x'.repeat(40_000)}\n`, 'longer'],
    ['Latin-1 text', Buffer.from(`${header}\nben@acme.test,,B\xe9n,admin,confirmed\n`, 'latin1'), 'UTF-8'],
    ['UTF-16 text that does not say so', Buffer.from(`${header}\n${ben}\n`, 'utf16le'), 'utf-16le'],
  ])('refuses a CSV file with %s', async (_, content, part) => {
    await cli.write('people.csv', content);
    const { code, err } = await cli.run(['directory', 'import', 'people.csv']);
    expect(code).toBe(1);
    expect(err).toContain(part);
    expect(err).toContain('Nothing was written');
    expect(await listUsers()).toHaveLength(1);
  });

  it.each([
    ['no JSON', '[{', 'isn’t valid JSON'],
    ['no list', '{"email":"x@acme.test"}', 'isn’t a JSON list'],
    ['entries that are no objects', '[1, null, []]', 'Entry 3: This entry isn’t an object'],
    [
      'values that are no texts',
      '[{"email": 7, "name": ["x"], "role": true, "status": {}}]',
      'Entry 1, email: This has to be text.',
    ],
    ['unknown fields', '[{"__proto__": 1, "email": "x@acme.test"}]', 'Unknown column'],
  ])('refuses a JSON file with %s', async (_, content, part) => {
    await cli.write('people.json', content);
    const { code, err } = await cli.run(['directory', 'import', 'people.json']);
    expect(code).toBe(1);
    expect(err).toContain(part);
    expect(await listUsers()).toHaveLength(1);
  });

  it('says that a file is not there, and that it takes no other kinds', async () => {
    expect(await cli.run(['directory', 'import', 'nowhere.csv'])).toMatchObject({ code: 1 });
    expect((await cli.run(['directory', 'import', 'nowhere.csv'])).err).toContain(
      'There is no file "nowhere.csv".',
    );
    expect(await cli.run(['directory', 'import', 'people.xlsx'])).toMatchObject({ code: 2 });
  });

  it('reads a pipe', async () => {
    const pipe = join(cli.directory, 'people.csv');
    execFileSync('/usr/bin/env', ['mkfifo', pipe]);
    const writing = writeFile(pipe, `${header}\n${ben}\n`);
    expect(await cli.run(['directory', 'import', 'people.csv'])).toMatchObject({ code: 0 });
    await writing;
    expect(await findUser('ben@acme.test')).toMatchObject({ name: 'Ben' });
  });

  it('says where there has to be room for a long list', async () => {
    cli.openImportStaging = () => {
      throw new StagingUnavailableError('database or disk is full');
    };
    const { code, err } = await importCsv(header, ben);
    expect(code).toBe(1);
    expect(err).toContain('Temporary data cannot be kept (database or disk is full)');
    expect(err).toContain('TMPDIR');
    expect(await listUsers()).toHaveLength(1);
  });

  it('N14: writes down each changed person with before and after, and the counts', async () => {
    await importCsv(header, ben, cem);
    await importCsv(header, 'ben@acme.test,,Ben,member,suspended', cem);
    const changed = await listEvents('--action', 'directory.user_changed');
    expect(changed.at(-1)?.details).toEqual({
      roleBefore: 'admin',
      roleAfter: 'member',
      statusBefore: 'confirmed',
      statusAfter: 'suspended',
      mobileBefore: '+441234567890',
      mobileAfter: null,
    });
    const imports = await listEvents('--action', 'directory.imported');
    expect(imports.map(({ details }) => details)).toMatchObject([
      { added: 2, changed: 0, rows: 2 },
      { added: 0, changed: 1, rows: 2 },
    ]);
  });

  it('N14: a new administrator leaves a line of their own', async () => {
    await importCsv(header, ben, cem);
    const events = await listEvents('--action', 'directory.user_changed');
    expect(events.map(({ details }) => details)).toEqual([
      {
        isNew: true,
        role: 'admin',
        status: 'confirmed',
        email: 'ben@acme.test',
        mobile: '+441234567890',
        alias: null,
      },
    ]);
  });

  it('matches by mobile too, leaves contacts alone whose column is missing, takes away what is empty', async () => {
    await importCsv(header, ben);
    const { id } = (await findUser('ben@acme.test')) ?? {};
    await importCsv('mobile,name,role,status', '+441234567890,Benjamin,member,confirmed');
    expect(await findUser('ben@acme.test')).toMatchObject({ id, name: 'Benjamin' });
    await importCsv(header, ',+441234567890,Benjamin,member,confirmed');
    expect((await listUsers()).find((user) => user.id === id)).toMatchObject({
      email: null,
      primary: 'mobile',
    });
    await importCsv(header, 'new@acme.test,+441234567890,Benjamin,member,confirmed');
    expect(await findUser('new@acme.test')).toMatchObject({ id, primary: 'mobile' });
  });

  it.each(['mobile', 'alias'])(
    'N11: nobody becomes an admin by having the admin’s %s in their own record',
    async (column) => {
      const stolen = column === 'mobile' ? '+441234567890' : 'ben@acme.test';
      await importCsv(header, ben);
      const file = [`email,${column},name,role,status`, `eve@acme.test,${stolen},Eve,admin,confirmed`];
      const { code, err } = await importCsv(...file);
      expect(code).toBe(1);
      expect(err).toContain(
        'Line 2: This would change the email address of an admin from ben@acme.test to eve@acme.test.',
      );
      expect(await findUser('eve@acme.test')).toBeUndefined();
      // The operator may say that it is right.
      const allowed = await cli.run(['directory', 'import', 'people.csv', '--change-admin-emails']);
      expect(allowed).toMatchObject({ code: 0, out: '0 added, 1 changed, 0 unchanged.\n' });
    },
  );

  it('refuses a row that names two people, and two rows that mean one', async () => {
    await importCsv(header, ben, 'cem@acme.test,+441111111111,Cem,member,invited');
    const two = await importCsv(header, 'ben@acme.test,+441111111111,Ben,admin,confirmed');
    expect(two).toMatchObject({ code: 1 });
    expect(two.err).toContain('Line 2: The logins in this row belong to two different people');
    const one = await importCsv(
      header,
      'cem@acme.test,,Cem,member,invited',
      ',+441111111111,Cem,member,invited',
    );
    expect(one.err).toContain('Line 3: This is the same person as in line 2.');
  });

  it('refuses a primary contact that is not there', async () => {
    const { code, err } = await importCsv(`${header},primary`, 'cem@acme.test,,Cem,member,invited,mobile');
    expect(code).toBe(1);
    expect(err).toContain('Line 2: The primary contact is set to mobile, but there is no mobile number.');
  });

  it.each(['ada@acme.test,,Ada,member,confirmed', 'ada@acme.test,,Ada,owner,deactivated'])(
    'never leaves the organization without a confirmed owner: %s',
    async (demoted) => {
      const { code, err } = await importCsv(header, demoted, ben);
      expect(code).toBe(1);
      expect(err).toContain('would have no confirmed owner left');
      expect(await findUser('ben@acme.test')).toBeUndefined();
      expect(await findUser('ada@acme.test')).toMatchObject({ role: 'owner', status: 'confirmed' });
    },
  );

  it('hands the ownership over in one file, whatever the order of its rows and however many', async () => {
    const crowd = Array.from({ length: 900 }, (_, index) => `p${index}@acme.test,,P ${index},member,invited`);
    const { code, out } = await importCsv(
      header,
      'ada@acme.test,,Ada,member,deactivated',
      ...crowd,
      'ben@acme.test,,Ben,owner,confirmed',
    );
    expect({ code, out }).toEqual({ code: 0, out: '901 added, 1 changed, 0 unchanged.\n' });
    expect((await cli.run(['directory', 'list', '--role', 'owner'])).out).toContain('ben@acme.test');
    expect((await cli.run(['audit', 'verify'])).code).toBe(0);
  });

  it('N3: two imports that each take the other’s owner away leave one', async () => {
    await importCsv(header, 'ben@acme.test,,Ben,owner,confirmed');
    await cli.write('a.csv', `${header}\nada@acme.test,,Ada,member,confirmed\n`);
    await cli.write('b.csv', `${header}\nben@acme.test,,Ben,member,confirmed\n`);
    const results = await Promise.all(
      ['a.csv', 'b.csv'].map((name) => cli.run(['directory', 'import', name])),
    );
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1]);
    const owners = JSON.parse((await cli.run(['directory', 'list', '--role', 'owner', '--json'])).out);
    expect(owners).toHaveLength(1);
  });

  it('shows a bar to a person and a line every few seconds to a log', async () => {
    const crowd = Array.from(
      { length: 1200 },
      (_, index) => `p${index}@acme.test,,P ${index},member,invited`,
    );
    await cli.write('people.csv', [header, ...crowd].join('\n'));
    const clock = { now: () => (cli.now += 2000) };
    const { err } = await cli.run(['directory', 'import', 'people.csv'], { clock });
    expect(err).toMatch(/\d+ of 1200 people (checked|written)\n/);
    const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    await cli.run(['directory', 'import', 'people.csv'], { stderr, isTty: true });
    // `text` reads the whole stream: a single `read()` may return only a part of it.
    expect(await text(stderr.end())).toContain('1200 / 1200 people written');
  });

  it('any file is imported or refused: nothing is half-done and nothing is an accident', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        ben,
        'ben@acme.test',
        '"',
        '"a""b"',
        '+441234567890',
        'member',
        'confirmed',
        '\n',
        ',',
      ),
      fc.string({ maxLength: 12, unit: 'grapheme' }),
    );
    const csv = fc
      .array(
        fc.array(cell, { maxLength: 6 }).map((cells) => cells.join(',')),
        { maxLength: 5 },
      )
      .chain((rows) => fc.boolean().map((isHeaded) => [...(isHeaded ? [header] : []), ...rows].join('\n')));
    await fc.assert(
      fc.asyncProperty(csv, async (text) => {
        await cli.write('people.csv', text);
        const before = await listUsers();
        const { code, err } = await cli.run(['directory', 'import', 'people.csv']);
        if (code === 0) return;
        expect(code).toBe(1);
        expect(err).toContain('Nothing was written');
        expect(err).not.toContain('Failed:');
        expect(await listUsers()).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('any JSON is imported or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.array(fc.jsonValue()).map((list) => JSON.stringify(list)),
        ),
        async (text) => {
          await cli.write('people.json', text);
          const { code, err } = await cli.run(['directory', 'import', 'people.json']);
          expect(err).not.toContain('Failed:');
          expect(code === 0 || err.includes('Nothing was written')).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
