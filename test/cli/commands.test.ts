import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { parseCredential } from '../../src/domain/clients/client-credential.ts';
import { StoreUnavailableError } from '../../src/ports/store.ts';
import { openInitializedCli, type TestCli } from './open-test-cli.ts';

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli();
});
afterEach(() => cli.close());

const json = async (...line: string[]) => JSON.parse((await cli.run([...line, '--json'])).out);

describe('U2: backupcode domain', () => {
  it('add prints the record to set, verify finds it', async () => {
    const { code, out } = await cli.run(['domain', 'add', 'Company.Example']);
    expect(code).toBe(0);
    expect(out).toContain('_backupcode.company.example');
    const value = /backupcode-verification=[\w-]{32}/.exec(out)?.[0] ?? '';
    cli.txt = { kind: 'records', values: ['else', value] };
    expect(await cli.run(['domain', 'verify', 'company.example'])).toMatchObject({ code: 0 });
    expect((await cli.run(['domain', 'list'])).out).toMatch(/company\.example +2026-01-31/);
  });

  it.each([
    ['none', { kind: 'none' }, 'There is no TXT record at _backupcode.acme.test.'],
    [
      'another value',
      { kind: 'records', values: ['x'] },
      'No TXT record at _backupcode.acme.test has the value',
    ],
    ['no answer in time', { kind: 'timed_out' }, 'timed out'],
    ['a failure', { kind: 'failed', why: 'ESERVFAIL\u001b[2J' }, 'ESERVFAIL?'],
  ] as const)('verify has a sentence of its own for %s', async (_, txt, sentence) => {
    cli.txt = txt;
    const { code, err } = await cli.run(['domain', 'verify', 'acme.test']);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(err).toContain('stays unverified');
  });

  it('verify shows what it found instead, printable and not without end', async () => {
    cli.txt = { kind: 'records', values: ['v=spf1 -all', `x\u001b[2J${'y'.repeat(500)}`, ...'abcdef'] };
    const { err } = await cli.run(['domain', 'verify', 'acme.test']);
    expect(err).toContain('Found:\n  v=spf1 -all\n  x?[2Jyyy');
    expect(err).toContain('  and 3 more\n');
    expect(err).not.toContain('y'.repeat(200));
  });

  it.each([
    ['the zone once more', '_backupcode.mail.company.example.mail.company.example', '`_backupcode`'],
    ['the zone above once more', '_backupcode.mail.company.example.company.example', '`_backupcode.mail`'],
    ['the domain itself', 'mail.company.example', 'Move it to _backupcode.mail.company.example'],
  ])('verify tells where the record is if it was set at %s', async (_, name, remedy) => {
    const { out } = await cli.run(['domain', 'add', 'mail.company.example']);
    const value = /backupcode-verification=[\w-]{32}/.exec(out)?.[0] ?? '';
    cli.txtAt.set(name, { kind: 'records', values: ['else', value] });
    const { code, err } = await cli.run(['domain', 'verify', 'mail.company.example']);
    expect(code).toBe(1);
    expect(err).toContain(`The record is at ${name}`);
    expect(err).toContain(remedy);
    expect(err).toContain('stays unverified');
    expect((await cli.run(['domain', 'list'])).out).toMatch(/mail\.company\.example +-/);
  });

  it('N12: the same domain of another organization: verify says whose turn it is, and the next step', async () => {
    const second = ['--name', 'Second', '--owner-name', 'Sol', '--owner-email', 'sol@acme.test'];
    expect(await cli.run(['init', ...second, '--trust-domain', '--existing-env'])).toMatchObject({ code: 0 });
    const [own] = JSON.parse((await cli.run(['domain', 'list', '--json', '--organization', 'Acme'])).out);
    const [other] = JSON.parse((await cli.run(['domain', 'list', '--json', '--organization', 'Second'])).out);
    const verify = async (...values: string[]) => {
      cli.txt = { kind: 'records', values };
      const { code, err } = await cli.run(['domain', 'verify', 'acme.test', '--organization', 'Acme']);
      expect(code).toBe(1);
      expect(err).toContain('another organization here has verified acme.test');
      expect(err).toContain('claim ends within four days');
      return err;
    };
    expect(await verify(own.record.value, other.record.value)).toContain('delete the other record');
    expect(await verify(own.record.value)).toContain('Leave your record in place');
  });

  it('N12: a domain can be given up, and is then not verified any more', async () => {
    const { out } = await cli.run(['domain', 'add', 'company.example']);
    expect((await cli.run(['domain', 'unverify', 'company.example'])).err).toContain('isn’t verified');
    cli.txt = { kind: 'records', values: [/backupcode-verification=[\w-]{32}/.exec(out)?.[0] ?? ''] };
    await cli.run(['domain', 'verify', 'company.example']);
    expect(await cli.run(['domain', 'unverify', 'COMPANY.example.'])).toMatchObject({ code: 0 });
    expect((await cli.run(['domain', 'list'])).out).toMatch(/company\.example +-/);
    expect((await cli.run(['audit', 'list'])).out).toContain('domain.unverified');
    expect((await cli.run(['domain', 'unverify', 'nobody.test'])).err).toContain(
      'isn’t a domain of this organization',
    );
  });

  it('verify of an unknown domain, and of no domain', async () => {
    expect((await cli.run(['domain', 'verify', 'other.test'])).err).toContain('domain add');
    expect((await cli.run(['domain', 'add', 'localhost'])).err).toContain('isn’t a domain name');
  });
});

