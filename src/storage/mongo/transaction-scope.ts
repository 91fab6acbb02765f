import type { ClientSession } from 'mongoose';
import type { Lifeline } from './lifeline.ts';
import { toStoreError } from './mongo-errors.ts';
import type { Operate } from './operate.ts';

/** One attempt at a transaction: what runs in it, and what has gone wrong in it. */
export interface TransactionScope {
  /** One step after another: a session carries one statement at a time. */
  readonly operate: Operate;
  /** Resolves when the steps asked for until now are over. */
  idle(): Promise<void>;
  /**
   * The first thing that went wrong. After it the server has given the transaction up, even if `work` caught the error
   * and went on, so the attempt must not be committed, and no further step is made.
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

  return {
    operate(step) {
      const result = tail.then(() => runStep(step));
      tail = result.catch(() => undefined);
      return result;
    },
    async idle() {
      await tail;
    },
    firstFailure: () => failure,
  };
}
