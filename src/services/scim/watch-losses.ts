import { isLargeLoss } from '../../domain/directory/provision/brake.ts';
import { OutcomeUnknownError, StoreUnavailableError } from '../../ports/store.ts';
import { countInHour } from '../audit/count-in-hour.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { actorOf, type ScimCaller } from './scim-caller.ts';

/**
 * What the brake is for a sync: a SCIM client that takes status or role from more than that share of its people within an hour is told to
 * the owners. It isn't stopped, as it sends its changes one by one and each may be right. At each doubling the owners hear of it again.
 */
export function createWatchLosses(deps: ServiceDeps) {
  /** @param losing from how many people a change took something, after its transaction */
  return async function watchLosses(caller: ScimCaller, losing: number): Promise<void> {
    if (losing === 0) return;
    try {
      await watch(caller, losing);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      // The change itself is written: "nothing was changed" would be wrong.
      throw new OutcomeUnknownError(error.message, { cause: error });
    }
  };

  async function watch(caller: ScimCaller, losing: number): Promise<void> {
    const { organizationId, id, name, brakePercent } = caller.source;
    const total = await countInHour(deps, `scim-losses:${id}`, losing);
    const left = await deps.store.read.directory.countLiveOfSource(organizationId, id);
    const live = left + total;
    if (!isLargeLoss(total, live, brakePercent)) return;
    const doublings = Math.floor(Math.log2(total));
    if ((await countInHour(deps, `scim-losses-told:${id}:${doublings}`)) > 1) return;
    await deps.store.transact(organizationId, (tx) =>
      auditAndNotifyOwners(
        deps,
        tx,
        draftAudit(deps, {
          organizationId,
          action: 'directory.large_loss',
          actor: actorOf(caller),
          target: name,
          source: caller.from,
          details: { losing: total, left },
        }),
      ),
    );
  }
}
