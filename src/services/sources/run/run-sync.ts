import { digestLosing } from '../../../domain/directory/provision/brake.ts';
import type { SyncCounts, SyncRun } from '../../../domain/directory/sync-run.ts';
import type { OrganizationId, SourceId } from '../../../domain/ids.ts';
import { StagingUnavailableError } from '../../../ports/directory/import-staging.ts';
import type { SourceConnector, SourceConnectors } from '../../../ports/directory/source.ts';
import { type OpenSyncStaging, type SyncStaging, syncTurns } from '../../../ports/directory/sync-staging.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import { VendorError } from '../../../ports/vendor.ts';
import type { ServiceDeps } from '../../deps.ts';
import { PROVISION_BATCH } from '../../directory/provision/plan-provision.ts';
import { provisionBatch } from '../../directory/provision/provision-batch.ts';
import { openSourceSecret } from '../../vendors/vendor-secret.ts';
import { readSourceAccess } from '../source-access.ts';
import { tellOfNewManagers } from '../tell-of-new-managers.ts';
import { actorOf, originOf } from './announce-run.ts';
import {
  createCounter,
  isLosing,
  PlanOutdated,
  pages,
  planRun,
  type RunPlan,
  stageMissing,
} from './plan-run.ts';
import { mustReadAll, readSnapshot } from './read-snapshot.ts';
import { createRunEnd } from './run-end.ts';
import {
  type ClaimResult,
  claimRun,
  createRenewal,
  holdLease,
  type RunLease,
  RunStopped,
  releaseRun,
} from './run-lease.ts';
import type { SyncResult } from './sync-result.ts';

export interface SyncDeps extends ServiceDeps {
  readonly connectors: SourceConnectors;
  readonly openSyncStaging: OpenSyncStaging;
}

export interface SyncProgress {
  readonly step: 'read' | 'plan' | 'apply';
  readonly done: number;
  /** `null` until the source has been read. */
  readonly total: number | null;
}

export interface SyncOptions {
  /** Read everything, even if the source can list changes. */
  readonly isFull: boolean;
  readonly signal: AbortSignal;
  /** What an abort means: the operator cancels the run, or the instance stops and another goes on. */
  readonly onAbort: 'cancel' | 'release';
  readonly onProgress?: (progress: SyncProgress) => void;
}

/**
 * One run over a source: read it, plan, ask if much would be lost, write, report. Every write happens in a transaction that has made sure
 * that the run is still this instance's. A run that dies is started again by another instance, and what it wrote stays right.
 */
