import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listPolicySettings } from '../../src/cli/settings/policy-settings.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { initLine, openInitializedCli, openTestCli, type TestCli, typing } from './open-test-cli.ts';

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli();
});
afterEach(() => cli.close());

const json = async (...line: string[]) => JSON.parse((await cli.run([...line, '--json'])).out);

describe('backupcode organization', () => {
  const second = [
    'init',
    '--existing-env',
    '--owner-name',
    'Ben',
    '--owner-email',
    'ben@second.test',
    '--name',
  ];

  it('list shows what there is; rename changes the name, in the history', async () => {
    expect((await cli.run(['organization', 'list'])).out).toMatch(/org_\w+ +Acme +- +2026-01-31/);
    expect((await cli.run(['organization', 'rename', 'Acme Ltd'])).out).toBe('Renamed: Acme -> Acme Ltd\n');
    expect((await cli.run(['organization', 'rename', 'Acme Ltd'])).out).toContain('Nothing changed');
    expect(await json('organization', 'list')).toMatchObject([{ name: 'Acme Ltd', slackTenantIds: [] }]);
    const [event] = await json('audit', 'list', '--action', 'organization.renamed');
    expect(event.details).toEqual({ before: 'Acme', after: 'Acme Ltd' });
  });

  it.each(['Acme', ' acme ', 'ＡＣＭＥ'])('a second one called %j is refused', async (name) => {
    const { code, err } = await cli.run([...second, name]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('already exists') });
    expect(await json('organization', 'list')).toHaveLength(1);
  });

  it('nor may one be renamed to another’s name, or to what is no name', async () => {
    await cli.run([...second, 'Second']);
    const rename = (name: string) => cli.run(['organization', 'rename', name, '--organization', 'Second']);
    expect((await rename('ACME')).err).toContain('is called "ACME"');
    expect((await rename('=cmd()')).err).toContain('formula');
    expect((await rename('SECOND')).out).toBe('Renamed: Second -> SECOND\n');
  });
});

describe('backupcode domain remove', () => {
  it('forgets a domain that is not verified, and no other', async () => {
    await cli.run(['domain', 'add', 'old.example']);
    expect((await cli.run(['domain', 'remove', 'OLD.example'])).out).toContain('Removed old.example');
    expect((await json('domain', 'list')).map(({ name }: { name: string }) => name)).toEqual(['acme.test']);
    expect((await cli.run(['domain', 'remove', 'old.example'])).err).toContain(
      'isn’t a domain of this organization',
    );
    expect((await cli.run(['audit', 'list'])).out).toContain('domain.removed');
    const trusted = await openInitializedCli('--trust-domain');
    const { code, err } = await trusted.run(['domain', 'remove', 'acme.test']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('domain unverify acme.test') });
    await trusted.close();
  });
});

describe('backupcode policy', () => {
  it('set says before and after', async () => {
    const { out } = await cli.run(['policy', 'set', 'codeLifetimeMinutes=30', 'reasonRequired=true']);
    expect(out).toBe(
      `codeLifetimeMinutes: ${defaultPolicy.codeLifetimeMinutes} -> 30 (new requests only)\nreasonRequired: false -> true (new requests only)\n`,
    );
    expect((await cli.run(['policy', 'set', 'codeLifetimeMinutes=30'])).out).toContain('Nothing changed');
  });

  it('set takes the name of a source as an authority', async () => {
    const refused = await cli.run(['policy', 'set', 'authority.status=HR']);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('the name of a source') });
    const none = await cli.run(['policy', 'set', 'authority.status=none']);
    expect(none).toMatchObject({ code: 0, out: expect.stringContaining('Nothing changed') });
    expect((await cli.run(['policy', 'show'])).out).toContain('authority.manager=none');
  });

  it('U2: show explains every setting', () => {
    for (const { name, meaning } of listPolicySettings(defaultPolicy)) expect(meaning, name).not.toBe('');
  });
});

describe('backupcode audit list', () => {
  it.each(['ada@acme.test', ' ADA@acme.test', 'Ada', 'ada'])(
    'finds what was done to %j, and names people',
    async (who) => {
      await cli.write('people.csv', 'email,name,role,status\nada@acme.test,Ada Owner,owner,confirmed\n');
      await cli.run(['directory', 'import', 'people.csv']);
      const wanted = who.trim().toLowerCase() === 'ada' ? 'Ada Owner' : who;
      const { code, out } = await cli.run(['audit', 'list', '--target', wanted]);
      expect(code).toBe(0);
      expect(out).toMatch(/directory\.user_changed +allowed +\S+ +Ada Owner/);
    },
  );

  it('says when nobody is meant, or several are', async () => {
    expect((await cli.run(['audit', 'list', '--actor', 'nobody@acme.test'])).err).toContain(
      'No one in the directory matches',
    );
    expect((await cli.run(['audit', 'list', '--actor', 'No Body'])).err).toContain(
      'No one in the directory matches',
    );
    expect((await cli.run(['audit', 'list', '--actor', 'Lena'])).out).toContain(
      'No one in the directory is called "Lena"',
    );
    await cli.write('people.csv', 'email,name,role,status\nb@acme.test,Ada,member,invited\n');
    await cli.run(['directory', 'import', 'people.csv']);
    const { code, err } = await cli.run(['audit', 'list', '--target', 'Ada']);
    expect(code).toBe(1);
    expect(err).toMatch(/Several people match "Ada".*\n.*ada@acme\.test\n.*b@acme\.test/s);
  });
});