describe('backupcode client', () => {
  it('add puts the credential alone on standard output, and it is never seen again', async () => {
    const { code, out, err } = await cli.run(['client', 'add', 'Single sign-on']);
    expect(code).toBe(0);
    expect(parseCredential(out.trim())).not.toBeNull();
    expect(err).toContain('won’t be shown again');
    const everything = await Promise.all([
      cli.run(['client', 'list', '--json']),
      cli.run(['client', 'list']),
      cli.run(['audit', 'list', '--json']),
    ]);
    const secret = parseCredential(out.trim())?.secret.reveal() ?? '';
    expect(everything.map((ran) => ran.out + ran.err).join()).not.toContain(secret);
  });

  it('list and remove', async () => {
    await cli.run(['client', 'add', 'one']);
    expect(await json('client', 'list')).toMatchObject([{ name: 'one', lastUsedAt: null }]);
    expect((await cli.run(['client', 'add', 'one'])).code).toBe(1);
    expect((await cli.run(['client', 'remove', 'one'])).code).toBe(0);
    expect((await cli.run(['client', 'remove', 'one'])).err).toContain('client list');
    expect(await json('client', 'list')).toEqual([]);
  });
});

describe('backupcode policy', () => {
  it('every setting it shows can be set to what it shows', async () => {
    const { out } = await cli.run(['policy', 'show']);
    const settings = out.split('\n').filter((line) => /^\w/.test(line));
    expect(settings.length).toBeGreaterThan(30);
    const { code, out: said } = await cli.run(['policy', 'set', ...settings]);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('Nothing changed') });
  });

  it('set changes all that are named', async () => {
    const settings = [
      'codeLifetimeMinutes=30',
      'reasonRequired=true',
      'revealIn=direct_message',
      'mayIssueFor.admin=member,helpdesk',
      'mayIssueFor.owner=admin',
      'privilegedRoles=none',
      'securityChannelId=C012345',
      '--unchecked',
      'accentColor=#4A154B',
    ];
    expect((await cli.run(['policy', 'set', ...settings])).code).toBe(0);
    expect(await json('policy', 'show')).toMatchObject({
      codeLifetimeMinutes: 30,
      reasonRequired: true,
      revealIn: 'direct_message',
      mayIssueFor: { owner: ['admin'], admin: ['helpdesk', 'member'] },
      privilegedRoles: [],
      securityChannelId: 'C012345',
      accentColor: '#4a154b',
    });
  });

  it.each([
    ['codeLifetimeMinutes=5', '10 to 1440'],
    ['codeLifetimeMinutes=soon', '10 to 1440'],
    ['codeLifetimeMinutes', 'setting=value'],
    ['mayIssueFor.admin=owner', 'Admins can’t issue codes for Owners'],
    ['mayIssueFor.admin=boss', 'owner,admin,helpdesk,member'],
    ['mayIssueFor.helpdesk=member', 'isn’t a setting. Choose from codeLifetimeMinutes'],
    ['__proto__=1', 'isn’t a setting. Choose from codeLifetimeMinutes'],
    ['securityChannelId=general', 'channel id'],
    ['reasonRequired=maybe', 'true or false'],
    ['accentColor=red', 'a colour such as'],
  ])('set refuses %s, and says what may be; nothing else is changed with it', async (setting, part) => {
    const { code, err } = await cli.run(['policy', 'set', 'hideAfterSeconds=60', setting]);
    expect(code).toBe(1);
    expect(err).toContain(part);
    expect(await json('policy', 'show')).toMatchObject({ hideAfterSeconds: 120 });
  });

  it('set refuses a setting named twice', async () => {
    const line = ['policy', 'set', 'hideAfterSeconds=60', 'hideAfterSeconds=90'];
    expect((await cli.run(line)).err).toContain('twice');
  });
});

