import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { ENV_FILE } from '../../config/env-file.ts';
import { readConfig } from '../../config/read-config.ts';
import { type Check, ok, problem } from './check.ts';

/** Every problem of the configuration, each with its remedy in its text. */
export function checkConfiguration(env: Environment): Check[] {
  try {
    const { slack, database, warnings = [] } = readConfig(env);
    return [
      ok('configuration', `complete: ${database.kind}, Slack over ${slack.mode}`),
      ...warnings.map((warning) => ok('transport', warning)),
    ];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((one) =>
      problem(
        'configuration',
        `${one.variable} ${one.problem}`,
        `Set ${one.variable} in ${ENV_FILE} or the environment.`,
      ),
    );
  }
}

/** The keys must not be readable by everybody on the machine. */
export async function checkEnvFile(directory: string): Promise<Check[]> {
  const mode = await findMode(join(directory, ENV_FILE));
  if (mode === null) return [];
  return (mode & 0o077) === 0
    ? [ok('.env file', 'readable by its owner alone')]
    : [problem('.env file', 'others on this machine may read the keys', `Run: chmod 600 ${ENV_FILE}`)];
}

async function findMode(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode;
  } catch {
    return null;
  }
}
