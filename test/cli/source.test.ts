import { DatabaseSync } from 'node:sqlite';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { peopleOf, personOf } from '../services/sources/open-sync-world.ts';
import { createScriptedSource, type ScriptedSource } from '../support/scripted-source.ts';
import { openInitializedCli, type TestCli, typing } from './open-test-cli.ts';

const KEY = 'key-4711-very-secret';
let cli: TestCli;
let vendor: ScriptedSource;

beforeEach(async () => {
  cli = await openInitializedCli();
  vendor = createScriptedSource();
  cli.connectors = vendor;
});
afterEach(() => cli.close());

const add = ['source', 'add', 'bamboohr', 'HR', '--set', 'company=acme'];

async function addSource(): Promise<void> {
  cli.env.HR_KEY = KEY;
  const ran = await cli.run([...add, '--secret-env', 'HR_KEY']);
  expect(ran.err).toBe('');
  expect(ran.code).toBe(0);
}

/** Every text that is stored, and the whole history. */
function everythingStored(): string {
  const database = new DatabaseSync(cli.databasePath);
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return JSON.stringify(tables.map(({ name }) => database.prepare(`SELECT * FROM "${name}"`).all()));
  } finally {
    database.close();
  }
}

describe('source add', () => {
  it('asks the vendor, stores the credential sealed, and says what comes next', async () => {
    cli.env.HR_KEY = KEY;
    const { code, out } = await cli.run([...add, '--secret-env', 'HR_KEY']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Added HR \(src_\w+\)\. The credential works: 0 people\.\n/);
    expect(out).toContain('`backupcode source preview "HR"`');
    expect(vendor.opened).toEqual([{ settings: { company: 'acme' }, secret: KEY }]);
  });

  it('the credential is in no output, no history and no table', async () => {
    await addSource();
    const { out } = await cli.run(['audit', 'list', '--json']);
    expect(out).toContain('source.added');
    const list = await cli.run(['source', 'list', '--json']);
    expect(list.out).toContain('"company": "acme"');
    expect(`${everythingStored()}${out}${list.out}`).not.toContain(KEY);
  });

  it('reads the credential from a file', async () => {
    await cli.write('hr.key', `${KEY}\n`);
    expect((await cli.run([...add, '--secret-file', 'hr.key'])).code).toBe(0);
    expect(vendor.opened[0]?.secret).toBe(KEY);
  });

  it('asks for it on a terminal without showing it', async () => {
    const { code, out, err } = await cli.run(add, { isTty: true, stdin: typing(KEY) });
    expect(code).toBe(0);
    expect(vendor.opened[0]?.secret).toBe(KEY);
    expect(err).toContain('key (hidden): \n');
    expect(out + err).not.toContain(KEY);
  });

  it('asks for each part of a credential that has several', async () => {
    const line = ['source', 'add', 'okta', 'Okta', '--set', 'company=acme'];
    expect((await cli.run(line, { isTty: true, stdin: typing('one', 'two') })).code).toBe(0);
    expect(vendor.opened[0]?.secret).toBe('{"key":"one","clientId":"two"}');
    const half = await cli.run(['source', 'add', 'okta', 'Other', '--set', 'company=acme'], {
      isTty: true,
      stdin: typing('one'),
    });
    expect(half).toEqual({ code: 1, out: '', err: expect.stringContaining('the credential wasn’t given') });
  });

  it.each([
    [[...add], 'This kind needs a credential (key). Add --secret-file PATH or --secret-env NAME'],
    [[...add, '--secret-file', 'none.key'], 'Can’t read the credential from "none.key" (ENOENT).'],
    [[...add, '--secret-env', 'NONE'], 'The environment variable "NONE" is empty or not set.'],
    [[...add, '--secret-env', 'A', '--secret-file', 'b'], 'Give either --secret-file or --secret-env.'],
    [['source', 'add', 'bamboohr', 'HR'], 'The setting company is missing. Add it: --set company=VALUE'],
    [[...add, '--set', 'colour=red'], 'This kind has no setting colour. It has: company'],
    [[...add.slice(0, 4), '--set', 'company'], 'Write --set as name=value, such as --set company=value.'],
    [['source', 'add', 'zoho', 'Z'], 'There is no kind "zoho". Choose one of bamboohr, okta.'],
    [['source', 'add', 'scim', 'S'], '`backupcode client add NAME --scope scim`'],
    [
      ['source', 'add', 'okta', 'O', '--set', 'company=a', '--secret-env', 'HR_KEY'],
      'these names: key, clientId',
    ],
  ])('%j is refused with the remedy, and adds nothing', async (line, problem) => {
    cli.env.HR_KEY = KEY;
    const { code, out, err } = await cli.run(line);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(problem);
    expect((await cli.run(['source', 'list'])).err).toContain('No sources yet.');
  });

  it('a credential that the vendor refuses adds nothing', async () => {
    vendor.failing = { problem: 'credential_refused', afterPages: 0 };
    cli.env.HR_KEY = KEY;
    const { code, err } = await cli.run([...add, '--secret-env', 'HR_KEY']);
    expect(code).toBe(1);
    expect(err).toContain('Nothing was added. "HR" refuses the credential.');
    expect(err).toContain('(scripted)');
    expect((await cli.run(['source', 'list'])).err).toContain('No sources yet.');
  });

  it('a name is taken once', async () => {
    await addSource();
    const { code, err } = await cli.run([...add, '--secret-env', 'HR_KEY']);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'A source called "HR" exists. Choose another name.\n',
    });
  });
});

