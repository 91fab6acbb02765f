import type { StoreConfig } from '../config/config.ts';
import { checkDatabaseFiles } from './checks/check-database-files.ts';
import type { CliRuntime } from './cli-runtime.ts';

/** Says which of the database's files other users of the machine may write. */
export async function warnOfOpenFiles(
  runtime: Pick<CliRuntime, 'complain' | 'deps'>,
  { database }: Pick<StoreConfig, 'database'>,
): Promise<void> {
  for (const check of await checkDatabaseFiles(database, runtime.deps.cwd)) {
    if (check.state === 'problem') runtime.complain(`WARNING: ${check.text}. ${check.remedy}`);
  }
}
