import { setTimeout as delay } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';
import type { OrganizationId } from '../../domain/ids.ts';
import { StoreUnavailableError } from '../../ports/store.ts';
import { waitBeforeRetry } from './backoff.ts';
import { commitTransaction } from './commit-transaction.ts';
import { createCourtesy } from './courtesy.ts';
import type { Lifeline } from './lifeline.ts';
import { isConflict, LostRaceError, NewHeadError, toStoreError } from './mongo-errors.ts';
import type { TransactionJob } from './organization-queue.ts';
import { isBrokenConnection, isOutage } from './outage-errors.ts';
import { chooseRemembered, createRecentAnswers } from './recent-answers.ts';
import type { TransactionParts } from './repositories.ts';
import { type Outcome, runWorks } from './run-works.ts';
import { createTransactionScope } from './transaction-scope.ts';

/** Attempts lost to others' transactions: with the waits between them, some ten seconds. */
const CONFLICTS_MAX = 100;
/** Attempts lost to races that no server has seen, with several jobs in one transaction. */
const SHARED_RACES_MAX = 5;
/** Attempts lost to a broken connection or a change of primary. */
const OUTAGES_MAX = 2;

const transactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const;

type Jobs = readonly TransactionJob[];
type Outcomes = ReadonlyMap<TransactionJob, Outcome>;

type Attempt =
  | { readonly kind: 'committed'; readonly outcomes: Outcomes }
  /** `mayBeOnes`: whether it may be the fault of one among those who shared it. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly mayBeOnes: boolean };

export interface TransactionRunner {
  /**
   * Runs the jobs in one transaction as if one after another: they share the turn, what they ask at the same time, the
   * writes and the commit. If it fails by one of them, each gets one of its own. Nobody is told anything before the
   * commit that holds their work. Settles every job; never throws.
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
  const explainTooLong = () =>
    new StoreUnavailableError(`The transaction took longer than ${holdMsMax} ms and was rolled back`);

  const now = () => performance.now();
  const courtesy = createCourtesy(now);
  const recentAnswers = createRecentAnswers(chooseRemembered(parts.models), now);

  async function attempt(
    session: ClientSession,
    organizationId: OrganizationId,
    jobs: Jobs,
  ): Promise<Attempt> {
    const scope = createTransactionScope(session, lifeline);
    let isCommitting = false;
    session.startTransaction(transactionOptions);
    try {
      const isTurnFirst = courtesy.isContended(organizationId);
      const recollection = recentAnswers.recall(organizationId);
      const works = { scope, organizationId, jobs, isTurnFirst, recollection, holdMsMax, explainTooLong };
      const { outcomes, head } = await runWorks(parts, works);
      isCommitting = true;
      await commitTransaction(session, lifeline);
      recollection.keep(head);
      return { kind: 'committed', outcomes };
    } catch (thrown) {
      recentAnswers.forget(organizationId);
      if (session.inTransaction())
        await lifeline.run(() => session.abortTransaction()).catch(() => undefined);
      // `work` may have wrapped a step's error; the step's own says whether another attempt can help.
      const failure = scope.firstFailure();
      const mayHelp = failure !== null && (isConflict(failure.error) || isOutage(failure.error));
      const error = mayHelp ? failure.error : thrown;
      return { kind: 'failed', error, mayBeOnes: !isCommitting && !isOutage(error) };
    }
  }

  async function attemptAgain(organizationId: OrganizationId, jobs: Jobs): Promise<Attempt> {
    let conflicts = 0;
    let outages = 0;
    let races = 0;
    const courtesyMs = courtesy.waitMs(organizationId);
    if (courtesyMs > 0) await delay(courtesyMs);
    for (;;) {
      // A session of each attempt's own: a client that is opened anew ends those there are.
      const session = await lifeline.run(() => connection.startSession());
      const startedAt = performance.now();
      const outcome = await attempt(session, organizationId, jobs);
      const tookMs = performance.now() - startedAt;
      await lifeline.run(() => session.endSession()).catch(() => undefined);
      if (outcome.kind === 'committed') {
        courtesy.won(organizationId);
        return outcome;
      }
      if (outcome.error instanceof LostRaceError) races += 1;
      // One that loses every race must not keep the others from what they want.
      if (races > SHARED_RACES_MAX && jobs.length > 1) return { ...outcome, mayBeOnes: true };
      if (isConflict(outcome.error)) {
        if (!(outcome.error instanceof NewHeadError)) courtesy.lost(organizationId);
        conflicts += 1;
      } else if (isBrokenConnection(outcome.error)) outages += 1;
      else return outcome;
      if (conflicts > CONFLICTS_MAX || outages > OUTAGES_MAX) return { ...outcome, mayBeOnes: false };
      await waitBeforeRetry(Math.max(conflicts, outages), tookMs);
    }
  }

  async function run(organizationId: OrganizationId, jobs: Jobs): Promise<void> {
    const outcome = await attemptAgain(organizationId, jobs).catch(
      (error: unknown) => ({ kind: 'failed', error, mayBeOnes: false }) as const,
    );
    if (outcome.kind === 'committed') {
      for (const job of jobs) tell(job, outcome.outcomes.get(job));
    } else if (outcome.mayBeOnes && jobs.length > 1) {
      for (const job of jobs) await run(organizationId, [job]);
    } else {
      for (const job of jobs) job.reject(toStoreError(outcome.error));
    }
  }

  return { run };
}

/** Nothing to whoever was not run, as their turn had come too late: they have been told. */
function tell(job: TransactionJob, outcome: Outcome | undefined): void {
  if (outcome?.kind === 'returned') job.resolve(outcome.value);
  if (outcome?.kind === 'thrown') job.reject(toStoreError(outcome.error));
}