describe('backupcode workspace connect', () => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1-made-up', SLACK_APP_TOKEN: 'xapp-1-made-up' };
  const probe = {
    kind: 'ok',
    teamName: 'Acme',
    teamId: 'T0123456',
    enterpriseId: null,
    scopes: [],
    dateHeaderMs: 0,
    roundTripMs: 0,
  } as const;
  const connect = (id: string, ...more: string[]) =>
    cli.run(['workspace', 'connect', id, ...more], { probeSlack: async () => probe });

  it('S13: takes the workspace of the token, and another only when told', async () => {
    cli.env = slack;
    const { code, err } = await connect('T0123457');
    expect(code).toBe(1);
    expect(err).toContain('belongs to Acme (T0123456), not to T0123457');
    expect(await json('organization', 'list')).toMatchObject([{ slackTenantIds: [] }]);
    expect(await connect('T0123456')).toMatchObject({ code: 0 });
    expect(await connect('T0123457', '--yes')).toMatchObject({ code: 0 });
  });

  it('says that it cannot check', async () => {
    expect((await connect('T0123456')).err).toContain('can’t be checked');
    cli.env = slack;
    const { err } = await cli.run(['workspace', 'connect', 'T0123456']);
    expect(err).toContain('Slack couldn’t check the id (invalid_auth)');
  });
});

