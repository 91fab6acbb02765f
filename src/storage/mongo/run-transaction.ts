import type { ClientSession, Connection } from 'mongoose';
import type { OrganizationId } from '../../domain/ids.ts';
import { StoreUnavailableError, type Transaction } from '../../ports/store.ts';
import { waitBeforeRetry } from './backoff.ts';
import type { Lifeline } from './lifeline.ts';
import { isCommitUnknown, isConflict, nameError, toStoreError } from './mongo-errors.ts';
import { isBrokenConnection, isOutage } from './outage-errors.ts';
import { createTransaction, type TransactionParts } from './repositories.ts';
import { takeTurn } from './take-turn.ts';
import { limitTime } from './time-limit.ts';
import { createTransactionScope } from './transaction-scope.ts';

/** Attempts lost to others' transactions: with the waits between them, some ten seconds. */
const CONFLICTS_MAX = 100;
/** Attempts lost to a broken connection or a change of primary. */
const OUTAGES_MAX = 2;
const COMMIT_RETRIES_MAX = 3;

const transactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const;

type Attempt<T> =
  | { readonly kind: 'committed'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface TransactionRunner {
  run<T>(organizationId: OrganizationId, work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** @param holdMsMax how long `work` may take */
export function createTransactionRunner(
  connection: Connection,
  lifeline: Lifeline,
  parts: TransactionParts,
  holdMsMax: number,
): TransactionRunner {
  const { auditHeads } = parts.models;
  const tooLong = () =>
    new StoreUnavailableError(`The transaction took longer than ${holdMsMax} ms and was rolled back`);

  async function attempt<T>(
    session: ClientSession,
    organizationId: OrganizationId,
    work: (tx: Transaction) => Promise<T>,
    isFirst: boolean,
  ): Promise<Attempt<T>> {
    const scope = createTransactionScope(session, lifeline);
    session.startTransaction(transactionOptions);
    try {
      const head = await takeTurn(auditHeads, scope.operate, organizationId);
      const { tx, flush } = createTransaction(parts, scope.operate, organizationId, head, isFirst);
      const value = await limitTime(holdMsMax, work(tx), tooLong);
      await scope.settle();
      await scope.operateLast(flush);
      const failure = scope.firstFailure();
      if (failure !== null) throw failure.error;
      await commit(session, lifeline);
      return { kind: 'committed', value };
    } catch (thrown) {
      await scope.settle();
      if (session.inTransaction())
        await lifeline.run(() => session.abortTransaction()).catch(() => undefined);
      // `work` may have wrapped a step's error; the step's own says whether another attempt can help.
      const failure = scope.firstFailure();
      const mayHelp = failure !== null && (isConflict(failure.error) || isOutage(failure.error));
      return { kind: 'failed', error: mayHelp ? failure.error : thrown };
    }
  }

  async function run<T>(organizationId: OrganizationId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    let conflicts = 0;
    let outages = 0;
    for (;;) {
      // A session of each attempt's own: a client that is opened anew ends those there are.
      const session = await startSession();
      const outcome = await attempt(session, organizationId, work, conflicts + outages === 0);
      await lifeline.run(() => session.endSession()).catch(() => undefined);
      if (outcome.kind === 'committed') return outcome.value;
      if (isConflict(outcome.error)) conflicts += 1;
      else if (isBrokenConnection(outcome.error)) outages += 1;
      else throw toStoreError(outcome.error);
      if (conflicts > CONFLICTS_MAX || outages > OUTAGES_MAX) throw toStoreError(outcome.error);
      await waitBeforeRetry(Math.max(conflicts, outages));
    }
  }

  async function startSession(): Promise<ClientSession> {
    try {
      return await lifeline.run(() => connection.startSession());
    } catch (error) {
      throw toStoreError(error);
    }
  }

  return { run };
}

/**
 * Asks again while the answer is lost: a commit may be repeated, the server does it once.
 * @throws StoreUnavailableError if it never answers; only then is it open whether the transaction was written
 */
async function commit(session: ClientSession, lifeline: Lifeline): Promise<void> {
  for (let retry = 1; ; retry += 1) {
    try {
      return await lifeline.run(() => session.commitTransaction());
    } catch (error) {
      if (!isCommitUnknown(error) && !isOutage(error)) throw error;
      if (retry > COMMIT_RETRIES_MAX) {
        throw new StoreUnavailableError(
          `The database did not say whether it committed: ${nameError(error)}. Look before trying again`,
        );
      }
      await waitBeforeRetry(retry);
    }
  }
}
