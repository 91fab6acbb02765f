import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createContext, Script } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';

const file = new URL('../../src/backupcode.js', import.meta.url);

/** What the launcher says on a Node of this version. In here it can import nothing, which it reports. */
async function launchOn(node: string) {
  const said: string[] = [];
  const fake = {
    versions: { node },
    argv: ['node', 'backupcode'],
    exitCode: 0,
    stderr: { write: (text: string) => said.push(text) },
  };
  new Script(await readFile(file, 'utf8')).runInContext(createContext({ process: fake, Error }));
  await new Promise((resolve) => setImmediate(resolve));
  return { said: said.join(''), exitCode: fake.exitCode };
}

describe('the launcher', () => {
  it.each(['0.12.18', '18.20.0', '20.20.2', '22.18.0'])(
    'on Node %s says in one line what is needed, and starts nothing',
    async (node) => {
      const { said, exitCode } = await launchOn(node);
      expect(said).toMatch(/^Backupcode needs Node 22\.19 or newer, and this is [\d.]+: .*`npm run .*\n$/);
      expect(exitCode).toBe(1);
    },
  );

  it.each(['22.19.0', '22.20.1', '24.0.0', '100.0.0'])('on Node %s goes on to the program', async (node) => {
    expect((await launchOn(node)).said).toContain('dynamic import callback');
  });

  it('starts the program on this Node', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(file), '--version']);
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(stdout.trim()).toBe(version);
  });

  it.each([['--help'], ['policy', 'show', '--help']])(
    'ends quietly where nobody reads its output any more, as in `| head -1`: %s',
    async (...args) => {
      const child = spawn(process.execPath, [fileURLToPath(file), ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.destroy();
      let said = '';
      child.stderr.on('data', (chunk) => {
        said += chunk;
      });
      const [code] = await once(child, 'close');
      expect({ said, code }).toEqual({ said: '', code: 0 });
    },
  );

  it('N14: what an operator did names the system user who did it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backupcode-operator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [fileURLToPath(file), ...args], { cwd: folder });
    await run('init', '--name', 'Acme', '--owner-name', 'Ada', '--owner-email', 'ada@acme.test');
    await run('domain', 'add', 'company.example');
    const events: { actor: unknown }[] = JSON.parse((await run('audit', 'list', '--json')).stdout);
    expect(events.length).toBeGreaterThan(1);
    for (const { actor } of events) expect(actor).toEqual({ kind: 'operator', id: userInfo().username });
  });

  it('N21: keeps the environment, and with it the keys, out of crash reports', async () => {
    const ask = 'data:text/javascript,process.on("exit",()=>console.error(process.report.excludeEnv))';
    const line = ['--import', ask, fileURLToPath(file), '--version'];
    const { stderr } = await promisify(execFile)(process.execPath, line);
    expect(stderr.trim()).toBe('true');
  });
});
