import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../config/config.ts';
import { ENV_FILE, loadEnvironment, renderEnvFile } from '../config/env-file.ts';
import { MASTER_KEY_BYTES_MIN } from '../config/parse-master-keys.ts';
import { say } from '../messages/say.ts';
import type { CliDeps } from './cli-deps.ts';

export type PreparedEnvironment =
  | { readonly kind: 'written'; readonly env: Environment; readonly takeBack: () => Promise<void> }
  | { readonly kind: 'found'; readonly env: Environment; readonly takeBack: () => Promise<void> }
  | { readonly kind: 'problem'; readonly problem: string };

type Deps = Pick<CliDeps, 'env' | 'cwd' | 'clock' | 'random'>;

/** An environment with master keys: a new `.env`, or the existing one where that is asked for. */
export async function prepareEnvironment(
  deps: Deps,
  options: { readonly existingEnv?: true; readonly databaseUrl?: string },
): Promise<PreparedEnvironment> {
  const isGiven = [deps.env.MASTER_KEYS, deps.env.MASTER_KEYS_FILE].some(
    (text) => (text ?? '').trim() !== '',
  );
  if (options.existingEnv || isGiven) {
    if (options.databaseUrl !== undefined) {
      return {
        kind: 'problem',
        problem: say('cli.init.databaseUrlIsNew'),
      };
    }
    return { kind: 'found', env: await loadEnvironment(deps.env, deps.cwd), takeBack: async () => {} };
  }
  if (
    options.databaseUrl !== undefined &&
    (deps.env.DATABASE_URL ?? deps.env.DATABASE_URL_FILE ?? '') !== ''
  ) {
    return {
      kind: 'problem',
      problem: say('cli.init.databaseUrlTwice'),
    };
  }
  const path = join(deps.cwd, ENV_FILE);
  const text = renderEnvFile({
    MASTER_KEYS: newMasterKey(deps),
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
  });
  if (!(await writeNew(path, text))) {
    return {
      kind: 'problem',
      problem: say('cli.init.envExists', { file: ENV_FILE }),
    };
  }
  const takeBack = () => rm(path, { force: true });
  return { kind: 'written', env: await loadEnvironment(deps.env, deps.cwd), takeBack };
}

/** Named by the day, so that a rotation shows which is which. */
function newMasterKey({ clock, random }: Pick<Deps, 'clock' | 'random'>): string {
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  return `k-${day}:${Buffer.from(random.bytes(MASTER_KEY_BYTES_MIN)).toString('base64')}`;
}

/** Whether it was written; `wx` never touches a file that is there, not even one made this very moment. */
async function writeNew(path: string, text: string): Promise<boolean> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'wx', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return true;
}
