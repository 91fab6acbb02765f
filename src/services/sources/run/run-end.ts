import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type {
  LastingProblem,
  SyncProblem,
  SyncRun,
  SyncRunState,
} from '../../../domain/directory/sync-run.ts';
import { failAgain, newStreak, type SyncStreak, workAgain } from '../../../domain/directory/sync-streak.ts';
import type { ServiceDeps } from '../../deps.ts';
import { draftSyncAudit, notifyOfStreak, notifyOfWaiting } from './announce-run.ts';
import type { RunPlan } from './plan-run.ts';
import { holdLease, type RunLease } from './run-lease.ts';
import type { SyncResult } from './sync-result.ts';

/** How a run ends. Each end writes the report and its audit event in one transaction, and only while the run is this instance's. */
export function createRunEnd(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'operator'>) {
  return { end, stop, fail, failChanged };

  /** The brake: an owner is asked, unless they have answered already. */
  async function stop(lease: RunLease, plan: RunPlan, digest: string): Promise<SyncResult> {
    const { losing, live, losingShown: names, counts } = plan;
    const facts = { counts, losing: losing.length, brakeDigest: digest };
    if (digest === lease.run.discardedDigest) {
      await end(lease, 'discarded', facts);
      return { kind: 'discarded' };
    }
    const { brakePercent } = lease.source;
    await end(lease, 'waiting', facts, {}, { live, names });
    return { kind: 'waiting', losing: losing.length, live, brakePercent, names };
  }

  async function fail(
    lease: RunLease,
    problem: SyncProblem,
    detail: string | null,
    error?: unknown,
  ): Promise<SyncResult> {
    await end(lease, problem === 'cancelled' ? 'cancelled' : 'failed', { problem, detail });
    if (problem === 'cancelled') return { kind: 'cancelled' };
    return { kind: 'failed', problem, detail, ...(error === undefined ? {} : { error }) };
  }

  async function end(
    lease: RunLease,
    state: SyncRunState,
    facts: Partial<SyncRun>,
    sourceFacts: { readonly cursor?: string | null; readonly lastFullAt?: number } = {},
    asked: { readonly live: number; readonly names: readonly DirectoryUser[] } | null = null,
  ): Promise<void> {
    const now = deps.clock.now();
    const before = lease.run.streak ?? newStreak;
    const { streak, mustNotify } = judgeStreak(state, before, now);
    const run = { state, endedAt: now, leaseHolder: null, streak, ...facts };
    await deps.store.transact(lease.organizationId, async (tx) => {
      await holdLease(deps, tx, lease, { source: sourceFacts, run });
      await tx.audit.append(draftSyncAudit(deps, lease, run));
      const problem = lastingProblem(facts.problem ?? null);
      if (mustNotify) await notifyOfStreak(deps, tx, lease, { before, after: streak, problem });
      if (asked !== null) await notifyOfWaiting(deps, tx, lease, { ...asked, losing: facts.losing ?? 0 });
    });
  }

  /** The operator changed the source: the run ends, and the next one reads with the new settings. */
  async function failChanged(lease: RunLease): Promise<SyncResult> {
    const now = deps.clock.now();
    const isGone = await deps.store.transact(lease.organizationId, async (tx) => {
      const source = await tx.sources.find(lease.organizationId, lease.sourceId);
      const isOurs = source?.run?.id === lease.runId && source.run.leaseHolder === lease.holder;
      if (source === null || source.run === null || !isOurs) return source === null;
      const run = {
        ...source.run,
        state: 'failed',
        problem: 'source_changed',
        endedAt: now,
        leaseHolder: null,
      } as const;
      await tx.sources.update({ ...source, run });
      await tx.audit.append(draftSyncAudit(deps, lease, run));
      return false;
    });
    return isGone ? { kind: 'unknown_source' } : { kind: 'failed', problem: 'source_changed', detail: null };
  }
}

/** A run that an owner has to decide about has read its source. One that was cancelled says nothing about it. */
function judgeStreak(
  state: SyncRunState,
  before: SyncStreak,
  now: number,
): { readonly streak: SyncStreak; readonly mustNotify: boolean } {
  if (state === 'failed') return failAgain(before, now);
  return state === 'cancelled' ? { streak: before, mustNotify: false } : workAgain(before, now);
}

function lastingProblem(problem: SyncProblem | null): LastingProblem {
  return problem === null || problem === 'cancelled' || problem === 'source_changed' ? 'internal' : problem;
}
