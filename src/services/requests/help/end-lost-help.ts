import type { AuditDraft } from '../../../domain/audit/audit-event.ts';
import type { Loss, LossReason } from '../../../domain/directory/loss.ts';
import type { OrganizationId, UserId } from '../../../domain/ids.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { AuditFacts, ServiceDeps } from '../../deps.ts';
import { returnToQueue } from './return-to-queue.ts';
import { settleHelp } from './settle-help.ts';

/** A place in the queue rests on who they are, not on their role or address: those may change. */
const ending: readonly (LossReason | null | undefined)[] = ['not_confirmed', 'slack_account_lost'];

/**
 * Ends the requests for help of people who were suspended, have left or lost their Slack account, and of managers who asked for others. One
 * that a person has taken who can issue no longer waits again.
 */
export async function endLostHelp(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  organizationId: OrganizationId,
  findLossOf: (userId: UserId) => Promise<Loss | null>,
  draft: (facts: Omit<AuditFacts, 'actor' | 'source'>) => AuditDraft,
): Promise<void> {
  for (const help of await tx.helpRequests.listOpen(organizationId)) {
    const { id: helpRequestId, targetId: target, askerId, takenBy, state: stateBefore } = help;
    const losses = [await findLossOf(target), await findLossOf(askerId)].map((loss) => loss?.asTarget);
    const reason = losses.find((each) => ending.includes(each)) ?? null;
    const details = { helpRequestId, stateBefore };
    if (reason !== null) {
      await settleHelp(deps, tx, help, 'cancelled', { cancelReason: 'not_allowed' });
      await tx.audit.append(draft({ organizationId, action: 'help.cancelled', target, reason, details }));
      continue;
    }
    const why = takenBy === null ? null : ((await findLossOf(takenBy))?.asIssuer ?? null);
    const organization = why === null ? null : await tx.organizations.findById(organizationId);
    if (organization !== null)
      await returnToQueue(deps, tx, help, organization.policy, { draft, reason: why });
  }
}
