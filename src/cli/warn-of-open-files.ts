import type { StoreConfig } from '../config/config.ts';
import { say } from '../messages/say.ts';
import { checkDatabaseFiles } from './checks/check-database-files.ts';
import type { CliRuntime } from './cli-runtime.ts';

/** Warns of database files that other users of the machine can write. */
export async function warnOfOpenFiles(
  runtime: Pick<CliRuntime, 'complain' | 'deps'>,
  { database }: Pick<StoreConfig, 'database'>,
): Promise<void> {
  for (const check of await checkDatabaseFiles(database, runtime.deps.cwd)) {
    if (check.state === 'problem')
      runtime.complain(say('cli.program.warning', { warning: check.text, remedy: check.remedy }));
  }
}
