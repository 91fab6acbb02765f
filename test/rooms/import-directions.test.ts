import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** What Biome says of a source text if it stood at that path. */
function lint(path: string, source: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'node_modules/.bin/biome',
      ['lint', `--stdin-file-path=${path}`],
      (_error, stdout, stderr) => resolve(stdout + stderr),
    );
    child.on('error', reject);
    child.stdin?.end(source);
  });
}

const forbidden = [
  ['src/domain/x.ts', "import '../ports/clock.ts';"],
  ['src/domain/x.ts', "import 'node:fs';"],
  ['src/ports/x.ts', "import '../services/deps.ts';"],
  ['src/services/x.ts', "import '../storage/sqlite/sql.ts';"],
  ['src/services/x.ts', "import '../slack/ids.ts';"],
  ['src/storage/sqlite/x.ts', "import '../../services/deps.ts';"],
  ['src/slack/actions/x.ts', "import '../../storage/sqlite/sql.ts';"],
  ['src/slack/x.ts', "import '../http/create-http-app.ts';"],
  ['src/http/x.ts', "import '../slack/ids.ts';"],
  ['src/cli/commands/x.ts', "import '../../storage/mongo/models.ts';"],
  ['src/sandbox/x.ts', "import '../domain/secret.ts';"],
  ['src/services/x.ts', "import '../sandbox/sandbox.ts';"],
] as const;

describe('the rooms', () => {
  it.each(forbidden)('%s must not hold: %s', async (path, source) => {
    expect(await lint(path, source)).toContain('noRestrictedImports');
  });

  it('nothing but main touches the process', async () => {
    expect(await lint('src/services/x.ts', 'export const id = process.pid;')).toContain(
      'noRestrictedGlobals',
    );
  });

  it('what is allowed is allowed', async () => {
    expect(await lint('src/slack/x.ts', "import '../services/deps.ts';")).not.toContain(
      'noRestrictedImports',
    );
  });
});
