import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailableError } from '../../../ports/store.ts';
import type { DiskSync } from './disk-sync.ts';
import { createFileLock } from './file-lock.ts';
import { createHoldLimit } from './hold-limit.ts';
import { keepContext } from './keep-context.ts';
import { createGroupRunner } from './run-group.ts';
import { createSql, type Sql } from './sql.ts';
import type { TransactionSql } from './transaction-sql.ts';
import { createWriteJob, type WriteJob } from './write-job.ts';
import { createWriteQueue } from './write-queue.ts';

export interface WriterLimits {
  /** How long a transaction may wait for its turn and for the file's lock. */
  readonly waitMsMax: number;
  /** How long it may take once it has begun. One that hangs would stop every other. */
  readonly holdMsMax: number;
}

/** The one connection that writes. */
export interface Writer {
  /**
   * Owns the connection while `work` runs, so no statement of anybody else runs in between while it awaits. Resolves
   * when the work is on disk; those who wait at the same time share the commit, so `work` may run more than once.
   * @throws StoreUnavailableError; nothing was written
   * @throws Error when called from within a `work`: it would wait for itself
   */
  transact<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Refuses newcomers, waits for those who are in, and releases the connection. Idempotent. */
  close(): Promise<void>;
}

/** @param release what to do when the last transaction is over */
export function createWriter(
  database: DatabaseSync,
  disk: DiskSync,
  limits: WriterLimits,
  release: () => void = () => database.close(),
): Writer {
  const groups = createGroupRunner(
    database,
    createSql(database),
    createFileLock(),
    disk,
    createHoldLimit(limits.holdMsMax),
  );
  const queue = createWriteQueue<WriteJob>((takeNext) => groups.run(takeNext));
  const current = new AsyncLocalStorage<TransactionSql>();
  let closing: Promise<void> | null = null;

  function refuseNesting(): void {
    if (current.getStore()?.isOpen() === true) {
      throw new Error('A transaction was started or closed inside another: it would wait for itself');
    }
  }

  return {
    transact: async (work) => {
      refuseNesting();
      if (closing !== null) throw new StoreUnavailableError('The store is closed');
      // Somebody else's turn of the queue runs it: in the caller's context all the same.
      const asCaller = keepContext((sql: TransactionSql) => current.run(sql, () => work(sql)));
      const { job, settled } = createWriteJob(asCaller, performance.now() + limits.waitMsMax);
      queue.enter(job);
      return settled;
    },
    close: async () => {
      refuseNesting();
      closing ??= queue
        .drain()
        .then(() => disk.close())
        .then(release);
      await closing;
    },
  };
}
