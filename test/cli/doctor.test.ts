import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackProbe } from '../../src/cli/cli-deps.ts';
import { StoreUnavailableError } from '../../src/ports/store.ts';
import { openInitializedCli, START, type TestCli } from './open-test-cli.ts';

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli('--trust-domain');
  cli.env = { SLACK_BOT_TOKEN: 'xoxb-1-made-up', SLACK_APP_TOKEN: 'xapp-1-made-up' };
});
afterEach(() => cli.close());

const healthy: SlackProbe = {
  kind: 'ok',
  teamName: 'Acme',
  teamId: 'T012345',
  enterpriseId: null,
  scopes: ['commands', 'chat:write'],
  dateHeaderMs: START,
  roundTripMs: 200,
};
const probing = (change: Partial<Extract<SlackProbe, { kind: 'ok' }>>) => ({
  probeSlack: async () => ({ ...healthy, ...change }),
});
const failing = (error: string) => ({ probeSlack: async () => ({ kind: 'failed', error }) as const });

describe('backupcode doctor', () => {
  it('finds nothing wrong with what is right', async () => {
    const { code, out } = await cli.run(['doctor'], probing({}));
    expect(out).not.toContain('PROBLEM');
    expect(code).toBe(0);
    for (const name of [
      'configuration',
      '.env file',
      'store',
      'organization',
      'keys',
      'Slack token',
      'Slack scopes',
      'clock',
    ]) {
      expect(out).toContain(`ok       ${name}: `);
    }
  });

  it.each([
    ['a refused token', failing('invalid_auth'), 'Slack token', 'SLACK_BOT_TOKEN'],
    ['an unreachable Slack', failing('ECONNREFUSED'), 'Slack token', 'SLACK_API_URL'],
    [
      'a missing scope',
      { ...probing({}), neededScopes: ['commands', 'im:write'] },
      'Slack scopes',
      'im:write',
    ],
    ['an answer without scopes', probing({ scopes: null }), 'Slack scopes', 'no x-oauth-scopes header'],
    ['an answer without a date', probing({ dateHeaderMs: null }), 'clock', 'no Date header'],
    [
      'a refused app token',
      { ...probing({}), probeAppToken: async () => ({ kind: 'failed', error: 'invalid_auth' }) as const },
      'Slack app token',
      'connections:write',
    ],
    [
      'an app token without its scope',
      { ...probing({}), probeAppToken: async () => ({ kind: 'failed', error: 'missing_scope' }) as const },
      'Slack app token',
      'SLACK_APP_TOKEN',
    ],
    ['a clock that is ahead', probing({ dateHeaderMs: START - 60_000 }), 'clock', 'ahead of'],
    ['a clock that is behind', probing({ dateHeaderMs: START + 60_000 }), 'clock', 'behind'],
  ])('finds %s, says what to do, and exits 1', async (_, overrides, name, part) => {
    const { code, out } = await cli.run(['doctor'], overrides);
    expect(code).toBe(1);
    expect(out.split('PROBLEM')).toHaveLength(2);
    expect(out.split('PROBLEM')[1]).toContain(name);
    expect(out.split('PROBLEM')[1]).toContain(part);
  });

  it('says which answers are not sent where Slack is elsewhere', async () => {
    cli.env = { ...cli.env, SLACK_API_URL: 'https://slack-proxy.example/api/' };
    const { code, out } = await cli.run(['doctor'], probing({}));
    expect(code).toBe(0);
    expect(out).toContain(
      'Slack address: slack-proxy.example, not slack.com: nothing is sent to response URLs on any other host',
    );
  });

  it.each([0, 29_000, -29_000])('allows the clock to be %i ms off', async (off) => {
    expect((await cli.run(['doctor'], probing({ dateHeaderMs: START + off }))).code).toBe(0);
  });

  it('goes on after a configuration that is not complete, and asks Slack nothing', async () => {
    cli.env = {};
    let probed = 0;
    const probeSlack = async () => {
      probed += 1;
      return healthy;
    };
    const { code, out } = await cli.run(['doctor'], { probeSlack });
    expect(code).toBe(1);
    expect(out).toContain('SLACK_BOT_TOKEN');
    expect(out).toContain('ok       store');
    expect(probed).toBe(0);
  });

  it('finds a store that does not answer, without the password in its address', async () => {
    const openServices = () =>
      Promise.reject(new StoreUnavailableError('no answer of mongodb://a:hush@db.example'));
    const { code, out } = await cli.run(['doctor'], { ...probing({}), openServices });
    expect(code).toBe(1);
    expect(out).toContain('PROBLEM  store: no answer');
    expect(out).not.toContain('hush');
  });

  it('leaves the file of an older version as it is, and says so', async () => {
    const database = new DatabaseSync(cli.databasePath);
    database.exec('PRAGMA user_version = 1');
    const { code, out } = await cli.run(['doctor'], probing({}));
    expect(code).toBe(1);
    expect(out).toContain('PROBLEM  store: An older version of Backupcode created the database.');
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    database.close();
  });

  it('finds keys that others may read', async () => {
    await chmod(join(cli.directory, '.env'), 0o644);
    const { code, out } = await cli.run(['doctor'], probing({}));
    expect(code).toBe(1);
    expect(out).toContain('chmod 600 .env');
  });

  it('N4: finds a key that was taken out of MASTER_KEYS too early', async () => {
    cli.env = { ...cli.env, MASTER_KEYS: `other:${Buffer.alloc(32, 9).toString('base64')}` };
    const { code, out } = await cli.run(['doctor'], probing({}));
    expect(code).toBe(1);
    expect(out).toContain(
      'PROBLEM  keys: The key "k-2026-01-31" isn’t in MASTER_KEYS, but the history of Acme needs it.',
    );
  });

  it('finds that there is no organization, and that no domain is verified', async () => {
    cli.env = { ...cli.env, DATABASE_URL: 'sqlite:./other/other.db' };
    const before = await readdir(cli.directory);
    const { code, out } = await cli.run(['doctor'], probing({}));
    expect(code).toBe(1);
    expect(out).toContain('PROBLEM  store: DATABASE_URL points to a database that doesn’t exist yet.');
    expect(out).toContain('backupcode init');
    // It makes nothing: neither the file nor its folder.
    expect(await readdir(cli.directory)).toEqual(before);
    await cli.run([
      'init',
      '--existing-env',
      '--name',
      'B',
      '--owner-name',
      'B',
      '--owner-email',
      'b@b.test',
    ]);
    expect((await cli.run(['doctor'], probing({}))).out).toContain('no verified domain');
  });

  it('answers as JSON', async () => {
    const { code, out } = await cli.run(['doctor', '--json'], failing('invalid_auth'));
    expect(code).toBe(1);
    const checks = JSON.parse(out) as { name: string; state: string }[];
    expect(checks.filter(({ state }) => state === 'problem').map(({ name }) => name)).toEqual([
      'Slack token',
    ]);
  });
});

