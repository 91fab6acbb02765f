import type { ClientSession } from 'mongoose';
import type { Lifeline } from './lifeline.ts';
import { toStoreError } from './mongo-errors.ts';
import type { Operate } from './operate.ts';

/** One attempt at a transaction: what may run in it, and what has gone wrong in it. */
export interface TransactionScope {
  readonly operate: Operate;
  /** Lets no further step of `operate` in and waits for those that are. */
  settle(): Promise<void>;
  /** A step after all of them. */
  readonly operateLast: Operate;
  /**
   * The first thing that went wrong. After it the server has given the transaction up, even if `work` caught the error
   * and went on, so the attempt must not be committed.
   */
  firstFailure(): { readonly error: unknown } | null;
}

export function createTransactionScope(session: ClientSession, lifeline: Lifeline): TransactionScope {
  let isOpen = true;
  let failure: { readonly error: unknown } | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  async function runStep<T>(step: (session: ClientSession) => Promise<T>): Promise<T> {
    if (failure !== null) throw toStoreError(failure.error);
    try {
      return await lifeline.run(() => step(session));
    } catch (error) {
      failure ??= { error };
      throw toStoreError(error);
    }
  }

  function operate<T>(step: (session: ClientSession) => Promise<T>): Promise<T> {
    if (!isOpen)
      return Promise.reject(new Error('The transaction is over: its `tx` must not be used any more'));
    return operateLast(step);
  }

  function operateLast<T>(step: (session: ClientSession) => Promise<T>): Promise<T> {
    const result = tail.then(() => runStep(step));
    tail = result.catch(() => undefined);
    return result;
  }

  async function settle(): Promise<void> {
    isOpen = false;
    await tail;
  }

  return { operate, settle, operateLast, firstFailure: () => failure };
}