export function createRunSync(deps: SyncDeps) {
  const { end, stop, fail, failChanged } = createRunEnd(deps);

  return async function runSync(
    organizationId: OrganizationId,
    sourceId: SourceId,
    options: SyncOptions,
  ): Promise<SyncResult> {
    const found = await deps.store.read.sources.find(organizationId, sourceId);
    if (found === null) return { kind: 'unknown_source' };
    const connector = await deps.connectors.load(found.kind);
    if (connector === null) return { kind: 'not_read' };
    const isFull = options.isFull || mustReadAll(found, deps.clock.now());
    const claim: ClaimResult = await claimRun(deps, organizationId, sourceId, { isFull });
    if (claim.kind === 'waiting') return { kind: 'must_decide', run: claim.run };
    if (claim.kind !== 'claimed') return claim;
    const { lease } = claim;
    let staging: SyncStaging | null = null;
    try {
      staging = deps.openSyncStaging();
      return await run(lease, connector, staging, options);
    } catch (error) {
      return await endBadly(lease, options, error);
    } finally {
      staging?.close();
    }
  };

  async function run(
    lease: RunLease,
    connector: SourceConnector,
    staging: SyncStaging,
    { signal, onProgress = () => {} }: SyncOptions,
  ): Promise<SyncResult> {
    const { source } = lease;
    const opened = openSourceSecret(deps, source);
    if (opened.kind === 'unreadable') return fail(lease, 'secret_unreadable', null);
    const renew = createRenewal(deps, lease);
    const goOn = async (): Promise<void> => {
      if (signal.aborted) throw new VendorError('cancelled');
      await renew();
    };
    const startedAt = deps.clock.now();
    const connection = connector.open(await readSourceAccess(deps, source, opened.secret));
    const snapshot = await readSnapshot(connection, staging, {
      cursor: lease.run.isFull ? null : source.cursor,
      signal,
      onPage: async (done) => {
        onProgress({ step: 'read', done, total: null });
        await goOn();
      },
    });
    if (snapshot.isWhole) await stageMissing(deps, staging, source, goOn);
    const total = staging.count();
    const plan = await planRun(deps, staging, source, {
      shownMax: 0,
      onPage: async (done) => {
        onProgress({ step: 'plan', done, total });
        await goOn();
      },
    });
    const { brake } = plan;
    if (brake.kind === 'stop' && brake.digest !== lease.run.brakeDigest)
      return stop(lease, plan, brake.digest);
    const counts = await apply(lease, staging, plan, goOn, (done, toWrite) =>
      onProgress({ step: 'apply', done, total: toWrite }),
    );
    if (counts.created > 0) await tellOfNewManagers(deps, lease, goOn);
    await end(
      lease,
      'done',
      { counts, losing: plan.losing.length, discardedDigest: null, brakeDigest: null },
      {
        cursor: snapshot.cursor ?? (snapshot.isWhole ? null : source.cursor),
        ...(snapshot.isWhole ? { lastFullAt: startedAt } : {}),
      },
    );
    return { kind: 'done', counts };
  }

  /** Writes what the plan says, a few hundred people in a transaction, each decided again on the directory as it is then. */
  async function apply(
    lease: RunLease,
    staging: SyncStaging,
    plan: RunPlan,
    goOn: () => Promise<void>,
    onProgress: (done: number, total: number) => void,
  ): Promise<SyncCounts> {
    const counter = createCounter(plan.stored);
    const author = { actor: actorOf(deps), from: originOf(deps) };
    const findMissing = (ids: readonly string[]) => staging.findMissing(ids);
    const total = staging.countToWrite();
    let written = 0;
    let lost = 0;
    // What an owner agreed to shrinks with what is done of it: an instance that takes the run over asks about no one again, and about anyone else.
    const consent = (): Partial<SyncRun> =>
      lease.run.brakeDigest === null ? {} : { brakeDigest: digestLosing(plan.losing.slice(lost)) };
    for (const turn of syncTurns) {
      for (const people of pages((after) => staging.listToWrite(turn, after, PROVISION_BATCH))) {
        await goOn();
        // Both lists are in the order of external ids.
        if (turn === 'losses') lost += people.length;
        const decisions = await deps.store.transact(lease.organizationId, async (tx) => {
          await holdLease(deps, tx, lease, { run: { state: 'applying', ...consent() } });
          const written = await provisionBatch(deps, tx, lease.source, people, author, { findMissing });
          const decisions = written.map(({ decision }) => decision);
          if (turn !== 'losses' && decisions.some(isLosing)) throw new PlanOutdated();
          return decisions;
        });
        for (const decision of decisions) counter.add(decision);
        written += people.length;
        onProgress(written, total);
      }
    }
    return counter.counts();
  }

  async function endBadly(
    lease: RunLease,
    { signal, onAbort }: SyncOptions,
    error: unknown,
  ): Promise<SyncResult> {
    try {
      if (error instanceof RunStopped) {
        if (error.reason === 'source_changed') return await failChanged(lease);
        return { kind: error.reason === 'cancelled' ? 'cancelled' : 'lost' };
      }
      if (signal.aborted && onAbort === 'release') {
        await releaseRun(deps, lease);
        return { kind: 'released' };
      }
      if (error instanceof VendorError) return await fail(lease, error.problem, error.detail);
      if (error instanceof StagingUnavailableError) return await fail(lease, 'no_room', null);
      if (error instanceof PlanOutdated || error instanceof UniqueViolationError)
        return await fail(lease, 'directory_changed', null);
      return await fail(lease, 'internal', null, error);
    } catch (ending) {
      if (ending instanceof RunStopped) return { kind: ending.reason === 'cancelled' ? 'cancelled' : 'lost' };
      // The store is away: the lease ends by itself, and another instance starts the run again.
      throw error instanceof VendorError || error instanceof RunStopped ? ending : error;
    }
  }
}