describe('backupcode doctor, email', () => {
  const mail = { SMTP_URL: 'smtps://bot:p%40ss@mail.acme.example', MAIL_FROM: 'backupcode@acme.example' };

  it('says nothing of email where there is none', async () => {
    const { out } = await cli.run(['doctor'], probing({}));
    expect(out).not.toMatch(/mail server|mail policy/);
  });

  it('proves the connection, and that the policy has email on', async () => {
    cli.env = { ...cli.env, ...mail };
    const asked: unknown[] = [];
    const probeMail = async (...args: unknown[]) => {
      asked.push(args);
      return null;
    };
    const off = await cli.run(['doctor'], { ...probing({}), probeMail });
    expect(off.out).toContain('ok       mail server: mail.acme.example:465 takes our login');
    expect(off.out).toContain('WARNING  mail policy: ');
    expect(off.code).toBe(0);
    await cli.run(['policy', 'set', 'mail=true']);
    const sent = await cli.run(['doctor', '--send-mail', 'you@acme.example'], { ...probing({}), probeMail });
    expect(sent.out).toContain('took a test email to you@acme.example');
    expect(sent.out).not.toContain('mail policy');
    expect(asked).toMatchObject([
      [{ host: 'mail.acme.example', port: 465, needsTls: true }, null],
      [{ from: { name: '', address: 'backupcode@acme.example' } }, 'you@acme.example'],
    ]);
    expect(off.out + sent.out).not.toContain('p@ss');
  });

  it.each([
    ['EAUTH 535 5.7.8', 'user and password'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'NODE_EXTRA_CA_CERTS'],
    ['ECONNREFUSED', 'host and port'],
    ['550 5.1.1', 'MAIL_FROM'],
  ])('%s is a problem, with a remedy', async (why, remedy) => {
    cli.env = { ...cli.env, ...mail };
    const { out, code } = await cli.run(['doctor'], { ...probing({}), probeMail: async () => why });
    expect(out).toContain(`PROBLEM  mail server: mail.acme.example:465 can’t be used: ${why}`);
    expect(out).toContain(remedy);
    expect(code).toBe(1);
  });

  it('a policy that has email on and no mail server is a problem; a bad address is refused', async () => {
    await cli.run(['policy', 'set', 'mail=true']);
    const { out, code } = await cli.run(['doctor'], probing({}));
    expect(out).toContain('PROBLEM  mail server: SMTP_URL isn’t set');
    expect(code).toBe(1);
    expect((await cli.run(['doctor', '--send-mail', 'nobody'], probing({}))).code).not.toBe(0);
  });
});
