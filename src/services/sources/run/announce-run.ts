import type { AuditActor, AuditDraft } from '../../../domain/audit/audit-event.ts';
import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import type { LastingProblem, SyncRun } from '../../../domain/directory/sync-run.ts';
import type { SyncStreak } from '../../../domain/directory/sync-streak.ts';
import type { Transaction } from '../../../ports/store.ts';
import { operatorActor } from '../../audit/draft-operator-audit.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../../deps.ts';
import { enqueueForOwners } from '../../notices/alarm.ts';
import type { RunLease } from './run-lease.ts';

/** Ten of them stay below Slack's 3,000 characters for a section, even if every character is escaped. */
const NAME_LENGTH_MAX = 55;

type Deps = Pick<ServiceDeps, 'clock' | 'random' | 'operator'>;

/** A run that is due is the program's own. */
export function actorOf(deps: Pick<Deps, 'operator'>): AuditActor {
  return deps.operator === undefined ? systemActor : operatorActor(deps);
}

export function originOf({ operator }: Pick<Deps, 'operator'>): string {
  return operator === undefined ? 'system' : 'cli';
}

/** A run's line in the history: what it did, or why it didn't. */
export function draftSyncAudit(
  deps: Deps,
  { organizationId, sourceId, runId, source }: RunLease,
  { state, counts, losing, problem, brakeDigest }: Partial<SyncRun>,
): AuditDraft {
  return draftAudit(deps, {
    organizationId,
    action: 'directory.synced',
    outcome:
      state === 'done' ? 'allowed' : state === 'waiting' || state === 'discarded' ? 'refused' : 'failed',
    actor: actorOf(deps),
    target: sourceId,
    reason: problem ?? null,
    source: originOf(deps),
    details: {
      name: source.name,
      runId,
      state: state ?? null,
      ...counts,
      ...(losing === undefined ? {} : { losing }),
      ...(typeof brakeDigest === 'string' ? { digest: brakeDigest } : {}),
    },
  });
}

/** Asks every owner about a run that would take access from many people. */
export async function notifyOfWaiting(
  deps: Deps,
  tx: Transaction,
  { organizationId, sourceId, runId }: RunLease,
  {
    losing,
    live,
    names,
  }: { readonly losing: number; readonly live: number; readonly names: readonly DirectoryUser[] },
): Promise<void> {
  await enqueueForOwners(deps, tx, organizationId, {
    kind: 'security_sync_waiting',
    sourceId,
    runId,
    losing,
    live,
    names: names.map((user) => `${user.displayName} (${loginOf(user)})`.slice(0, NAME_LENGTH_MAX)).join('\n'),
  });
}

/** Notifies every owner that a source keeps failing, or works again. */
export async function notifyOfStreak(
  deps: Deps,
  tx: Transaction,
  { organizationId, sourceId }: RunLease,
  {
    before: { goodAt },
    after: { failed },
    problem,
  }: { readonly before: SyncStreak; readonly after: SyncStreak; readonly problem: LastingProblem },
): Promise<void> {
  const content =
    failed === 0
      ? ({ kind: 'security_source_works', sourceId, goodAt } as const)
      : ({
          kind: 'security_source_failing',
          sourceId,
          problem,
          failed,
          goodAt,
        } as const);
  await enqueueForOwners(deps, tx, organizationId, content);
}
