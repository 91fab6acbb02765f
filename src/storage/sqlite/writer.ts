import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailableError } from '../../ports/store.ts';
import { createFileLock } from './file-lock.ts';
import { createSql, type Sql } from './sql.ts';
import { toStoreError } from './sqlite-errors.ts';
import { createTransactionSql, type TransactionSql } from './transaction-sql.ts';
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
   * Owns the connection from BEGIN to COMMIT or ROLLBACK, so no statement of anybody else runs in between while
   * `work` awaits.
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
  limits: WriterLimits,
  release: () => void = () => database.close(),
): Writer {
  const queue = createWriteQueue();
  const lock = createFileLock();
  const connection = createSql(database);
  const current = new AsyncLocalStorage<TransactionSql>();
  let closing: Promise<void> | null = null;

  async function runTurn<T>(work: (sql: Sql) => Promise<T>, deadline: number): Promise<T> {
    if (performance.now() > deadline) throw new StoreUnavailableError('The SQLite store is overloaded');
    await begin(deadline);
    const sql = createTransactionSql(connection);
    try {
      const result = await withinLimit(
        current.run(sql, () => work(sql)),
        limits.holdMsMax,
      );
      sql.end();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      sql.kill();
      tryRollBack(database);
      throw toStoreError(error);
    }
  }

  async function begin(deadline: number): Promise<void> {
    try {
      rollBack(database);
      await lock.take(() => database.exec('BEGIN IMMEDIATE'), deadline);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  function refuseNesting(): void {
    if (current.getStore()?.isOpen() === true) {
      throw new Error('A transaction was started or closed inside another: it would wait for itself');
    }
  }

  return {
    transact: async (work) => {
      refuseNesting();
      if (closing !== null) throw new StoreUnavailableError('The store is closed');
      const deadline = performance.now() + limits.waitMsMax;
      return queue.enter(() => runTurn(work, deadline));
    },
    close: async () => {
      refuseNesting();
      closing ??= queue.drain().then(release);
      await closing;
    },
  };
}

/** SQLite rolls back by itself after some errors (a full disk, for one); then there is nothing left to undo. */
function rollBack(database: DatabaseSync): void {
  if (database.isTransaction) database.exec('ROLLBACK');
}

/** One that fails is tried again before the next transaction begins; the error that led here is the one to report. */
function tryRollBack(database: DatabaseSync): void {
  try {
    rollBack(database);
  } catch {}
}

async function withinLimit<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const { promise: timedOut, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new StoreUnavailableError('A transaction did not end in time')),
    milliseconds,
  );
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
