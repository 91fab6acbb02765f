import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceChecker } from '../../src/ciba/device-checker.ts';
import { type CibaProvider, startCibaProvider } from '../ciba/start-ciba-provider.ts';
import { openInitializedCli, type TestCli, typing } from './open-test-cli.ts';

let cli: TestCli;
let provider: CibaProvider;
beforeEach(async () => {
  cli = await openInitializedCli();
  provider = await startCibaProvider({ logins: ['lena@acme.test'] });
  cli.deviceChecker = createDeviceChecker({ clock: { now: () => Date.now() }, allowLoopback: true });
  cli.env.CIBA_SECRET = provider.clientSecret;
});
afterEach(async () => {
  await provider.stop();
  await cli.close();
});

const line = () => ['device-check', 'set', '--issuer', provider.issuer, '--client-id', provider.clientId];
const set = () => cli.run([...line(), '--secret-env', 'CIBA_SECRET']);
const allow = () => cli.run(['policy', 'set', 'tiers.standard.verificationMethods=callback,device']);

function everythingStored(): string {
  const database = new DatabaseSync(cli.databasePath);
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return JSON.stringify(tables.map(({ name }) => database.prepare(`SELECT * FROM "${name}"`).all()));
  } finally {
    database.close();
  }
}

describe('backupcode device-check', () => {
  it('set tests the provider, asks no one, seals the secret, and notifies the owners', async () => {
    const { code, out, err } = await set();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`Set: ${provider.issuer} can ask people`);
    expect(provider.questions).toEqual([]);
    const history = await cli.run(['audit', 'list', '--json']);
    expect(history.out).toContain('organization.device_check_set');
    const stored = everythingStored();
    expect(stored).toContain('security_change');
    expect(`${stored}${out}${history.out}`).not.toContain(provider.clientSecret);
    const shown = await cli.run(['device-check', 'show']);
    expect(shown.out).toContain(`Issuer: ${provider.issuer}\nClient: backupcode`);
    expect(shown.out).toContain('Allowed for: no tier yet');
    expect((await cli.run(['device-check', 'show', '--json'])).out).toContain('"tiers": []');
    expect((await set()).out).toContain('Replaced:');
  });

  it('the secret is asked for without being shown, or read from a file; without any, nothing is done', async () => {
    const asked = await cli.run(line(), { isTty: true, stdin: typing(provider.clientSecret) });
    expect(asked.code).toBe(0);
    expect(asked.out + asked.err).not.toContain(provider.clientSecret);
    await cli.write('ciba.key', `${provider.clientSecret}\n`);
    expect((await cli.run([...line(), '--secret-file', 'ciba.key'])).code).toBe(0);
    expect((await cli.run(line())).code).toBe(1);
    expect((await cli.run([...line(), '--secret', 'x'])).code).toBe(2);
  });

  it('a provider that people can’t be asked by is not set, and the reason is said', async () => {
    cli.env.WRONG = 'not-the-secret-of-the-client-at-all';
    const wrong = await cli.run([...line(), '--secret-env', 'WRONG']);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('Nothing was changed. The provider refuses the client (invalid_client).');
    const plain = ['device-check', 'set', '--issuer', 'http://login.acme.example', '--client-id', 'b'];
    cli.deviceChecker = createDeviceChecker({ clock: { now: () => Date.now() }, allowLoopback: false });
    const http = await cli.run([...plain, '--secret-env', 'CIBA_SECRET']);
    expect(http.err).toContain('has to be a public https address');
    expect((await cli.run(['device-check', 'show'])).out).toContain('No identity provider asks people');
    expect((await cli.run(['device-check', 'test'])).code).toBe(1);
  });

  it('test says whether it still works', async () => {
    await set();
    expect((await cli.run(['device-check', 'test'])).out).toContain('It works');
    provider.setFault((_request, response) => {
      response.writeHead(503).end();
      return true;
    });
    const away = await cli.run(['device-check', 'test']);
    expect([away.code, away.err]).toEqual([1, expect.stringContaining('doesn’t answer (503)')]);
    expect(provider.questions).toEqual([]);
  });

  it('the policy allows the method once there is a provider, and keeps it until it doesn’t', async () => {
    const early = await allow();
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('backupcode device-check set')]);
    await set();
    expect((await allow()).code).toBe(0);
    expect((await cli.run(['device-check', 'show'])).out).toContain('Allowed for: standard');
    expect((await cli.run(['device-check', 'remove'])).err).toContain('--yes');
    const needed = await cli.run(['device-check', 'remove', '--yes']);
    expect([needed.code, needed.err]).toEqual([1, expect.stringContaining('the tier standard allows')]);
    await cli.run(['policy', 'set', 'tiers.standard.verificationMethods=callback']);
    const asked = await cli.run(['device-check', 'remove'], { isTty: true, stdin: typing('no') });
    expect(asked.err).toContain('Nothing was removed.');
    const removed = await cli.run(['device-check', 'remove', '--yes']);
    expect([removed.code, removed.out]).toEqual([0, expect.stringContaining('Removed')]);
    expect(everythingStored()).not.toContain('"sealed_secret":"');
    expect((await cli.run(['device-check', 'remove', '--yes'])).code).toBe(1);
    expect((await cli.run(['audit', 'list', '--json'])).out).toContain('organization.device_check_removed');
  });

  it('doctor --reseal seals the secret with the newest key, and without its key it says so', async () => {
    await set();
    const path = join(cli.directory, '.env');
    const text = await readFile(path, 'utf8');
    const old = /^MASTER_KEYS=(.*)$/m.exec(text)?.[1] ?? '';
    const fresh = `newest:${Buffer.alloc(32, 9).toString('base64')}`;
    const writeKeys = (keys: string) =>
      cli.write('.env', text.replace(/^MASTER_KEYS=.*$/m, `MASTER_KEYS=${keys}`));
    await writeKeys(`${fresh},${old}`);
    expect((await cli.run(['doctor', '--reseal'])).out).toContain('Sealed 1 credential');
    expect((await cli.run(['device-check', 'test'])).out).toContain('It works');
    await writeKeys(old);
    const lost = await cli.run(['device-check', 'test']);
    expect(lost.err).toContain('master key is missing');
    expect((await cli.run(['doctor'])).out).toContain('the credential for device checks of Acme needs it');
  });
});
