import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../config/config.ts';
import { ConfigError, describeConfigProblem } from '../../config/config-error.ts';
import { ENV_FILE } from '../../config/env-file.ts';
import { readConfig } from '../../config/read-config.ts';
import { say } from '../../messages/say.ts';
import { type Check, ok, problem } from './check.ts';

/** Every problem of the configuration, each with its remedy in its text. */
export function checkConfiguration(env: Environment): Check[] {
  try {
    const { slack, database, warnings = [] } = readConfig(env);
    return [
      ok('configuration', say('cli.doctor.configured', { database: database.kind, mode: slack.mode })),
      ...warnings.map((warning) => ok('transport', warning)),
    ];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((one) =>
      problem(
        'configuration',
        describeConfigProblem(one),
        say('cli.doctor.setVariable', { variable: one.variable, file: ENV_FILE }),
      ),
    );
  }
}

/** Only the owner may read the keys. */
export async function checkEnvFile(directory: string): Promise<Check[]> {
  const mode = await findMode(join(directory, ENV_FILE));
  if (mode === null) return [];
  return (mode & 0o077) === 0
    ? [ok('.env file', say('cli.doctor.envClosed'))]
    : [problem('.env file', say('cli.doctor.envOpen'), say('cli.doctor.closeEnv', { file: ENV_FILE }))];
}

async function findMode(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode;
  } catch {
    return null;
  }
}