describe('backupcode init', () => {
  let fresh: TestCli;
  beforeEach(async () => {
    fresh = await openTestCli();
  });
  afterEach(() => fresh.close());

  it('asks again after an answer that cannot be used', async () => {
    const stdin = typing('=cmd()', 'Acme', '', 'Ada', 'ada', 'ada@acme.test');
    const { code, err } = await fresh.run(['init'], { stdin, isTty: true });
    expect(code).toBe(0);
    expect(err.match(/Try again/g)).toHaveLength(3);
    expect(err).toContain('That isn’t an email address. Write it like ada@company.example. Try again.');
  });

  it('N21: takes no password in an argument, but reads it from standard input', async () => {
    const url = 'mongodb://bot:hunter2@127.0.0.1/backupcode';
    const refused = await fresh.run([...initLine, '--database-url', url]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('--database-url -');
    expect(refused.err).not.toContain('hunter2');
    const read = await fresh.run([...initLine, '--database-url', '-'], {
      stdin: typing('sqlite:./other.db'),
    });
    expect(read.code).toBe(0);
    expect((await stat(join(fresh.directory, 'other.db'))).isFile()).toBe(true);
    expect((await fresh.run([...initLine, '--database-url', '-'], { stdin: typing() })).code).toBe(2);
  });

  it('says loudly that a domain was taken without proof, and knows no such option where there is no demo', async () => {
    const { err } = await fresh.run([...initLine, '--trust-domain']);
    expect(err).toContain('WARNING: acme.test counts as yours WITHOUT PROOF');
    const production = { hasDemo: false };
    expect(await fresh.run([...initLine, '--trust-domain'], production)).toMatchObject({ code: 2 });
    expect(await fresh.run(['demo'], production)).toMatchObject({ code: 2 });
  });

  it('warns of a database that others may write, as doctor does', async () => {
    await mkdir(join(fresh.directory, 'data'));
    await chmod(join(fresh.directory, 'data'), 0o777);
    expect((await fresh.run(initLine)).err).toContain('WARNING: Other users of this machine can write');
    await chmod(join(fresh.directory, 'data'), 0o700);
    expect((await fresh.run(['doctor'])).out).toContain('database file: only its owner can write it');
    await chmod(fresh.databasePath, 0o666);
    expect((await fresh.run(['doctor'])).out).toMatch(/PROBLEM +database file: .*backupcode\.db/);
  });
});

describe('secrets from files', () => {
  it('N21: are read where NAME_FILE says, and both together are refused', async () => {
    await writeFile(join(cli.directory, 'token'), 'xoxb-1-from-a-file\n');
    const app = { SLACK_APP_TOKEN: 'xapp-1-made-up' };
    const seen: string[] = [];
    const start = () =>
      cli.run(['start'], {
        runStart: async ({ slack }) => {
          seen.push(slack.botToken.reveal());
          return 0;
        },
      });
    cli.env = { ...app, SLACK_BOT_TOKEN_FILE: 'token' };
    expect(await start()).toMatchObject({ code: 0 });
    expect(seen).toEqual(['xoxb-1-from-a-file']);
    cli.env = { ...app, SLACK_BOT_TOKEN_FILE: 'token', SLACK_BOT_TOKEN: 'xoxb-1-made-up' };
    expect((await start()).err).toContain('Use only one.');
    cli.env = { ...app, SLACK_BOT_TOKEN_FILE: 'nowhere' };
    expect((await start()).err).toContain('SLACK_BOT_TOKEN_FILE names (ENOENT)');
  });
});

describe('backupcode code', () => {
  const verified = ['--verified', 'video', '--evidence', 'badge 4711'];

  it('N22: refuses a code for an owner whose caller was not verified, and asks for the evidence at a terminal', async () => {
    const trusted = await openInitializedCli('--trust-domain');
    try {
      const line = ['code', 'issue', 'ada@acme.test', '--break-glass', 'I am alone'];
      const refused = await trusted.run(line);
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toContain('Add `--verified callback`');
      expect((await trusted.run([...line, '--verified', 'horoscope'])).code).toBe(2);
      const typed = { isTty: true, stdin: typing('badge 4711') };
      const asked = await trusted.run([...line, '--verified', 'video'], typed);
      expect(asked.err).toContain('What did you see or check?');
      expect(asked.code).toBe(0);
      expect((await trusted.run(['audit', 'list', '--json'])).out).toContain('badge 4711');
    } finally {
      await trusted.close();
    }
  });

  it('N6: puts the code alone on standard output, after another operator has confirmed it', async () => {
    const trusted = await openInitializedCli('--trust-domain');
    try {
      const unsaid = await trusted.run(['code', 'issue', 'ada@acme.test']);
      expect(unsaid).toMatchObject({ code: 2, out: '' });
      const alone = await trusted.run([
        'code',
        'issue',
        'ada@acme.test',
        '--reason',
        'lost phone',
        ...verified,
      ]);
      expect(alone).toMatchObject({ code: 1, out: '' });
      expect(alone.err).toContain('backupcode code confirm ada@acme.test');
      expect((await trusted.run(['code', 'confirm', 'ada@acme.test', '--reason', 'x'])).out).toContain(
        'Confirmed',
      );
      const own = await trusted.run([
        'code',
        'issue',
        'ada@acme.test',
        '--reason',
        'lost phone',
        ...verified,
      ]);
      expect(own.err).toContain('an account on this machine other than ops-jane');
      const { code, out, err } = await trusted.run([
        'code',
        'issue',
        'ada@acme.test',
        '--break-glass',
        'I am alone',
        ...verified,
      ]);
      expect(code).toBe(0);
      expect(out).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}\n$/);
      expect(err).not.toContain(out.trim());
      expect(err).toContain('Ada (ada@acme.test, Organization Owner)');
      expect((await trusted.run(['audit', 'list', '--target', 'Ada', '--json'])).out).not.toContain(
        out.trim(),
      );
    } finally {
      await trusted.close();
    }
  });

  it('N13: a code that its reader never got does not work', async () => {
    const trusted = await openInitializedCli('--trust-domain');
    try {
      const stdout = new Writable({ write: (_chunk, _encoding, done) => done(new Error('write EPIPE')) });
      stdout.on('error', () => {});
      const line = ['code', 'issue', 'ada@acme.test', '--break-glass', 'I am alone', ...verified];
      expect((await trusted.run(line, { stdout })).code).toBe(1);
      const events = JSON.parse((await trusted.run(['audit', 'list', '--json'])).out) as { action: string }[];
      expect(events.map(({ action }) => action)).toContain('code.generated');
      expect(events.map(({ action }) => action)).not.toContain('code.delivered');
    } finally {
      await trusted.close();
    }
  });

  it('U2: names what stands in the way', async () => {
    const { code, err } = await cli.run(['code', 'issue', 'ada@acme.test', '--break-glass', 'I am alone']);
    expect(code).toBe(1);
    expect(err).toMatch(/No code was generated\. .*domain/);
    expect((await cli.run(['code', 'issue', 'eve@acme.test', '--reason', 'x'])).err).toContain(
      'No one in the directory',
    );
  });
});

it('doctor warns of an owner whom no one in Slack could help, and does not fail for it', async () => {
  const { out } = await cli.run(['doctor']);
  expect(out).toMatch(
    /WARNING +owners: No one in Slack could issue a code for Ada\.\n.*backupcode code issue/,
  );
});