describe('source list', () => {
  it('says what it is, when it was synced and what comes next', async () => {
    await addSource();
    const { out } = await cli.run(['source', 'list']);
    expect(out).toContain('Kind:       bamboohr, company=acme');
    expect(out).toContain('Last sync:  never. See what it would do: `backupcode source preview "HR"`');
    expect(out).toContain('Next sync:  only when asked');
  });
});

describe('source test', () => {
  it('says that it works, or why not', async () => {
    await addSource();
    expect((await cli.run(['source', 'test', 'HR'])).out).toBe('"HR" works: 0 people.\n');
    vendor.failing = { problem: 'not_permitted', afterPages: 0 };
    const { code, err } = await cli.run(['source', 'test', 'HR']);
    expect(code).toBe(1);
    expect(err).toContain('it may not read the people');
    expect((await cli.run(['source', 'test', 'Other'])).err).toContain('No source is called "Other".');
  });
});

describe('source set', () => {
  beforeEach(addSource);

  it('changes schedule, brake, roles and owners, and says what', async () => {
    const line = [
      'source',
      'set',
      'HR',
      '--every',
      '30m',
      '--brake',
      '5',
      '--role-rule',
      'group:Help desk=helpdesk',
    ];
    const { code, out } = await cli.run([...line, '--allow-owner', 'Ada@ACME.test']);
    expect(code).toBe(0);
    expect(out).toContain('Changed HR: schedule, brake, role rules, allowed owners.');
    const [source] = JSON.parse((await cli.run(['source', 'list', '--json'])).out);
    expect(source).toMatchObject({
      everyMinutes: 30,
      brakePercent: 5,
      roleRules: [{ when: { kind: 'group', group: 'Help desk' }, role: 'helpdesk' }],
      allowedOwners: ['ada@acme.test'],
    });
    expect((await cli.run([...line, '--allow-owner', 'ada@acme.test'])).out).toBe('Nothing changed.\n');
    await cli.run(['source', 'set', 'HR', '--no-role-rules', '--no-allowed-owners', '--every', 'never']);
    const [after] = JSON.parse((await cli.run(['source', 'list', '--json'])).out);
    expect(after).toMatchObject({ everyMinutes: null, roleRules: [], allowedOwners: [] });
  });

  it('tries a new credential before it replaces the old one', async () => {
    cli.env.NEW_KEY = 'new-key';
    vendor.failing = { problem: 'credential_refused', afterPages: 0 };
    const refused = await cli.run(['source', 'set', 'HR', '--secret-env', 'NEW_KEY']);
    expect(refused.err).toContain('Nothing was changed. "HR" refuses the credential.');
    vendor.failing = null;
    await cli.run(['source', 'test', 'HR']);
    expect(vendor.opened.at(-1)?.secret).toBe(KEY);
    const changed = await cli.run(['source', 'set', 'HR', '--secret-env', 'NEW_KEY']);
    expect(changed.out).toBe('Changed HR: credential.\n');
    await cli.run(['source', 'test', 'HR']);
    expect(vendor.opened.at(-1)?.secret).toBe('new-key');
  });

  it.each([
    [['--every', '5m'], 'from 15 minutes to 24 hours'],
    [['--every', 'often'], 'Write --every as 30m, 2h, 1d or never'],
    [['--brake', '0'], 'Write --brake as a whole number from 1 to 100.'],
    [['--brake', 'all'], 'Write --brake as a whole number from 1 to 100.'],
    [['--role-rule', 'Admins=admin'], 'Can’t read the rule "Admins=admin".'],
    [['--role-rule', 'group:Admins=root'], 'Roles: owner, admin, helpdesk, member.'],
    [['--allow-owner', 'Ada'], '"Ada" isn’t an email address.'],
    [[], 'Say what to change'],
  ])('%j is refused', async (options, problem) => {
    const { code, err } = await cli.run(['source', 'set', 'HR', ...options]);
    expect(code).toBe(1);
    expect(err).toContain(problem);
  });
});

