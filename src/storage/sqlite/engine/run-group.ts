import type { DatabaseSync } from 'node:sqlite';
import { say } from '../../../messages/say.ts';
import { StoreUnavailableError } from '../../../ports/store.ts';
import { createSql } from './sql.ts';
import { toCommitError, toStoreError } from './sqlite-errors.ts';
import { createTransactionSql, type TransactionSql } from './transaction-sql.ts';

/** A transaction that a caller waits for. */
export interface Job {
  /** May be called more than once; only what the last run returned counts. */
  run(sql: TransactionSql): Promise<unknown>;
  /** Of the monotonic clock: after this the caller has given up, and the job must not begin. */
  readonly deadline: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Runs jobs one after another in the transaction that is open, and commits them together, so that they wait for the
 * disk once. A job that fails is undone alone. Each caller hears of success after the commit. Never throws.
 * @returns the jobs that were lost through no known fault of theirs: each has to be run again, alone
 */
export type RunGroup = (jobs: readonly Job[]) => Promise<readonly Job[]>;

/** @param holdMsMax how long one job may take */
export function createGroupRunner(database: DatabaseSync, holdMsMax: number): RunGroup {
  const connection = createSql(database);

  async function runJob(job: Job): Promise<unknown> {
    const sql = createTransactionSql(connection);
    try {
      database.exec('SAVEPOINT job');
      const value = await endWithin(holdMsMax, job.run(sql));
      sql.end();
      database.exec('RELEASE job');
      return value;
    } catch (error) {
      sql.kill();
      throw toStoreError(error);
    }
  }

  /** @returns false if the whole transaction is lost: after some errors, such as a full disk, SQLite rolls it back by itself */
  function undoJob(): boolean {
    try {
      database.exec('ROLLBACK TO job; RELEASE job');
      return true;
    } catch {
      return false;
    }
  }

  function commit(): unknown {
    try {
      database.exec('COMMIT');
      return null;
    } catch (error) {
      return toCommitError(error);
    }
  }

  return async (jobs) => {
    const values = new Map<Job, unknown>();
    for (const [index, job] of jobs.entries()) {
      try {
        values.set(job, await runJob(job));
      } catch (error) {
        job.reject(error);
        if (!undoJob()) {
          tryRollBack(database);
          return [...values.keys(), ...jobs.slice(index + 1)];
        }
      }
    }
    const failure = commit();
    if (failure === null) {
      for (const [job, value] of values) job.resolve(value);
      return [];
    }
    tryRollBack(database);
    // One of several spoiled it for all, for instance by a reference to a user who is not there. Run alone, it is found.
    if (values.size > 1) return [...values.keys()];
    for (const job of values.keys()) job.reject(failure);
    return [];
  };
}

async function endWithin<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new StoreUnavailableError(say('storage.unavailable.transaction'))),
    milliseconds,
  );
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** A rollback that fails is tried again before the next transaction. The error that led here is the one to report. */
function tryRollBack(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec('ROLLBACK');
  } catch {}
}
