import { StoreUnavailableError } from '../../ports/store.ts';
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

/**
 * @param holdMsMax how long one run may take
 */
export function createWriteJob<T>(
  work: (sql: TransactionSql) => Promise<T>,
  deadline: number,
  holdMsMax: number,
): PendingJob<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const job: WriteJob = {
    run: (sql) => withinLimit(work(sql), holdMsMax),
    deadline,
    resolve: (value) => resolve(value as T),
    reject,
  };
  return { job, settled: promise };
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