describe('source preview', () => {
  it('shows what would change and why, and writes nothing', async () => {
    await addSource();
    vendor.people = [...peopleOf('ben'), personOf('ada'), personOf('gone', { status: 'deactivated' })];
    const { code, out } = await cli.run(['source', 'preview', 'HR']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
      '  LOGIN  NAME  WHY',
      'conflict  ada@acme.test  ada  ada@acme.test belongs to someone who came in another way',
      'add  ben@acme.test  ben  Member, confirmed; acme.test isn’t a verified domain: no codes until it is',
      'skip  gone@acme.test  gone  left before the first sync',
      'Nothing was written. A sync would give: 1 new, 1 in conflict, 1 skipped, 0 unchanged.',
      'Conflicts are explained once a sync has found them: `backupcode source conflicts`',
      '',
    ]);
    expect((await cli.run(['directory', 'list'])).out).not.toContain('ben@acme.test');
  });

  it('shows the first, counts the rest, and prints JSON', async () => {
    await addSource();
    vendor.people = peopleOf('ben', 'cleo', 'dan');
    const { out } = await cli.run(['source', 'preview', 'HR', '--limit', '1']);
    expect(out).toContain('... and 2 more. Show them with --limit 4 or --json.');
    const json = JSON.parse((await cli.run(['source', 'preview', 'HR', '--json'])).out);
    expect(json).toMatchObject({ counts: { created: 3 }, losing: 0, asksOwner: false });
    expect(json.changes[0]).toMatchObject({ action: 'create', externalId: 'hr-ben', role: 'member' });
    expect((await cli.run(['source', 'preview', 'HR', '--limit', 'all'])).err).toContain('from 1 to 1000');
  });
});

