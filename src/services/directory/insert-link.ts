import type { AuditActor } from '../../domain/audit/audit-event.ts';
import type { SlackIdentity } from '../../domain/directory/slack-identity.ts';
import type { ReadingHabits } from '../../domain/organization/language.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';

/** Links a Slack account to a user, and writes it into the history. That the two belong together is the caller's decision. */
export async function insertLink(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Pick<Transaction, 'identities' | 'audit'>,
  link: Omit<SlackIdentity, 'linkedAt' | keyof ReadingHabits> & Partial<ReadingHabits>,
  { actor, source }: { readonly actor: AuditActor; readonly source: string },
): Promise<void> {
  const { organizationId, slackUserId, slackTenantId, userId: target } = link;
  const { locale = null, timeZone = null } = link;
  await tx.identities.insert({ ...link, locale, timeZone, linkedAt: deps.clock.now() });
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'identity.linked',
      actor,
      target,
      source,
      details: { slackUserId, slackTenantId },
    }),
  );
}
