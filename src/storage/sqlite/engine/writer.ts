import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { say } from '../../../messages/say.ts';
import { StoreUnavailableError } from '../../../ports/store.ts';
import { createFileLock } from './file-lock.ts';
import { createGroupRunner, type Job } from './run-group.ts';
import type { Sql } from './sql.ts';
import { toStoreError } from './sqlite-errors.ts';
import type { TransactionSql } from './transaction-sql.ts';

/** How many may wait. */
const WAITING_MAX = 1000;
/** How many share a commit. Few enough that the event loop is soon free for other work. */
const GROUP_MAX = 16;

export interface WriterLimits {
  /** How long a transaction may wait for its turn and for the file's lock. */
  readonly waitMsMax: number;
  /** How long it may take once it has begun. One that hangs would stop every other. */
  readonly holdMsMax: number;
}

/** The one connection that writes. */
export interface Writer {
  /**
   * Runs `work` in a transaction, in the order of the calls: no statement of another caller runs in between while `work`
   * awaits. Resolves when the commit is on disk. Those who wait at the same time share a commit, so `work` may run more than once.
   * @throws StoreUnavailableError; nothing was written
   * @throws OutcomeUnknownError if the disk failed during the commit
   * @throws Error when called from within a `work`: it would wait for itself
   */
  transact<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Refuses new transactions, waits for those it has accepted, and releases the connection. Idempotent. */
  close(): Promise<void>;
}

/** @param release called when the last transaction has ended */
export function createWriter(
  database: DatabaseSync,
  limits: WriterLimits,
  release: () => void = () => database.close(),
): Writer {
  const runGroup = createGroupRunner(database, limits.holdMsMax);
  const lock = createFileLock();
  const current = new AsyncLocalStorage<TransactionSql>();
  const waiting: Job[] = [];
  let serving: Promise<void> | null = null;
  let closing: Promise<void> | null = null;

  function refuseNesting(): void {
    if (current.getStore()?.isOpen() === true) {
      throw new Error('A transaction was started or closed inside another: it would wait for itself');
    }
  }

  async function serve(): Promise<void> {
    while (waiting.length > 0) {
      // A commit blocks the event loop while the disk works: first let in what has come meanwhile.
      await nextTurn();
      const group = waiting.splice(0, GROUP_MAX);
      for (const job of await run(group)) await run([job]);
    }
    serving = null;
  }

  /** @returns the jobs to run again, alone */
  async function run(jobs: readonly Job[]): Promise<readonly Job[]> {
    const timely = jobs.filter(isTimely);
    const [first, ...others] = timely;
    if (first === undefined) return [];
    try {
      // Left open if the last rollback failed.
      if (database.isTransaction) database.exec('ROLLBACK');
      await lock.take(() => database.exec('BEGIN IMMEDIATE'), first.deadline);
    } catch (error) {
      first.reject(toStoreError(error));
      return others;
    }
    const again = await runGroup(timely);
    lock.released();
    return again;
  }

  return {
    transact: async <T>(work: (sql: Sql) => Promise<T>) => {
      refuseNesting();
      if (closing !== null) throw new StoreUnavailableError(say('storage.unavailable.closed'));
      if (waiting.length >= WAITING_MAX) throw overloaded();
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const asCaller = AsyncLocalStorage.snapshot();
      waiting.push({
        run: (sql) => asCaller(() => current.run(sql, work, sql)),
        deadline: performance.now() + limits.waitMsMax,
        // What `run` resolves to.
        resolve: (value) => resolve(value as T),
        reject,
      });
      serving ??= serve();
      return promise;
    },
    close: async () => {
      refuseNesting();
      closing ??= Promise.resolve(serving).then(release);
      await closing;
    },
  };
}

function isTimely(job: Job): boolean {
  if (performance.now() <= job.deadline) return true;
  job.reject(overloaded());
  return false;
}

function overloaded(): StoreUnavailableError {
  return new StoreUnavailableError(say('storage.unavailable.overloaded'));
}
