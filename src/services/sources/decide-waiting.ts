import type { AuditActor } from '../../domain/audit/audit-event.ts';
import type { Source } from '../../domain/directory/source.ts';
import { isUnderWay, noSyncCounts, type SyncRun } from '../../domain/directory/sync-run.ts';
import type { OrganizationId, SourceId } from '../../domain/ids.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;

export interface Decision {
  readonly kind: 'apply' | 'discard';
  /** The people that were asked about; a decision covers these and no others. `null`: those that the run asks about now. */
  readonly digest: string | null;
  readonly actor: AuditActor;
  /** From where, for the history. */
  readonly origin: string;
}

export type DecideResult =
  | { readonly kind: 'applied' | 'discarded'; readonly source: Source; readonly losing: number }
  | { readonly kind: 'unknown_source' }
  /** It was decided already, or another set of people is asked about now. */
  | { readonly kind: 'nothing_waits'; readonly source: Source };

/**
 * Applies or discards the run that waits, in the caller's transaction. An applied run reads its source again, and takes access from exactly
 * the people that were asked about; if they have changed, it asks again. The caller has made sure that the actor may decide.
 */
export async function decideWaiting(
  deps: Deps,
  tx: Pick<Transaction, 'sources' | 'audit'>,
  organizationId: OrganizationId,
  sourceId: SourceId,
  { kind, digest, actor, origin }: Decision,
): Promise<DecideResult> {
  const source = await tx.sources.find(organizationId, sourceId);
  if (source === null) return { kind: 'unknown_source' };
  const { run } = source;
  // What an owner discarded may still be applied: they corrected themselves.
  const isOpen = run?.state === 'waiting' || (kind === 'apply' && run?.state === 'discarded');
  const isMeant = run?.brakeDigest !== null && (digest === null || digest === run?.brakeDigest);
  if (run === null || !isOpen || !isMeant) return { kind: 'nothing_waits', source };
  const after =
    kind === 'apply'
      ? start(deps, run)
      : ({ ...run, state: 'discarded', discardedDigest: run.brakeDigest } as const);
  await tx.sources.update({ ...source, run: after });
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'source.decided',
      actor,
      target: sourceId,
      source: origin,
      details: { name: source.name, decision: kind, losing: run.losing, digest: run.brakeDigest },
    }),
  );
  return { kind: kind === 'apply' ? 'applied' : 'discarded', source, losing: run.losing };
}

/** A run that any instance may take, with the set of people that it may take access from. */
function start({ clock, random }: Deps, { brakeDigest, isFull }: SyncRun): SyncRun {
  return {
    id: random.id('syncRun'),
    state: 'reading',
    isFull,
    leaseHolder: null,
    leaseUntil: 0,
    startedAt: clock.now(),
    endedAt: null,
    counts: noSyncCounts,
    losing: 0,
    problem: null,
    detail: null,
    brakeDigest,
    discardedDigest: null,
  };
}

export type CancelResult =
  | { readonly kind: 'cancelled'; readonly source: Source }
  | { readonly kind: 'not_running'; readonly source: Source }
  | { readonly kind: 'unknown_source' };

/** Ends a run that is under way; the instance that does it stops before its next write. */
export function createCancelSync(deps: Pick<ServiceDeps, 'store' | 'clock'>) {
  return async function cancelSync(
    organizationId: OrganizationId,
    sourceId: SourceId,
  ): Promise<CancelResult> {
    return deps.store.transact(organizationId, async (tx) => {
      const source = await tx.sources.find(organizationId, sourceId);
      if (source === null) return { kind: 'unknown_source' };
      const { run } = source;
      if (!isUnderWay(run)) return { kind: 'not_running', source };
      const ended = { ...run, state: 'cancelled', endedAt: deps.clock.now(), leaseHolder: null } as const;
      await tx.sources.update({ ...source, run: ended });
      return { kind: 'cancelled', source };
    });
  };
}
