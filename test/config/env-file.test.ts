import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadEnvironment, renderEnvFile } from '../../src/config/env-file.ts';
import { readStoreConfig } from '../../src/config/read-config.ts';
import { variables } from '../../src/config/variables.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'backupcode-env-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('the .env file', () => {
  it('completes the real environment, which wins', async () => {
    await writeFile(join(directory, '.env'), 'LOG_LEVEL=debug\nHTTP_PORT="4000"\n');
    const env = await loadEnvironment({ LOG_LEVEL: 'warn', HTTP_HOST: undefined }, directory);
    expect(env).toEqual({ LOG_LEVEL: 'warn', HTTP_PORT: '4000' });
  });

  it('need not be there', async () => {
    expect(await loadEnvironment({ A: 'b' }, directory)).toEqual({ A: 'b' });
  });

  it('that cannot be read is an error, not an empty one', async () => {
    await mkdir(join(directory, '.env'));
    await expect(loadEnvironment({}, directory)).rejects.toThrow('EISDIR');
  });

  const utf16 = Buffer.from('\uFEFFLOG_LEVEL=debug\r\n', 'utf16le');
  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFLOG_LEVEL=debug\n')],
    ['UTF-16, as PowerShell writes it', utf16],
    ['UTF-16 of the other order', Buffer.from(utf16).swap16()],
  ])('is read in %s', async (_, bytes) => {
    await writeFile(join(directory, '.env'), bytes);
    expect(await loadEnvironment({}, directory)).toEqual({ LOG_LEVEL: 'debug' });
  });

  it.each([
    ['UTF-16 without a mark', Buffer.from('LOG_LEVEL=debug\n', 'utf16le')],
    ['Windows-1252', Buffer.from([0x41, 0x3d, 0xe9])],
  ])('says what to do about %s', async (_, bytes) => {
    await writeFile(join(directory, '.env'), bytes);
    await expect(loadEnvironment({}, directory)).rejects.toThrow('Save it again with the encoding UTF-8');
  });

  it('reads back what was written into it', () => {
    const masterKeys = `k1:${Buffer.alloc(32, 255).toString('base64')}`;
    const env = parseEnv(renderEnvFile({ MASTER_KEYS: masterKeys }));
    expect(env).toEqual({ MASTER_KEYS: masterKeys });
    expect(readStoreConfig(env).masterKeys).toHaveLength(1);
  });

  it.each(['mongodb://a:p#w@db.example/x', 'sqlite:./my data/it.db', `sqlite:./o'"n.db`])(
    'reads back %s',
    (DATABASE_URL) => {
      expect(parseEnv(renderEnvFile({ DATABASE_URL }))).toEqual({ DATABASE_URL });
    },
  );

  it('has an example that says what the table of variables says, and holds no value', async () => {
    const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
    expect(example).toBe(renderEnvFile({}));
    expect(parseEnv(example)).toEqual({});
    for (const { name } of variables) expect(example).toContain(`# ${name}=`);
  });
});
