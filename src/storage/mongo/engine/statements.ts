import type { ClientSession } from 'mongoose';
import { isConflict, toStoreError } from '../connection/mongo-errors.ts';
import type { Watchdog } from '../connection/watchdog.ts';
import { waitBeforeRetry } from './backoff.ts';

/**
 * How every repository talks to the database. Inside a transaction the statement gets its session and runs after the statements before it;
 * outside, the session is `null`. The driver's errors come out as the port's.
 */
export type RunStatement = <T>(statement: (session: ClientSession | null) => Promise<T>) => Promise<T>;

/** How long a statement is retried while another one is in its way. */
const CONFLICT_MS_MAX = 10_000;

/**
 * Statements outside transactions. MongoDB itself retries one that meets another's write, but servers compatible with it may reject it
 * instead, with nothing written: then we retry.
 * @param assertOpen throws once the store is closed
 */
export function createStatementRunner(watchdog: Watchdog, assertOpen: () => void): RunStatement {
  return async (statement) => {
    const deadline = performance.now() + CONFLICT_MS_MAX;
    for (let attempt = 1; ; attempt += 1) {
      assertOpen();
      try {
        return await watchdog.run(() => statement(null));
      } catch (error) {
        if (!isConflict(error) || performance.now() > deadline) throw toStoreError(error);
      }
      await waitBeforeRetry(attempt);
    }
  };
}

export type Statement<T> = (session: ClientSession) => Promise<T>;

/** The statements of one attempt at a transaction, one after another: a session carries one at a time. */
export interface StatementQueue {
  readonly run: RunStatement;
  /** Refuses further statements, waits for those already requested, then runs the last one. @throws if any of them failed */
  finish(last: Statement<unknown>): Promise<void>;
  /** Refuses further statements. */
  cancel(): void;
  /**
   * The first statement that failed. The server has given the transaction up by then, even if `work` caught the error and went on: it
   * must not be committed, and no further statement is sent.
   */
  firstFailure(): { readonly error: unknown } | null;
}

export function createStatementQueue(session: ClientSession, watchdog: Watchdog): StatementQueue {
  let isOpen = true;
  let failure: { readonly error: unknown } | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  async function runNext<T>(statement: Statement<T>): Promise<T> {
    if (failure !== null) throw toStoreError(failure.error);
    try {
      return await watchdog.run(() => statement(session));
    } catch (error) {
      failure = { error };
      throw toStoreError(error);
    }
  }

  return {
    async run(statement) {
      if (!isOpen) throw new Error('The transaction is over: its `tx` must not be used after it');
      const result = tail.then(() => runNext(statement));
      tail = result.catch(() => undefined);
      return result;
    },
    async finish(last) {
      isOpen = false;
      await tail;
      await runNext(last);
    },
    cancel() {
      isOpen = false;
    },
    firstFailure: () => failure,
  };
}
