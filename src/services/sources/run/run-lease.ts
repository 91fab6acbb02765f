import type { Source } from '../../../domain/directory/source.ts';
import { isUnderWay, noSyncCounts, type SyncRun } from '../../../domain/directory/sync-run.ts';
import { newStreak } from '../../../domain/directory/sync-streak.ts';
import type { OrganizationId, SourceId, SyncRunId } from '../../../domain/ids.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';

type Deps = Pick<ServiceDeps, 'store' | 'clock' | 'random'>;

/**
 * How long an instance may be silent before another starts its run again. A connector answers within two minutes or fails, and clocks
 * differ by seconds.
 */
export const SYNC_LEASE_MS = 5 * 60_000;
/** Slow enough not to wait for the disk at every page. */
const RENEW_AFTER_MS = 30_000;

/** A run that this instance does. */
export interface RunLease {
  readonly organizationId: OrganizationId;
  readonly sourceId: SourceId;
  readonly runId: SyncRunId;
  readonly holder: string;
  /** The source as it was when the run was claimed. */
  readonly source: Source;
  readonly run: SyncRun;
}

export type StopReason =
  /** Another instance has taken the run over. */
  | 'lost'
  | 'cancelled'
  /** The operator changed or removed the source. */
  | 'source_changed';

/** The run ends here; nothing of the transaction was written. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`The sync was stopped: ${reason}`);
    this.reason = reason;
  }
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly lease: RunLease }
  | { readonly kind: 'unknown_source' }
  /** Another instance does it. */
  | { readonly kind: 'busy'; readonly run: SyncRun }
  /** An owner has to decide first. */
  | { readonly kind: 'waiting'; readonly run: SyncRun };

/** Claims a new run, or one whose lease has ended: it starts again, with the same id. */
export async function claimRun(
  deps: Deps,
  organizationId: OrganizationId,
  sourceId: SourceId,
  { isFull }: { readonly isFull: boolean },
): Promise<ClaimResult> {
  const holder = deps.random.id('syncRun');
  const newId = deps.random.id('syncRun');
  return deps.store.transact(organizationId, async (tx) => {
    const source = await tx.sources.find(organizationId, sourceId);
    if (source === null) return { kind: 'unknown_source' };
    const before = source.run;
    const now = deps.clock.now();
    const isTaken = isUnderWay(before);
    if (isTaken && before.leaseUntil > now) return { kind: 'busy', run: before };
    if (before?.state === 'waiting') return { kind: 'waiting', run: before };
    const leased = { leaseHolder: holder, leaseUntil: now + SYNC_LEASE_MS };
    const run: SyncRun = isTaken
      ? { ...before, ...leased, state: 'reading', counts: noSyncCounts, isFull: before.isFull || isFull }
      : {
          id: newId,
          state: 'reading',
          isFull,
          ...leased,
          startedAt: now,
          endedAt: null,
          counts: noSyncCounts,
          losing: 0,
          problem: null,
          detail: null,
          brakeDigest: null,
          discardedDigest: before?.discardedDigest ?? null,
          streak: before?.streak ?? newStreak,
        };
    await tx.sources.update({ ...source, run });
    return {
      kind: 'claimed',
      lease: { organizationId, sourceId, runId: run.id, holder, source, run },
    };
  });
}

/**
 * Asserts, inside the transaction that writes, that the run is still this instance's, and renews the lease with it.
 * @throws RunStopped
 */
export async function holdLease(
  { clock }: Pick<Deps, 'clock'>,
  tx: Pick<Transaction, 'sources'>,
  lease: RunLease,
  changes: { readonly source?: Partial<Source>; readonly run?: Partial<SyncRun> } = {},
): Promise<void> {
  const source = await tx.sources.find(lease.organizationId, lease.sourceId);
  if (source === null || source.updatedAt !== lease.source.updatedAt) throw new RunStopped('source_changed');
  const { run } = source;
  if (run?.id === lease.runId && run.state === 'cancelled') throw new RunStopped('cancelled');
  if (run?.id !== lease.runId || run.leaseHolder !== lease.holder || !isUnderWay(run))
    throw new RunStopped('lost');
  const leaseUntil = clock.now() + SYNC_LEASE_MS;
  await tx.sources.update({ ...source, ...changes.source, run: { ...run, leaseUntil, ...changes.run } });
}

/** Renews the lease while nothing is written, unless that was done a moment ago. @throws RunStopped */
export function createRenewal(deps: Deps, lease: RunLease): () => Promise<void> {
  let renewedAt = deps.clock.now();
  return async () => {
    if (deps.clock.now() - renewedAt < RENEW_AFTER_MS) return;
    await deps.store.transact(lease.organizationId, (tx) => holdLease(deps, tx, lease));
    renewedAt = deps.clock.now();
  };
}

/** Gives a run back, so that another instance starts it again without waiting for the lease to end. */
export async function releaseRun(deps: Deps, lease: RunLease): Promise<void> {
  await deps.store.transact(lease.organizationId, (tx) =>
    holdLease(deps, tx, lease, { run: { leaseHolder: null, leaseUntil: 0 } }),
  );
}
