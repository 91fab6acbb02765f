import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createContext, Script } from 'node:vm';
import { describe, expect, it } from 'vitest';

const file = new URL('../../src/backupcode.js', import.meta.url);

/** What the launcher says on a Node of this version. In here it can import nothing, which it reports. */
async function launchOn(node: string) {
  const said: string[] = [];
  const fake = {
    versions: { node },
    exitCode: 0,
    stderr: { write: (text: string) => said.push(text) },
  };
  new Script(await readFile(file, 'utf8')).runInContext(createContext({ process: fake, Error }));
  await new Promise((resolve) => setImmediate(resolve));
  return { said: said.join(''), exitCode: fake.exitCode };
}

describe('the launcher', () => {
  it.each(['0.12.18', '18.20.0', '20.20.2', '22.17.1'])(
    'on Node %s says in one line what is needed, and starts nothing',
    async (node) => {
      const { said, exitCode } = await launchOn(node);
      expect(said).toMatch(/^Backupcode needs Node 22\.18 or newer, and this is [\d.]+: .*`npm run .*\n$/);
      expect(exitCode).toBe(1);
    },
  );

  it.each(['22.18.0', '22.19.0', '24.0.0', '100.0.0'])('on Node %s goes on to the program', async (node) => {
    expect((await launchOn(node)).said).toContain('dynamic import callback');
  });

  it('starts the program on this Node', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(file), '--version']);
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(stdout.trim()).toBe(version);
  });
});