describe('source sync', () => {
  beforeEach(addSource);

  it('brings people in and says what it did', async () => {
    vendor.people = [...peopleOf('ben'), personOf('ada')];
    const { code, out } = await cli.run(['source', 'sync', 'HR']);
    expect(code).toBe(0);
    expect(out).toContain('"HR" is up to date: 1 new, ');
    expect(out).toContain('1 conflict needs a decision: `backupcode source conflicts "HR"`');
    const list = (await cli.run(['source', 'list'])).out;
    expect(list).toContain('Last sync:  2026-01-31 12:00 UTC, 1 new');
    expect(list).toContain('Next sync:  2026-01-31 13:');
    expect(list).toContain('Conflicts:  ');
  });

  it('shows a progress bar on a terminal', async () => {
    vendor.people = peopleOf('ben');
    const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    await cli.run(['source', 'sync', 'HR'], { stderr, isTty: true });
    expect(String(stderr.read())).toContain('people written');
  });

  it('stops at the brake, and is applied or discarded', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `p${index}`);
    vendor.people = peopleOf(...names);
    await cli.run(['source', 'sync', 'HR']);
    vendor.people = peopleOf(...names.slice(5));
    expect((await cli.run(['source', 'preview', 'HR'])).out).toContain(
      'The sync would stop and ask an owner first: 5 of 10 people would lose access, more than 10%.',
    );
    const stopped = await cli.run(['source', 'sync', 'HR']);
    expect(stopped.code).toBe(1);
    expect(stopped.err).toContain('"p0"');
    expect(stopped.err).toContain('5 of 10 people would lose access, more than 10%.');
    expect(stopped.err).toContain('`backupcode source sync "HR" --apply-waiting`');
    expect((await cli.run(['source', 'sync', 'HR'])).err).toContain('"HR" waits for an owner');
    expect((await cli.run(['source', 'list'])).out).toContain('Next sync:  after an owner decides');
    const discarded = await cli.run(['source', 'sync', 'HR', '--discard-waiting']);
    expect(discarded).toMatchObject({
      code: 0,
      out: expect.stringContaining('Discarded. Nothing was written.'),
    });
    expect((await cli.run(['source', 'sync', 'HR'])).err).toContain('discarded exactly these changes');
    const applied = await cli.run(['source', 'sync', 'HR', '--apply-waiting']);
    expect(applied).toMatchObject({ code: 0, out: expect.stringContaining('5 deactivated') });
    expect((await cli.run(['source', 'sync', 'HR', '--apply-waiting'])).err).toContain(
      'No sync of "HR" waits',
    );
  });

  it('fails with the reason and the remedy, and stops at Ctrl-C', async () => {
    vendor.people = peopleOf('ben', 'cleo', 'dan');
    vendor.failing = { problem: 'throttled', afterPages: 1 };
    const failed = await cli.run(['source', 'sync', 'HR']);
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining('Try again later. (scripted)') });
    expect((await cli.run(['source', 'list'])).out).toContain('failed: "HR" asks us to wait longer');
    vendor.failing = null;
    const stopped = await cli.run(['source', 'sync', 'HR'], {
      onInterrupt: (stop) => {
        vendor.onPage = (page) => {
          if (page === 1) stop();
        };
        return () => {};
      },
    });
    expect(stopped).toMatchObject({ code: 1, err: 'Cancelled. What was already written stays.\n' });
    expect((await cli.run(['source', 'sync', 'HR', '--cancel'])).err).toBe('No sync of "HR" is running.\n');
  });

  it('takes one option at a time', async () => {
    const { code, err } = await cli.run(['source', 'sync', 'HR', '--full', '--cancel']);
    expect(code).toBe(2);
    expect(err).toContain('Choose one of --full');
  });
});

