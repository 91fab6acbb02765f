import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

let folder: string | null = null;
afterEach(async () => {
  if (folder !== null) await rm(folder, { recursive: true, force: true });
});

/** What Biome, with this repository's rules, says of files in a tree of the same form. */
async function lint(files: readonly (readonly [path: string, source: string])[]): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'backupcode-rooms-'));
  const { $schema: _schema, vcs: _vcs, ...rules } = JSON.parse(await readFile('biome.json', 'utf8'));
  await writeFile(join(folder, 'biome.json'), JSON.stringify(rules));
  for (const [path, source] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${source}\n`);
  }
  const biome = resolve('node_modules/.bin/biome');
  const options = { cwd: folder };
  return new Promise((done) => {
    execFile(biome, ['lint', '--max-diagnostics=200', '.'], options, (_error, stdout, stderr) =>
      done(stdout + stderr),
    );
  });
}

const forbidden = [
  ['src/domain/a.ts', "import '../ports/clock.ts';"],
  ['src/domain/b.ts', "import 'node:fs';"],
  ['src/ports/a.ts', "import '../services/deps.ts';"],
  ['src/services/a.ts', "import '../storage/sqlite/sql.ts';"],
  ['src/services/b.ts', "import '../slack/ids.ts';"],
  ['src/services/c.ts', "import '../sandbox/sandbox.ts';"],
  ['src/services/d.ts', "export const late = import('../storage/sqlite/sql.ts');"],
  ['src/storage/sqlite/a.ts', "import '../../services/deps.ts';"],
  ['src/slack/features/a.ts', "import '../../storage/sqlite/sql.ts';"],
  ['src/slack/b.ts', "import '../http/create-http-app.ts';"],
  ['src/slack/c.ts', "import '../compose/open-store.ts';"],
  ['src/http/a.ts', "import '../slack/ids.ts';"],
  ['src/http/b.ts', "import '../oidc/create-oidc-edge.ts';"],
  ['src/oidc/a.ts', "import '../http/send-error.ts';"],
  ['src/oidc/b.ts', "import '../storage/sqlite/sql.ts';"],
  ['src/cli/commands/a.ts', "import '../../storage/mongo/models.ts';"],
  ['src/domain/c.ts', "import '../messages/say.ts';"],
  ['src/services/e.ts', "import '../messages/say.ts';"],
  ['src/messages/a.ts', "import '../domain/secret.ts';"],
  ['src/sandbox/a.ts', "import '../domain/secret.ts';"],
] as const;

describe('the rooms', () => {
  it('an import in a direction that is not allowed is an error, in every room', async () => {
    const report = await lint(forbidden);
    for (const [path, source] of forbidden) {
      expect(report, `${path}: ${source}`).toMatch(
        new RegExp(`${path.replaceAll('.', '\\.')}:\\d+:\\d+ lint/style/noRestrictedImports`),
      );
    }
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
    const report = await lint([
      ['src/slack/a.ts', "import '../services/deps.ts';"],
      ['src/services/a.ts', "import '../domain/secret.ts';"],
      ['src/slack/b.ts', "import '../messages/say.ts';"],
    ]);
    expect(report).not.toContain('noRestrictedImports');
  });
});
