import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

let folder: string | null = null;
afterEach(async () => {
  if (folder !== null) await rm(folder, { recursive: true, force: true });
});

type Files = readonly (readonly [path: string, source: string])[];

async function run(files: Files, program: string, args: readonly string[], config: string): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'backupcode-rooms-'));
  folder = cwd;
  await writeFile(join(cwd, config), await readConfig(config));
  await writeFile(join(cwd, 'package.json'), '{ "type": "module" }');
  await symlink(resolve('node_modules'), join(cwd, 'node_modules'));
  for (const [path, source] of files) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), `${source}\n`);
  }
  return new Promise((done) => {
    execFile(resolve('node_modules/.bin', program), args, { cwd }, (_error, stdout, stderr) =>
      done(stdout + stderr),
    );
  });
}

async function readConfig(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  if (path !== 'biome.json') return text;
  const { $schema: _schema, vcs: _vcs, ...rules } = JSON.parse(text);
  return JSON.stringify(rules);
}

/** What Biome, with this repository's rules, says of files in a tree of the same form. */
const lint = (files: Files) => run(files, 'biome', ['lint', '--max-diagnostics=200', '.'], 'biome.json');

/** What dependency-cruiser, with this repository's rooms, says of files in a tree of the same form; imported files are made. */
function cruise(files: Files): Promise<string> {
  const own = new Set(files.map(([path]) => path));
  const imported = files.flatMap(([path, source]) =>
    [...source.matchAll(/'(\.[^']+)'/g)].map(([, to = '']) => posix.join(posix.dirname(path), to)),
  );
  const made = [...new Set(imported)].filter((path) => !own.has(path));
  const all = [...files, ...made.map((path) => [path, 'export interface A {}'] as const)];
  return run(all, 'depcruise', ['src'], '.dependency-cruiser.js');
}

const forbidden = [
  ['src/domain/a.ts', "import '../ports/clock.ts';"],
  ['src/domain/b.ts', "import 'node:fs';"],
  ['src/ports/a.ts', "import '../services/deps.ts';"],
  ['src/services/a.ts', "import '../storage/sqlite/engine/sql.ts';"],
  ['src/services/b.ts', "import '../slack/ids.ts';"],
  ['src/services/c.ts', "import '../sandbox/sandbox.ts';"],
  ['src/services/d.ts', "export const late = import('../storage/sqlite/engine/sql.ts');"],
  ['src/storage/sqlite/a.ts', "import '../../services/deps.ts';"],
  ['src/slack/features/a.ts', "import '../../storage/sqlite/engine/sql.ts';"],
  ['src/slack/b.ts', "import '../http/create-http-app.ts';"],
  ['src/slack/c.ts', "import '../compose/open-store.ts';"],
  ['src/http/a.ts', "import '../slack/ids.ts';"],
  ['src/http/b.ts', "import '../oidc/create-oidc-edge.ts';"],
  ['src/oidc/a.ts', "import '../http/send-error.ts';"],
  ['src/oidc/b.ts', "import '../storage/sqlite/engine/sql.ts';"],
  ['src/cli/commands/a.ts', "import '../../storage/mongo/collections.ts';"],
  ['src/domain/c.ts', "import '../messages/say.ts';"],
  ['src/services/e.ts', "import '../messages/say.ts';"],
  ['src/messages/a.ts', "import '../services/deps.ts';"],
  ['src/sandbox/a.ts', "import '../domain/secret.ts';"],
  ['src/portal/a.ts', "import '../domain/secret.ts';"],
  ['src/portal/b.ts', "import '../sandbox/sandbox.ts';"],
  ['src/domain/c.ts', "import type { A } from '../messages/say.ts';"],
  ['src/services/e.ts', "import '../messages/say.ts';"],
  ['src/domain/d.ts', "import 'mongoose';"],
  ['src/services/f.ts', "import '@slack/bolt';"],
] as const;

describe('the rooms', () => {
  it('an import in a direction that is not allowed is an error, in every room', async () => {
    const report = await cruise(forbidden);
    for (const [path, source] of forbidden) {
      expect(report, `${path}: ${source}`).toContain(`error not-in-allowed: ${path} → `);
    }
  });

  it('a room that is not listed may import nothing, and nothing may import it', async () => {
    const report = await cruise([
      ['src/unlisted/a.ts', "import '../domain/ids.ts';"],
      ['src/services/a.ts', "import type { A } from '../unlisted/b.ts';"],
    ]);
    expect(report).toContain('error not-in-allowed: src/unlisted/a.ts → src/domain/ids.ts');
    expect(report).toContain('error not-in-allowed: src/services/a.ts → src/unlisted/b.ts');
  });

  it('two files that import one another are an error, even by their types alone', async () => {
    const report = await cruise([
      ['src/services/a.ts', "import { b } from './b.ts';\nexport const a = b;"],
      ['src/services/b.ts', "import type { C } from './c.ts';\nexport const b: C = 1;"],
      ['src/services/c.ts', "import type { a } from './a.ts';\nexport type C = typeof a;"],
    ]);
    expect(report).toContain('error no-cycles: src/services/a.ts');
  });

  it('nothing but main touches the process', async () => {
    const source = 'export const id = process.pid;';
    const report = await lint([
      ['src/services/a.ts', source],
      ['src/main.ts', source],
    ]);
    expect(report).toContain('src/services/a.ts:1:19 lint/style/noRestrictedGlobals');
    expect(report).not.toContain('src/main.ts:');
  });

  it('the allowed directions stay allowed', async () => {
    const report = await cruise([
      ['src/slack/a.ts', "import '../services/deps.ts';"],
      ['src/services/a.ts', "import '../domain/secret.ts';\nimport 'zod';"],
      ['src/domain/a.ts', "import { createHash } from 'node:crypto';\nexport const b = createHash;"],
    ]);
    expect(report).toContain('no dependency violations found');
  });
});