describe('source conflicts and resolve', () => {
  async function conflictId(): Promise<string> {
    const { out } = await cli.run(['source', 'conflicts', '--json']);
    return JSON.parse(out).conflicts[0].id;
  }

  beforeEach(async () => {
    await addSource();
    vendor.people = [personOf('ada', { displayName: 'Ada L.' })];
    await cli.run(['source', 'sync', 'HR']);
  });

  it('explains who, what, which two sources, since when, what happens meanwhile, and every way out', async () => {
    const id = await conflictId();
    const { code, out } = await cli.run(['source', 'conflicts']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      `${id}  HR, since 2026-01-31 12:00 UTC`,
      '  Ada L. (hr-ada): the email address ada@acme.test already belongs to Ada (ada@acme.test), who comes from the list that an operator imported.',
      '  Meanwhile: they aren’t in the directory, and get no codes.',
      `  If both are the same person, let "HR" decide about them from now on: \`backupcode source resolve ${id} --take-over\``,
      `  If both are the same person, but the list that an operator imported keeps deciding: \`backupcode source resolve ${id} --link\``,
      '  If they are two people, correct the email address in "HR".',
      `  To hide this until "HR" says something else: \`backupcode source resolve ${id} --ignore\``,
      '',
    ]);
    expect((await cli.run(['source', 'conflicts', 'Other'])).err).toContain('No source is called "Other"');
  });

  it('every kind of conflict has its sentences', async () => {
    const { conflictKinds } = await import('../../src/domain/directory/conflict.ts');
    const { describeConflict } = await import('../../src/cli/describe/describe-conflict.ts');
    for (const kind of conflictKinds) {
      const text = describeConflict({
        conflict: {
          id: 'cfl_1' as never,
          organizationId: 'org_1' as never,
          sourceId: 'src_1' as never,
          externalId: 'hr-1',
          kind,
          field: 'email',
          value: 'x@acme.test',
          otherUserId: null,
          otherSourceId: null,
          since: 0,
        },
        source: { id: 'src_1' as never, name: 'HR' },
        person: null,
        user: null,
        other: null,
        otherSource: null,
        effect: 'kept_out',
        possible: ['ignore'],
      }).join('\n');
      expect(text, kind).toContain('hr-1');
      expect(text, kind).toContain('resolve cfl_1 --ignore');
      expect(text, kind).not.toMatch(/[{}]|undefined/);
    }
  });

  it('asks before it joins two people, and needs --yes without a terminal', async () => {
    const id = await conflictId();
    const refused = await cli.run(['source', 'resolve', id, '--take-over']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('"HR" becomes the same person as Ada (ada@acme.test)');
    expect(refused.err).toContain('add --yes');
    const no = await cli.run(['source', 'resolve', id, '--take-over'], { isTty: true, stdin: typing('n') });
    expect(no).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was changed.') });
    const yes = await cli.run(['source', 'resolve', id, '--take-over'], { isTty: true, stdin: typing('y') });
    expect(yes).toMatchObject({
      code: 0,
      out: expect.stringContaining('Resolved: Ada L. (hr-ada) in "HR" is Ada'),
    });
    expect((await cli.run(['source', 'resolve', id, '--take-over', '--yes'])).err).toContain(
      'There is no conflict',
    );
  });

  it('hides a conflict until the source says something else', async () => {
    const hidden = await cli.run(['source', 'resolve', await conflictId(), '--ignore']);
    expect(hidden).toMatchObject({ code: 0, out: expect.stringContaining('Hidden until "HR" says') });
    await cli.run(['source', 'sync', 'HR']);
    expect((await cli.run(['source', 'conflicts'])).err).toBe('No conflicts.\n');
    vendor.people = [personOf('ada', { displayName: 'Ada M.' })];
    await cli.run(['source', 'sync', 'HR']);
    expect((await cli.run(['source', 'conflicts'])).out).toContain('Ada M.');
  });

  it('refuses what is not possible or not clear', async () => {
    const id = await conflictId();
    expect((await cli.run(['source', 'resolve', id, '--accept'])).err).toContain(
      'Possible: --take-over, --link, --ignore.',
    );
    expect((await cli.run(['source', 'resolve', id])).code).toBe(2);
    expect((await cli.run(['source', 'resolve', id, '--link', '--ignore'])).code).toBe(2);
    expect((await cli.run(['source', 'resolve', 'x', '--ignore'])).err).toContain(
      'There is no conflict "x".',
    );
  });
});

describe('source remove', () => {
  it('removes a source without people, with its credential', async () => {
    await addSource();
    const { code, out } = await cli.run(['source', 'remove', 'HR']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Removed HR \(src_\w+\)\. Its 0 people stay in the directory\.\n$/);
    expect((await cli.run(['source', 'remove', 'HR'])).code).toBe(1);
  });
});

