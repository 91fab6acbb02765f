import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { logLevels } from '../../src/config/config.ts';

const page = readFileSync('docs/REFERENCE.md', 'utf8');

/** The rows of the first table under a heading. */
function readTable(heading: string): string {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.join('\n');
}

function findNames(files: string, pattern: RegExp): string[] {
  return globSync(files).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(pattern)].map(([, name = '']) => name),
  );
}

it('docs/REFERENCE.md has every table of SQLite and every collection of MongoDB, with what deletes it', () => {
  const tables = findNames('src/storage/sqlite/schema/schema-*.ts', /CREATE TABLE (\w+)/g);
  const collections = findNames('src/storage/mongo/collections.ts', /define\(\s*'(\w+)'/g);
  expect(tables.length).toBeGreaterThan(15);
  expect(collections.length).toBeGreaterThan(14);
  const data = readTable('Data');
  expect([...tables, ...collections].filter((name) => !data.includes(`\`${name}\``))).toEqual([]);
});

it('docs/REFERENCE.md has every purpose of a key', () => {
  const [type = ''] =
    /type KeyPurpose =[^;]*/.exec(readFileSync('src/domain/crypto/key-ring.ts', 'utf8')) ?? [];
  const purposes = [...type.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
  expect(purposes.length).toBeGreaterThan(8);
  const keys = readTable('Cryptography');
  expect(purposes.filter((name) => !keys.includes(`\`${name}\``))).toEqual([]);
});

it('docs/REFERENCE.md has every module that calls for cryptography', () => {
  const users = globSync('src/{domain,services,oidc,slack,http,system}/**/*.ts').filter((path) =>
    /from 'node:crypto'|from 'jose'/.test(readFileSync(path, 'utf8')),
  );
  const listed = readTable('Cryptography');
  expect(users.length).toBeGreaterThan(10);
  expect(
    users
      .map((path) => path.replaceAll('\\', '/').replace('src/', ''))
      .filter((path) => !listed.includes(`\`${path}\``)),
  ).toEqual([]);
});

it('docs/REFERENCE.md says what each level of the log holds', () => {
  const levels = readTable('Logs');
  const used = logLevels.filter((level) => level !== 'silent' && level !== 'fatal');
  expect(used.filter((level) => !levels.includes(`\`${level}\``))).toEqual([]);
});
