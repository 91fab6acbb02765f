import type { AuditActor } from '../../../domain/audit/audit-event.ts';
import { parseEmail } from '../../../domain/directory/email.ts';
import type { Source } from '../../../domain/directory/source.ts';
import { judgeDomain } from '../../../domain/requests/domain-dependence.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { insertLink } from '../insert-link.ts';
import { readDomain } from '../read-domain.ts';
import type { PlannedPerson } from './plan-provision.ts';

/**
 * Links the people of a Slack workspace to their accounts by id, by the rules of a first sight (see resolve-identity.ts): a confirmed
 * address, which is the user's primary one, on a verified domain; neither the account nor the user linked there. Whatever doesn't agree is left
 * as it is, and is a conflict when the account is used.
 */
export async function linkSlackPeople(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  { kind, settings, organizationId }: Source,
  people: readonly PlannedPerson[],
  { actor, from }: { readonly actor: AuditActor; readonly from: string },
): Promise<void> {
  const slackTenantId = settings.enterprise ?? settings.workspace;
  if (kind !== 'slack' || slackTenantId === undefined) return;
  for (const { externalId: slackUserId, record, userId } of people) {
    // The source calls a person confirmed only if Slack has confirmed the address, and S6 is met.
    if (record?.status !== 'confirmed' || userId === null) continue;
    const user = await tx.directory.findUser(organizationId, userId);
    const linkedEmail = parseEmail(record.email ?? '')?.address;
    if (user?.status !== 'confirmed' || linkedEmail === undefined || linkedEmail !== user.email) continue;
    if (judgeDomain('link_target', user, await readDomain(tx, user)).length > 0) continue;
    const isAccountLinked = (await tx.identities.find(organizationId, slackTenantId, slackUserId)) !== null;
    const isUserLinked = (await tx.identities.findByUser(organizationId, slackTenantId, userId)) !== null;
    if (isAccountLinked || isUserLinked) continue;
    const link = { organizationId, slackTenantId, slackUserId, userId, linkedEmail };
    await insertLink(deps, tx, link, { actor, source: from });
  }
}
