import type { ClientSession } from 'mongoose';
import type { Lifeline } from './lifeline.ts';
import { toStoreError } from './mongo-errors.ts';
import type { Operate } from './operate.ts';

/** The steps of one of those who share a transaction. */
export interface Steps {
  readonly operate: Operate;
  /** Lets no further one in and waits for those that are. */
  end(): Promise<void>;
}

/** One attempt at a transaction: what may run in it, and what has gone wrong in it. */
export interface TransactionScope {
  openSteps(): Steps;
  /** A step of nobody's but its own, after all that were asked for before. */
  readonly operate: Operate;
  /**
   * The first thing that went wrong. After it the server has given the transaction up, even if `work` caught the error
   * and went on, so the attempt must not be committed.
   */
  firstFailure(): { readonly error: unknown } | null;
}

export function createTransactionScope(session: ClientSession, lifeline: Lifeline): TransactionScope {
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
    const result = tail.then(() => runStep(step));
    tail = result.catch(() => undefined);
    return result;
  }

  function openSteps(): Steps {
    let isOpen = true;
    return {
      operate: (step) =>
        isOpen
          ? operate(step)
          : Promise.reject(new Error('The transaction is over: its `tx` must not be used any more')),
      async end() {
        isOpen = false;
        await tail;
      },
    };
  }

  return { openSteps, operate, firstFailure: () => failure };
}
