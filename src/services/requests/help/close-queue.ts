import type { AuditDraft } from '../../../domain/audit/audit-event.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { AuditFacts, ServiceDeps } from '../../deps.ts';
import { announceHelp } from './announce-help.ts';
import { settleHelp } from './settle-help.ts';

/** The policy has no queue any longer: who waits is sent elsewhere. What someone has taken goes on, as a call may be under way. */
export async function closeQueue(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  organizationId: OrganizationId,
  draft: (facts: Omit<AuditFacts, 'actor' | 'source'>) => AuditDraft,
): Promise<void> {
  for (const help of await tx.helpRequests.listOpen(organizationId)) {
    if (help.state !== 'waiting') continue;
    const { id: helpRequestId, targetId: target, state: stateBefore } = help;
    const reason = 'switched_off';
    const ended = await settleHelp(deps, tx, help, 'cancelled', { cancelReason: reason });
    if (ended === null) continue;
    const details = { helpRequestId, stateBefore };
    await tx.audit.append(draft({ organizationId, action: 'help.cancelled', target, reason, details }));
    await announceHelp(deps, tx, ended, 'cancelled');
  }
}