describe('source remove with people', () => {
  beforeEach(async () => {
    await addSource();
    vendor.people = peopleOf('ben');
    await cli.run(['source', 'sync', 'HR']);
  });

  it('says what becomes of them, and asks', async () => {
    const refused = await cli.run(['source', 'remove', 'HR']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('HR has 1 person.');
    expect(refused.err).toContain('Nothing was removed. To remove it anyway, add --yes.');
    const no = await cli.run(['source', 'remove', 'HR'], { isTty: true, stdin: typing('n') });
    expect(no.err).toContain('Nothing was removed.');
    const yes = await cli.run(['source', 'remove', 'HR'], { isTty: true, stdin: typing('y') });
    expect(yes.code).toBe(0);
    expect(yes.out).toContain('Its 1 person stays in the directory.');
  });

  it('afterwards its people can be changed by a file again', async () => {
    await cli.write('people.csv', 'email,name,role,status\nben@acme.test,Benedikt,member,suspended\n');
    await cli.run(['source', 'remove', 'HR', '--yes']);
    const { code, out } = await cli.run(['directory', 'import', 'people.csv']);
    expect(code).toBe(0);
    expect(out).toContain('1 changed');
  });
});

describe('doctor --reseal', () => {
  it('seals credentials with the newest master key, so that the old one can go', async () => {
    await addSource();
    const env = await cli.run(['doctor', '--reseal']);
    expect(env.out).toBe('Every credential was already sealed with the newest master key.\n');
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(`${cli.directory}/.env`, 'utf8');
    const old = /^MASTER_KEYS=(.*)$/m.exec(text)?.[1] ?? '';
    const fresh = `new:${Buffer.alloc(32, 7).toString('base64')}`;
    await cli.write('.env', text.replace(/^MASTER_KEYS=.*$/m, `MASTER_KEYS=${fresh},${old}`));
    expect((await cli.run(['doctor', '--reseal'])).out).toBe(
      'Sealed 1 credential with the newest master key.\n',
    );
    await cli.write('.env', text.replace(/^MASTER_KEYS=.*$/m, `MASTER_KEYS=${fresh}`));
    await cli.run(['source', 'test', 'HR']);
    expect(vendor.opened.at(-1)?.secret).toBe(KEY);
  });
});

describe('doctor', () => {
  const sourceLine = (out: string) => out.split('\n').filter((line) => line.includes(' source: '));

  it('names a source that could not be read, with the remedy, until it can be', async () => {
    await addSource();
    expect(sourceLine((await cli.run(['doctor'])).out)).toEqual([]);
    vendor.people = peopleOf('ben');
    vendor.failing = { problem: 'credential_refused', afterPages: 0 };
    await cli.run(['source', 'sync', 'HR']);
    const failed = await cli.run(['doctor']);
    expect(failed.code).toBe(1);
    expect(sourceLine(failed.out)).toEqual([
      expect.stringMatching(/^PROBLEM {2}source: "HR" refuses the credential\./),
    ]);
    expect(failed.out).toContain('Then run: backupcode source sync "HR"');
    vendor.failing = null;
    vendor.people = peopleOf('ben');
    await cli.run(['source', 'sync', 'HR']);
    expect(sourceLine((await cli.run(['doctor'])).out)).toEqual(['ok       source: "HR" is synced']);
  });

  it('names a sync that waits for an owner', async () => {
    await addSource();
    vendor.people = peopleOf('ben', 'cleo', 'dan', 'eve', 'finn', 'gus');
    await cli.run(['source', 'sync', 'HR']);
    vendor.people = peopleOf('ben');
    await cli.run(['source', 'sync', 'HR']);
    const { out } = await cli.run(['doctor']);
    expect(sourceLine(out)).toEqual([
      expect.stringMatching(/^WARNING {2}source: .*5 people, and waits for an owner\.$/),
    ]);
    expect(out).toContain('--apply-waiting');
  });
});
