import type { TransactionSql } from './transaction-sql.ts';

/** A transaction that somebody asked for and waits for. */
export interface WriteJob {
  /** May be run more than once; only what the last run returned counts. */
  run(sql: TransactionSql): Promise<unknown>;
  /** Of the monotonic clock: when it is no use any more to begin. */
  readonly deadline: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface PendingJob<T> {
  readonly job: WriteJob;
  readonly settled: Promise<T>;
}

export function createWriteJob<T>(run: (sql: TransactionSql) => Promise<T>, deadline: number): PendingJob<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const job: WriteJob = { run, deadline, resolve: (value) => resolve(value as T), reject };
  return { job, settled: promise };
}
