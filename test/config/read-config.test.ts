import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { readConfig, readStoreConfig } from '../../src/config/read-config.ts';
import { variables } from '../../src/config/variables.ts';

const key = (fill: number, length = 32) => Buffer.alloc(length, fill).toString('base64');
const storeEnv = { MASTER_KEYS: `k1:${key(7)}` };
const botToken = 'xoxb-1-made-up';
const env = { ...storeEnv, SLACK_BOT_TOKEN: botToken };
const socketEnv = { ...env, SLACK_APP_TOKEN: 'xapp-1-made-up' };
const httpEnv = { ...env, SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' };

function problemsOf(read: () => unknown): Record<string, string> {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return Object.fromEntries(error.problems.map(({ variable, problem }) => [variable, problem]));
  }
  return {};
}

describe('the configuration', () => {
  it('fills in the documented defaults', () => {
    const config = readConfig(socketEnv);
    expect(config.database).toEqual({ kind: 'sqlite', path: './data/backupcode.db' });
    expect(config.http).toEqual({ host: '127.0.0.1', port: 3000 });
    expect(config.logLevel).toBe('info');
    expect(config.slack.apiUrl).toBe('https://slack.com/api/');
  });

  it('is frozen all the way down', () => {
    const config = readConfig(socketEnv);
    const parts = [
      config,
      config.database,
      config.slack,
      config.http,
      config.masterKeys,
      config.masterKeys[0],
    ];
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
  });

  it('names every problem at once, by its variable, over all parts', () => {
    const problems = problemsOf(() =>
      readConfig({
        DATABASE_URL: 'postgres://x',
        SLACK_API_URL: 'ftp://x',
        HTTP_PORT: '70000',
        LOG_LEVEL: 'loud',
      }),
    );
    expect(Object.keys(problems).sort()).toEqual([
      'DATABASE_URL',
      'HTTP_PORT',
      'LOG_LEVEL',
      'MASTER_KEYS',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
    ]);
    expect(problems.MASTER_KEYS).toContain('backupcode init');
  });

  it('counts an empty or blank variable as not set', () => {
    expect(readStoreConfig({ ...storeEnv, DATABASE_URL: '', LOG_LEVEL: '  ' }).logLevel).toBe('info');
    expect(problemsOf(() => readStoreConfig({ MASTER_KEYS: '' })).MASTER_KEYS).toContain('Not set');
  });

  it('asks nothing of Slack for commands that only need the store', () => {
    expect(() => readStoreConfig({ ...storeEnv, SLACK_BOT_TOKEN: 'nonsense' })).not.toThrow();
  });

  it('keeps master keys in order, newest first', () => {
    const { masterKeys } = readStoreConfig({ MASTER_KEYS: `2026-b:${key(2)}, 2025-a:${key(1, 48)}` });
    expect(masterKeys.map(({ id }) => id)).toEqual(['2026-b', '2025-a']);
    expect(masterKeys.map(({ bytes }) => bytes.reveal().length)).toEqual([32, 48]);
  });

  it.each([
    ['no id', key(1), 'no id'],
    ['an upper-case id', `K1:${key(1)}`, 'invalid id'],
    ['a long id', `${'k'.repeat(33)}:${key(1)}`, 'invalid id'],
    ['the same id twice', `k:${key(1)},k:${key(2)}`, 'the same id'],
    ['31 bytes', `k:${key(1, 31)}`, 'too short'],
    ['no base64', 'k:*****', 'isn’t base64'],
    ['an empty entry', `k:${key(1)},`, 'no id'],
  ])('refuses master keys with %s', (_, text, part) => {
    expect(problemsOf(() => readStoreConfig({ MASTER_KEYS: text })).MASTER_KEYS).toContain(part);
  });

  it.each([
    ['sqlite:', 'Names no file'],
    ['sqlite::memory:', 'Must name a file'],
    ['sqlite://data/x.db', 'Must name a file'],
    ['mysql://db.example/x', 'Must start with'],
    ['mongodb://', 'Must start with'],
    ['sqlite:~/backupcode.db', 'Write the whole path'],
    ['sqlite:file:./x.db', 'Leave out file:'],
    ['sqlite:./x.db?mode=ro', 'takes no options'],
    ['sqlite:./data/', 'Names a folder'],
    ['file:./x.db', 'Must start with sqlite: before the path'],
    ['./data/x.db', 'Must start with sqlite: before the path'],
  ])('refuses DATABASE_URL=%s', (text, part) => {
    expect(problemsOf(() => readStoreConfig({ ...storeEnv, DATABASE_URL: text })).DATABASE_URL).toContain(
      part,
    );
  });

  it.each(['mongodb://db.example/backupcode?tls=true', 'mongodb+srv://u:p@cluster.example/backupcode'])(
    'takes DATABASE_URL=%s as a secret',
    (text) => {
      const { database } = readStoreConfig({ ...storeEnv, DATABASE_URL: text });
      expect(database.kind === 'mongodb' && database.uri.reveal()).toBe(text);
      expect(inspect(database)).not.toContain('example');
    },
  );

  it.each([
    ['mongodb://db.example/x', false],
    ['mongodb://127.0.0.1,db.example/x', false],
    ['mongodb://localhost@db.example/x', false],
    ['mongodb://127.0.0.1.db.example/x', false],
    ['mongodb://db.example/x?tls=false', false],
    ['mongodb://db.example/x?tls=true&ssl=false', false],
    ['mongodb+srv://db.example/x?tls=false', false],
    ['mongodb+srv://db.example/x?SSL=false', false],
    ['mongodb://db.example/x?tls=true&tlsInsecure=true', false],
    ['mongodb://db.example/x?tls=true&tlsAllowInvalidCertificates=true', false],
    ['mongodb+srv://db.example/x?TLSALLOWINVALIDHOSTNAMES=true', false],
    ['mongodb://127.0.0.1/x?tls=true&tlsInsecure=true', false],
    ['mongodb://db.example?tls=true', true],
    ['mongodb://u:p%40@db.example/x?ssl=true&tlsInsecure=false', true],
    ['mongodb+srv://db.example/x', true],
    ['mongodb://localhost:27017,127.0.0.2:27018,[::1]:27019/x', true],
    ['mongodb://%2Ftmp%2Fmongodb-27017.sock/x', true],
  ])('what goes to the database is encrypted and its server checked: %s', (text, isGood) => {
    const settings = { ...storeEnv, DATABASE_URL: text };
    const problem = problemsOf(() => readStoreConfig(settings)).DATABASE_URL;
    expect(problem === undefined).toBe(isGood);
    expect(problem ?? 'DATABASE_ALLOW_INSECURE=true').toContain('DATABASE_ALLOW_INSECURE=true');
    expect(problemsOf(() => readStoreConfig({ ...settings, DATABASE_ALLOW_INSECURE: 'true' }))).toEqual({});
  });

  it.each([
    ['0.0.0.0', {}, false],
    ['::', {}, false],
    ['10.0.0.5', {}, false],
    ['backupcode.example', {}, false],
    ['0.0.0.0', { TRUSTED_PROXIES: '10.0.0.5' }, true],
    ['0.0.0.0', { HTTP_ALLOW_PLAINTEXT: 'true' }, true],
    ['0.0.0.0', { HTTP_ALLOW_PLAINTEXT: 'false' }, false],
    ['127.0.0.1', {}, true],
    ['::1', {}, true],
    ['localhost', {}, true],
  ])(
    'codes come in by plain HTTP only from this machine or a proxy: HTTP_HOST=%s %o',
    (host, more, isGood) => {
      const problems = problemsOf(() => readConfig({ ...socketEnv, HTTP_HOST: host, ...more }));
      expect(Object.keys(problems)).toEqual(isGood ? [] : ['HTTP_HOST']);
    },
  );

  it('what was allowed although it is dangerous is said, where it makes a difference', () => {
    const settings = { ...socketEnv, DATABASE_ALLOW_INSECURE: 'true', HTTP_ALLOW_PLAINTEXT: 'true' };
    expect(readConfig(settings).warnings).toBeUndefined();
    const dangerous = { ...settings, DATABASE_URL: 'mongodb://db.example/x', HTTP_HOST: '0.0.0.0' };
    expect(readConfig(dangerous).warnings?.map((warning) => warning.split(' ')[0])).toEqual([
      'DATABASE_ALLOW_INSECURE',
      'HTTP_ALLOW_PLAINTEXT',
    ]);
    expect(readStoreConfig(dangerous).warnings).toHaveLength(1);
  });

  it('certificates are checked: NODE_TLS_REJECT_UNAUTHORIZED=0 is refused', () => {
    for (const read of [readStoreConfig, readConfig]) {
      const settings = { ...socketEnv, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
      expect(Object.keys(problemsOf(() => read(settings)))).toEqual(['NODE_TLS_REJECT_UNAUTHORIZED']);
      expect(problemsOf(() => read({ ...settings, NODE_TLS_REJECT_UNAUTHORIZED: '1' }))).toEqual({});
    }
  });

  it.each(['yes', '1', 'TRUE!'])('a setting that allows something dangerous is not guessed: %s', (text) => {
    const settings = { ...socketEnv, HTTP_ALLOW_PLAINTEXT: text, DATABASE_ALLOW_INSECURE: text };
    expect(problemsOf(() => readConfig(settings))).toEqual({
      HTTP_ALLOW_PLAINTEXT: 'Must be true or false.',
      DATABASE_ALLOW_INSECURE: 'Must be true or false.',
    });
  });

  it.each([
    ['http://slack.example/api/', false],
    ['http://127.0.0.1.slack.example/', false],
    ['https://user:pass@slack.example/', false],
    ['javascript:alert(1)', false],
    ['http://127.0.0.1:4000/api', true],
    ['http://[::1]:4000/api/', true],
    ['https://slack.example/api', true],
  ])('the token goes over TLS or stays on this machine: SLACK_API_URL=%s', (text, isGood) => {
    const problems = problemsOf(() => readConfig({ ...socketEnv, SLACK_API_URL: text }));
    expect(problems.SLACK_API_URL === undefined).toBe(isGood);
  });

  it('chooses the way of connecting from what is set', () => {
    expect(readConfig(socketEnv).slack.mode).toBe('socket');
    expect(readConfig(httpEnv).slack.mode).toBe('http');
    expect(readConfig({ ...socketEnv, ...httpEnv, SLACK_MODE: 'http' }).slack.mode).toBe('http');
    expect(readConfig({ ...socketEnv, ...httpEnv, SLACK_MODE: 'socket' }).slack.mode).toBe('socket');
  });

  it.each([
    ['both secrets and no mode', { ...socketEnv, ...httpEnv }, 'SLACK_MODE'],
    ['neither secret', env, 'SLACK_APP_TOKEN'],
    ['socket without an app token', { ...httpEnv, SLACK_MODE: 'socket' }, 'SLACK_APP_TOKEN'],
    ['http without a signing secret', { ...socketEnv, SLACK_MODE: 'http' }, 'SLACK_SIGNING_SECRET'],
    ['an unknown mode', { ...socketEnv, SLACK_MODE: 'pigeon' }, 'SLACK_MODE'],
    ['a user token', { ...socketEnv, SLACK_BOT_TOKEN: 'xoxp-1-made-up' }, 'SLACK_BOT_TOKEN'],
    ['a token with a line break', { ...socketEnv, SLACK_BOT_TOKEN: 'xoxb-1\nx' }, 'SLACK_BOT_TOKEN'],
  ])('refuses %s', (_, settings, variable) => {
    expect(Object.keys(problemsOf(() => readConfig(settings)))).toEqual([variable]);
  });

  it('N6: any environment gives a configuration or a ConfigError that repeats no value', () => {
    const names: readonly string[] = variables.map(({ name }) => name);
    const junk = fc.string({ minLength: 6, maxLength: 60, unit: 'grapheme' });
    const almost = fc.constantFrom(
      `k:${key(3, 20)}`,
      'xoxb-SeCrEtValue_',
      'mongodb:/u:SeCrEtValue@h',
      'http://SeCrEtValue.example',
    );
    const environment = fc.dictionary(fc.constantFrom(...names), fc.oneof(junk, almost));
    fc.assert(
      fc.property(environment, (settings) => {
        try {
          inspect(readConfig(settings));
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          const known = error.problems.every(({ variable }) => names.includes(variable));
          const text = `${error.message}${JSON.stringify(error)}${error.stack}`;
          const leaked = ['SeCrEtValue', key(3, 20)].some((secret) => text.includes(secret));
          return known && error.problems.length > 0 && !leaked;
        }
        return true;
      }),
      { numRuns: 300 },
    );
  });

  it('N6: printing a configuration shows no secret', () => {
    const text = `${inspect(readConfig(socketEnv), { depth: 9 })}${JSON.stringify(readConfig(httpEnv))}`;
    for (const secret of [botToken, 'xapp-1-made-up', httpEnv.SLACK_SIGNING_SECRET, key(7)]) {
      expect(text).not.toContain(secret);
    }
  });
});
