import type { Conflict } from '../../domain/directory/conflict.ts';
import type { ServiceDeps } from '../deps.ts';
import { PROVISION_BATCH } from '../directory/provision/plan-provision.ts';
import { provisionBatch } from '../directory/provision/provision-batch.ts';
import { actorOf, originOf } from './run/announce-run.ts';
import { isLosing, PlanOutdated } from './run/plan-run.ts';
import { holdLease, type RunLease } from './run/run-lease.ts';

/**
 * Decides again on the people whose manager no one knew, after a run that brought people in: one of those may be the manager. A list of
 * changes does not tell of the others again, and a manager who is named by address may have come after them.
 */
export async function tellOfNewManagers(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'operator'>,
  lease: RunLease,
  goOn: () => Promise<void>,
): Promise<void> {
  const { organizationId, sourceId, source } = lease;
  const author = { actor: actorOf(deps), from: originOf(deps) };
  for (let after: Conflict | null = null; ; ) {
    const page: Conflict[] = await deps.store.read.conflicts.list(organizationId, {
      sourceId,
      after,
      limit: PROVISION_BATCH,
    });
    const ids = page.filter(({ kind }) => kind === 'unknown_manager').map(({ externalId }) => externalId);
    await goOn();
    if (ids.length > 0)
      await deps.store.transact(organizationId, async (tx) => {
        await holdLease(deps, tx, lease);
        const people = await tx.sourcePeople.listByExternalIds(organizationId, sourceId, ids);
        const told = people.map(({ externalId, record }) => ({ externalId, record }));
        const decided = await provisionBatch(deps, tx, source, told, author);
        if (decided.some(({ decision }) => isLosing(decision))) throw new PlanOutdated();
      });
    after = page.at(-1) ?? null;
    if (page.length < PROVISION_BATCH) return;
  }
}
