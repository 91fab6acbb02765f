import type { AuditDraft } from '../../domain/audit/audit-event.ts';
import type { EmailDomain } from '../../domain/directory/email-domain.ts';
import type { Loss } from '../../domain/directory/loss.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { endLost } from '../directory/end-lost.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

/** People of the domain may still issue for others. */
const lossOfDomain: Loss = { asTarget: 'domain_unverified', asIssuer: null };

/**
 * Takes a domain's verification away: no more codes for its addresses, and the live ones end in the same transaction (N18).
 * @param draft how the loss stands in the history
 * @param draftEnding the same for each code and request that ends; an operator's, unless given
 */
export async function loseDomain(
  deps: Pick<ServiceDeps, 'clock' | 'random' | 'operator'>,
  tx: Transaction,
  { organizationId, name }: EmailDomain,
  draft: AuditDraft,
  draftEnding?: Parameters<typeof endLost>[4],
): Promise<void> {
  await tx.domains.setVerified(organizationId, name, null);
  const findLossOf: Parameters<typeof endLost>[3] = async (userId) => {
    const user = await tx.directory.findUser(organizationId, userId);
    return user?.email?.endsWith(`@${name}`) === true ? lossOfDomain : null;
  };
  await endLost(deps, tx, organizationId, findLossOf, draftEnding);
  await auditAndNotifyOwners(deps, tx, draft);
}
