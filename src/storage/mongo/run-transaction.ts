import type { ClientSession, Connection } from 'mongoose';
import type { OrganizationId } from '../../domain/ids.ts';
import { StoreUnavailableError } from '../../ports/store.ts';
import { waitBeforeRetry } from './backoff.ts';
import { commitTransaction } from './commit-transaction.ts';
import type { Lifeline } from './lifeline.ts';
import { isConflict, toStoreError } from './mongo-errors.ts';
import type { TransactionJob } from './organization-queue.ts';
import { isBrokenConnection, isOutage } from './outage-errors.ts';
import { createPendingWrites, createTransaction, type TransactionParts } from './repositories.ts';
import { takeTurn } from './take-turn.ts';
import { limitTime } from './time-limit.ts';
import { createTransactionScope, type TransactionScope } from './transaction-scope.ts';

/** Attempts lost to others' transactions: with the waits between them, some ten seconds. */
const CONFLICTS_MAX = 100;
/** Attempts lost to a broken connection or a change of primary. */
const OUTAGES_MAX = 2;

const transactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const;

type Jobs = readonly TransactionJob[];

type Attempt =
  | { readonly kind: 'committed'; readonly values: readonly unknown[] }
  /** `mayBeOnes`: whether it may be the fault of one among those who shared it. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly mayBeOnes: boolean };

export interface TransactionRunner {
  /**
   * Runs the jobs one after another in one transaction, each as if those before it were done: they share the turn, the
   * writes of events and notices, and the commit. If it fails by one of them, each gets one of its own. Nobody is told
   * anything before the commit that holds their work. Settles every job; never throws.
   */
  run(organizationId: OrganizationId, jobs: Jobs): Promise<void>;
}

/** @param holdMsMax how long the work of a transaction may take */
export function createTransactionRunner(
  connection: Connection,
  lifeline: Lifeline,
  parts: TransactionParts,
  holdMsMax: number,
): TransactionRunner {
  const { auditHeads } = parts.models;
  const tooLong = () =>
    new StoreUnavailableError(`The transaction took longer than ${holdMsMax} ms and was rolled back`);

  async function runWorks(
    scope: TransactionScope,
    organizationId: OrganizationId,
    jobs: Jobs,
  ): Promise<unknown[]> {
    const head = await takeTurn(auditHeads, scope.operate, organizationId);
    const pending = createPendingWrites(parts, organizationId, head);
    const until = performance.now() + holdMsMax;
    const values: unknown[] = [];
    for (const [index, { begin, work }] of jobs.entries()) {
      if (scope.firstFailure() !== null || !begin()) continue;
      const steps = scope.openSteps();
      const tx = createTransaction(parts, steps.operate, organizationId, pending);
      try {
        values[index] = await limitTime(until - performance.now(), work(tx), tooLong);
      } finally {
        await steps.end();
      }
    }
    await scope.operate(pending.flush);
    return values;
  }

  async function attempt(
    session: ClientSession,
    organizationId: OrganizationId,
    jobs: Jobs,
  ): Promise<Attempt> {
    const scope = createTransactionScope(session, lifeline);
    let isCommitting = false;
    session.startTransaction(transactionOptions);
    try {
      const values = await runWorks(scope, organizationId, jobs);
      const failure = scope.firstFailure();
      if (failure !== null) throw failure.error;
      isCommitting = true;
      await commitTransaction(session, lifeline);
      return { kind: 'committed', values };
    } catch (thrown) {
      if (session.inTransaction())
        await lifeline.run(() => session.abortTransaction()).catch(() => undefined);
      // `work` may have wrapped a step's error; the step's own says whether another attempt can help.
      const failure = scope.firstFailure();
      const mayHelp = failure !== null && (isConflict(failure.error) || isOutage(failure.error));
      return { kind: 'failed', error: mayHelp ? failure.error : thrown, mayBeOnes: !isCommitting };
    }
  }

  async function attemptAgain(organizationId: OrganizationId, jobs: Jobs): Promise<Attempt> {
    let conflicts = 0;
    let outages = 0;
    for (;;) {
      // A session of each attempt's own: a client that is opened anew ends those there are.
      const session = await lifeline.run(() => connection.startSession());
      const outcome = await attempt(session, organizationId, jobs);
      await lifeline.run(() => session.endSession()).catch(() => undefined);
      if (outcome.kind === 'committed') return outcome;
      if (isConflict(outcome.error)) conflicts += 1;
      else if (isBrokenConnection(outcome.error)) outages += 1;
      else return outcome;
      if (conflicts > CONFLICTS_MAX || outages > OUTAGES_MAX) return { ...outcome, mayBeOnes: false };
      await waitBeforeRetry(Math.max(conflicts, outages));
    }
  }

  async function run(organizationId: OrganizationId, jobs: Jobs): Promise<void> {
    const outcome = await attemptAgain(organizationId, jobs).catch(
      (error: unknown) => ({ kind: 'failed', error, mayBeOnes: false }) as const,
    );
    if (outcome.kind === 'committed') {
      for (const [index, job] of jobs.entries()) job.resolve(outcome.values[index]);
    } else if (outcome.mayBeOnes && jobs.length > 1) {
      for (const job of jobs) await run(organizationId, [job]);
    } else {
      for (const job of jobs) job.reject(toStoreError(outcome.error));
    }
  }

  return { run };
}