describe('backupcode user and workspace', () => {
  it('say what they did, or that there was nothing to do', async () => {
    expect((await cli.run(['user', 'unlock', 'ADA@acme.test'])).out).toContain('wasn’t locked');
    expect((await cli.run(['user', 'unlock', 'eve@acme.test'])).err).toContain('directory list');
    expect((await cli.run(['user', 'unlink', 'ada@acme.test'])).out).toContain('no linked Slack account');
    expect((await cli.run(['workspace', 'connect', 'T012345', '--yes'])).out).toContain(
      'now connected to Acme',
    );
    expect((await cli.run(['workspace', 'connect', 'T012345', '--yes'])).out).toContain(
      'is already connected',
    );
    expect((await cli.run(['workspace', 'connect', 'general', '--yes'])).code).toBe(1);
  });
});

describe('N14, N15: backupcode audit', () => {
  it('verify prints the head, which is found again later', async () => {
    const { out } = await cli.run(['audit', 'verify']);
    const head = /Head: (\d+:[0-9a-f]{64})/.exec(out)?.[1] ?? '';
    expect(head).toMatch(/^2:/);
    await cli.run(['domain', 'add', 'more.test']);
    expect((await cli.run(['audit', 'verify', '--head', head])).code).toBe(0);
    const forged = await cli.run(['audit', 'verify', '--head', `2:${'0'.repeat(64)}`]);
    expect(forged.code).toBe(1);
    expect(forged.err).toContain('restored from a backup');
    expect(await json('audit', 'verify')).toMatchObject({ kind: 'sound', head: { sequence: 3 } });
  });

  it('verify names the event that was altered, and exits 1', async () => {
    const raw = new DatabaseSync(cli.databasePath);
    raw.exec("UPDATE audit_events SET target = 'evil.test' WHERE sequence = 2");
    const id = String(raw.prepare('SELECT id FROM audit_events WHERE sequence = 2').get()?.id);
    raw.close();
    const { code, err } = await cli.run(['audit', 'verify']);
    expect(code).toBe(1);
    expect(err).toContain(`Fault "altered": Event 2 (${id}) was altered.`);
    const asJson = await cli.run(['audit', 'verify', '--json']);
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.out)).toMatchObject({ kind: 'faulty', sequence: 2, eventId: id });
  });

  it('list lets nobody’s text steer the terminal', async () => {
    const raw = new DatabaseSync(cli.databasePath);
    raw.exec("UPDATE audit_events SET reason = char(27) || '[2Jgone' WHERE sequence = 2");
    raw.close();
    const { out } = await cli.run(['audit', 'list']);
    expect(out).toContain('?[2Jgone');
    expect(out).not.toContain('\u001b');
  });

  it('list filters', async () => {
    expect(await json('audit', 'list', '--action', 'domain.added')).toHaveLength(1);
    expect(await json('audit', 'list', '--since', '2026-02-01')).toEqual([]);
    expect(await json('audit', 'list', '--after', '1', '--limit', '5')).toMatchObject([{ sequence: 2 }]);
  });

  it.each([
    ['--action', 'made.up'],
    ['--limit', 'all'],
    ['--since', 'yesterday'],
  ])('list does not understand %s %s', async (...filter) => {
    expect((await cli.run(['audit', 'list', ...filter])).code).toBe(2);
  });
});

