import type { ClientSession, Connection } from 'mongoose';
import type { KeyRing } from '../../../domain/crypto/key-ring.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type { Clock } from '../../../ports/clock.ts';
import { OutcomeUnknownError, StoreUnavailableError, type Transaction } from '../../../ports/store.ts';
import { createTransaction, type Models } from '../collections.ts';
import { isConflict, nameError, toStoreError } from '../connection/mongo-errors.ts';
import { isBrokenConnection, isOutage } from '../connection/outage-errors.ts';
import type { Watchdog } from '../connection/watchdog.ts';
import { lockAuditChain } from './audit-chain.ts';
import { waitBeforeRetry } from './backoff.ts';
import { createContext } from './context.ts';
import { createStatementQueue } from './statements.ts';
import { limitTime } from './time-limit.ts';

/** Retries after a conflict with another instance: with the waits between them, some ten seconds. */
const CONFLICTS_MAX = 100;
/** Retries after a broken connection or a change of primary. */
const OUTAGES_MAX = 2;
const COMMIT_RETRIES_MAX = 3;

const transactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const;

export type Work<T> = (tx: Transaction) => Promise<T>;

export interface TransactionParts {
  readonly connection: Connection;
  readonly watchdog: Watchdog;
  readonly models: Models;
  readonly keys: KeyRing;
  readonly wallClock: Clock;
  /** How long `work` may take, milliseconds. */
  readonly holdMsMax: number;
}

/** Runs `work` in a transaction of its own until it commits, or fails for a reason that another attempt would not change. */
export async function runTransaction<T>(
  parts: TransactionParts,
  organizationId: OrganizationId,
  work: Work<T>,
): Promise<T> {
  let conflicts = 0;
  let outages = 0;
  for (;;) {
    try {
      return await attempt(parts, organizationId, work);
    } catch (error) {
      if (isConflict(error)) conflicts += 1;
      else if (isBrokenConnection(error)) outages += 1;
      else throw toStoreError(error);
      if (conflicts > CONFLICTS_MAX || outages > OUTAGES_MAX) throw toStoreError(error);
    }
    await waitBeforeRetry(Math.max(conflicts, outages));
  }
}

async function attempt<T>(
  parts: TransactionParts,
  organizationId: OrganizationId,
  work: Work<T>,
): Promise<T> {
  const { connection, watchdog, models, keys, wallClock, holdMsMax } = parts;
  // A session for each attempt: reopening the client ends those there are.
  const session = await watchdog.run(() => connection.startSession());
  const statements = createStatementQueue(session, watchdog);
  const explainTooLong = () =>
    new StoreUnavailableError(say('storage.unavailable.tooSlow', { milliseconds: holdMsMax }));
  try {
    session.startTransaction(transactionOptions);
    const chain = await lockAuditChain(models.auditHeads, keys, organizationId, statements.run);
    const tx = createTransaction(models, createContext(statements.run, wallClock, models.auditHeads, chain));
    const value = await limitTime(holdMsMax, work(tx), explainTooLong);
    await statements.finish(chain.save);
    await commitTransaction(session, watchdog);
    return value;
  } catch (thrown) {
    statements.cancel();
    // `work` may have replaced a statement's error by one of its own; the first one says whether another attempt can help.
    const failure = statements.firstFailure();
    throw failure !== null && (isConflict(failure.error) || isOutage(failure.error)) ? failure.error : thrown;
  } finally {
    // Aborts what is not committed.
    await watchdog.run(() => session.endSession()).catch(() => undefined);
  }
}

/**
 * Repeats the commit while its answer is lost: the server carries it out once.
 * @throws OutcomeUnknownError if no answer comes; only then is it unknown whether the transaction was written
 */
async function commitTransaction(session: ClientSession, watchdog: Watchdog): Promise<void> {
  for (let retry = 1; ; retry += 1) {
    try {
      return await watchdog.run(() => session.commitTransaction());
    } catch (error) {
      // A conflict means that nothing was written. Any other error leaves it open: the driver throws some of its own when a session ends.
      if (isConflict(error)) throw error;
      if (retry > COMMIT_RETRIES_MAX) {
        throw new OutcomeUnknownError(say('storage.unknown.commit', { error: nameError(error) }));
      }
      await waitBeforeRetry(retry);
    }
  }
}
