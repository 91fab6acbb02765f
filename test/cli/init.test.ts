import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initLine, openTestCli, type TestCli, typing } from './open-test-cli.ts';

let cli: TestCli;
beforeEach(async () => {
  cli = await openTestCli();
});
afterEach(() => cli.close());

const envPath = () => join(cli.directory, '.env');
const isThere = async (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

describe('backupcode init', () => {
  it('writes a .env with a fresh key for its owner alone, and says what to do next', async () => {
    const { code, out } = await cli.run(initLine);
    expect(code).toBe(0);
    const env = parseEnv(await readFile(envPath(), 'utf8'));
    const [id, key = ''] = env.MASTER_KEYS?.split(':') ?? [];
    expect(id).toBe('k-2026-01-31');
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect((await stat(envPath())).mode & 0o777).toBe(0o600);
    expect(out).toContain('_backupcode.acme.test');
    expect(out).toContain('backupcode doctor');
    expect(out).not.toContain(key);
  });

  it('creates the organization, its confirmed owner and the unverified domain, audited', async () => {
    await cli.run(initLine);
    const users = JSON.parse((await cli.run(['directory', 'list', '--json'])).out);
    expect(users).toMatchObject([{ email: 'ada@acme.test', role: 'owner', status: 'confirmed' }]);
    const domains = JSON.parse((await cli.run(['domain', 'list', '--json'])).out);
    expect(domains).toMatchObject([{ name: 'acme.test', isVerified: false }]);
    const events = JSON.parse((await cli.run(['audit', 'list', '--json'])).out) as { action: string }[];
    expect(events.map(({ action }) => action)).toEqual(['organization.created', 'domain.added']);
    expect(events[0]).toMatchObject({ actor: { kind: 'operator', id: 'ops-jane' }, source: 'cli' });
  });

  it('takes the domain as verified only when told to trust it, and says so in the history', async () => {
    await cli.run([...initLine, '--trust-domain']);
    expect(JSON.parse((await cli.run(['domain', 'list', '--json'])).out)).toMatchObject([
      { isVerified: true },
    ]);
    const { out } = await cli.run(['audit', 'list', '--action', 'domain.verified']);
    expect(out).toContain('without proof');
  });

  it('never overwrites a .env', async () => {
    await cli.write('.env', 'PRECIOUS=1\n');
    const { code, err } = await cli.run(initLine);
    expect(code).toBe(1);
    expect(err).toContain('.env already exists, so nothing was written');
    expect(await readFile(envPath(), 'utf8')).toBe('PRECIOUS=1\n');
    expect(await isThere(cli.databasePath)).toBe(false);
  });

  it('run twice at once makes one .env and one organization', async () => {
    const codes = (await Promise.all([cli.run(initLine), cli.run(initLine)])).map(({ code }) => code);
    expect(codes.sort()).toEqual([0, 1]);
    expect((await cli.run(['directory', 'list'])).code).toBe(0);
  });

  it('takes its .env back when the store cannot be opened, so that the next try starts clean', async () => {
    await cli.write('data', 'a file where the folder should be');
    const { code, err } = await cli.run(initLine);
    expect(code).toBe(1);
    expect(err).toMatch(/^Failed: /);
    expect(await isThere(envPath())).toBe(false);
  });

  it('writes the database’s address into its .env, and takes it back when it is no good', async () => {
    expect((await cli.run([...initLine, '--database-url', 'postgres://db.test/x'])).err).toContain(
      'DATABASE_URL',
    );
    expect(await isThere(envPath())).toBe(false);
    expect((await cli.run([...initLine, '--database-url', 'sqlite:./my data/it.db'])).code).toBe(0);
    expect(await isThere(join(cli.directory, 'my data/it.db'))).toBe(true);
    expect((await cli.run(['directory', 'list'])).out).toContain('ada@acme.test');
  });

  it('does not write an address that the real environment would override', async () => {
    cli.env = { DATABASE_URL: 'sqlite:./other.db' };
    const { code, err } = await cli.run([...initLine, '--database-url', 'sqlite:./it.db']);
    expect(code).toBe(1);
    expect(err).toContain('Use only one.');
    expect(await isThere(envPath())).toBe(false);
  });

  it('does not put new keys to a database that was made with others', async () => {
    await cli.run(initLine);
    const keys = await readFile(envPath(), 'utf8');
    await rm(envPath());
    const { code, err } = await cli.run(initLine);
    expect(code).toBe(1);
    expect(err).toContain('other keys');
    expect(await isThere(envPath())).toBe(false);
    await cli.write('.env', keys);
    expect((await cli.run(['audit', 'verify'])).code).toBe(0);
  });

  it('makes a further organization with the keys that are there, and then asks which is meant', async () => {
    await cli.run(initLine);
    const second = ['init', '--name', 'Second', '--owner-name', 'Ben', '--owner-email', 'ben@second.test'];
    expect((await cli.run([...second, '--existing-env'])).code).toBe(0);
    const unsaid = await cli.run(['directory', 'list']);
    expect(unsaid.code).toBe(1);
    expect(unsaid.err).toContain('--organization');
    const said = await cli.run(['directory', 'list', '--organization', 'second']);
    expect(said.out).toContain('ben@second.test');
    expect(said.out).not.toContain('ada@acme.test');
  });

  it('writes no file where the keys come from the real environment', async () => {
    cli.env = { MASTER_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}` };
    expect((await cli.run(initLine)).code).toBe(0);
    expect(await isThere(envPath())).toBe(false);
  });

  it('names the missing options where nobody can be asked', async () => {
    const { code, err } = await cli.run(['init', '--name', 'Acme']);
    expect(code).toBe(2);
    expect(err).toContain('--owner-name, --owner-email');
    expect(await isThere(envPath())).toBe(false);
  });

  it('asks a person for what is missing', async () => {
    const stdin = typing('Ada', 'ada@acme.test');
    const { code, err } = await cli.run(['init', '--name', 'Acme'], { stdin, isTty: true });
    expect(code).toBe(0);
    expect(err).toContain('first owner');
    expect((await cli.run(['directory', 'list'])).out).toContain('ada@acme.test');
  });

  it('gives up when the person goes away', async () => {
    const { code } = await cli.run(['init', '--name', 'Acme'], { stdin: typing('Ada'), isTty: true });
    expect(code).toBe(2);
    expect(await isThere(envPath())).toBe(false);
  });

  it('names every bad answer and writes nothing', async () => {
    const bad = ['init', '--name', '=cmd()', '--owner-name', 'a\nb', '--owner-email', 'nobody'];
    const { code, err } = await cli.run(bad);
    expect(code).toBe(2);
    for (const option of ['--name', '--owner-name', '--owner-email']) expect(err).toContain(option);
    expect(await isThere(envPath())).toBe(false);
  });
});