describe('the command as a whole', () => {
  const commands = [
    'init',
    'start',
    'demo',
    'directory import',
    'directory list',
    'domain add',
    'domain verify',
    'domain list',
    'client add',
    'client list',
    'client remove',
    'client rotate',
    'client set',
    'policy show',
    'policy set',
    'user unlock',
    'user unlink',
    'workspace connect',
    'audit list',
    'audit verify',
    'doctor',
  ];

  it.each(commands)('%s --help explains, with examples and exit codes', async (name) => {
    const { code, out, err } = await cli.run([...name.split(' '), '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Usage: backupcode ${name}`);
    expect(out).toContain(`$ backupcode ${name}`);
    expect(out).toContain('Exit codes:');
  });

  it('says its version', async () => {
    expect(await cli.run(['--version'])).toMatchObject({ code: 0, out: '0.0.0-test\n' });
  });

  it.each([
    [['fly']],
    [['directory', 'fly']],
    [['directory', 'list', '--fly']],
    [['domain', 'add']],
    [['domain', 'add', 'a.test', 'b.test']],
    [['directory', 'list', '--role', 'boss']],
    [['audit', 'verify', '--head', '1:xyz']],
  ])('exits 2 for what it does not understand: %j', async (line) => {
    const { code, out, err } = await cli.run(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('error:');
  });

  it.each([[[]], [['directory']], [['audit']]])('shows help where a command is missing: %j', async (line) => {
    const { code, err } = await cli.run(line);
    expect(code).toBe(2);
    expect(err).toContain('Usage:');
  });

  it('names every problem of the configuration and exits 1', async () => {
    cli.env = { MASTER_KEYS: 'hush-hush', LOG_LEVEL: 'loud' };
    const { code, err } = await cli.run(['directory', 'list']);
    expect(code).toBe(1);
    expect(err).toContain('MASTER_KEYS');
    expect(err).toContain('LOG_LEVEL');
    expect(err).not.toContain('hush');
  });

  it('says what to do where there is no organization yet', async () => {
    cli.env = { DATABASE_URL: 'sqlite:./other.db' };
    const { code, err } = await cli.run(['directory', 'list']);
    expect(code).toBe(1);
    expect(err).toContain('backupcode init');
  });

  it('N6: tells an outage in a sentence without the password in it', async () => {
    const openServices = () =>
      Promise.reject(new StoreUnavailableError('cannot reach mongodb://bot:hush@db.example/'));
    const { code, err } = await cli.run(['directory', 'list'], { openServices });
    expect(code).toBe(1);
    expect(err).toContain('cannot reach');
    expect(err).not.toContain('hush');
  });

  it('start hands the whole configuration over and gives back the exit code', async () => {
    const started: Config[] = [];
    const runStart = async (config: Config) => {
      started.push(config);
      return 7;
    };
    expect((await cli.run(['start'], { runStart })).code).toBe(1);
    expect(started).toEqual([]);
    cli.env = { SLACK_BOT_TOKEN: 'xoxb-1-made-up', SLACK_APP_TOKEN: 'xapp-1-made-up', HTTP_PORT: '0' };
    expect((await cli.run(['start'], { runStart })).code).toBe(7);
    expect(started).toMatchObject([{ slack: { mode: 'socket' }, http: { port: 0 } }]);
    await cli.run(['start', '--port', '3001'], { runStart });
    expect(started[1]).toMatchObject({ http: { port: 3001 } });
    expect((await cli.run(['start', '--port', 'x'], { runStart })).err).toContain(
      'HTTP_PORT: Must be a port',
    );
    expect(started).toHaveLength(2);
  });

  it('demo hands over whether it is to walk by itself', async () => {
    const asked: boolean[] = [];
    const runDemo = async ({ isScripted }: { isScripted: boolean }) => {
      asked.push(isScripted);
      return 0;
    };
    await cli.run(['demo'], { runDemo });
    await cli.run(['demo', '--script'], { runDemo });
    expect(asked).toEqual([false, true]);
  });
});
