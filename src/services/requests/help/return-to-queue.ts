import type { AuditDraft } from '../../../domain/audit/audit-event.ts';
import type { UserId } from '../../../domain/ids.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import type { HelpRequest } from '../../../domain/requests/help-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { AuditFacts, ServiceDeps } from '../../deps.ts';
import { announceHelp, tellHelpers } from './announce-help.ts';
import { createMayHelp } from './may-help.ts';
import { settleHelp } from './settle-help.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;
type Draft = (facts: Omit<AuditFacts, 'actor' | 'source'>) => AuditDraft;

/**
 * Who took it can't help after all: it waits again, at its old place. The person learns that someone else will take care of it, and those who
 * may help that someone waits.
 * @param reason why, where the one who took it didn't give it back
 * @returns `null` if it had already moved on
 */
export async function returnToQueue(
  deps: Deps,
  tx: Transaction,
  help: HelpRequest,
  policy: Policy,
  { draft, reason = null }: { readonly draft: Draft; readonly reason?: string | null },
): Promise<HelpRequest | null> {
  const { organizationId, id: helpRequestId, targetId: target, takenBy } = help;
  const waiting = await settleHelp(deps, tx, help, 'waiting', { takenBy: null });
  if (waiting === null) return null;
  const details = { helpRequestId, ...(reason === null ? {} : { takenBy }) };
  await tx.audit.append(draft({ organizationId, action: 'help.given_back', target, reason, details }));
  await announceHelp(deps, tx, waiting, 'given_back');
  await tellHelpers(deps, tx, waiting, policy, takenBy);
  return waiting;
}

/** What a person took who is frozen: others can take it, and the released person again. */
export async function returnHelpOf(
  deps: Deps,
  tx: Transaction,
  helper: { readonly id: UserId; readonly organizationId: HelpRequest['organizationId'] },
  how: { readonly draft: Draft; readonly reason: string },
): Promise<void> {
  const organization = await tx.organizations.findById(helper.organizationId);
  if (organization === null) throw new Error('The organization vanished');
  for (const help of await tx.helpRequests.listOpen(helper.organizationId))
    if (help.takenBy === helper.id) await returnToQueue(deps, tx, help, organization.policy, how);
}

/** What people took who may no longer issue for that person: after a change of the policy or of groups. */
export async function returnHelpWithoutRight(
  deps: Deps,
  tx: Transaction,
  { id, policy }: { readonly id: HelpRequest['organizationId']; readonly policy: Policy },
  draft: Draft,
): Promise<void> {
  const mayHelp = createMayHelp(tx, policy);
  for (const help of await tx.helpRequests.listOpen(id)) {
    const taker = help.takenBy === null ? null : await tx.directory.findUser(id, help.takenBy);
    const target = taker === null ? null : await tx.directory.findUser(id, help.targetId);
    if (taker === null || target === null || (await mayHelp(taker, target)).kind === 'allowed') continue;
    await returnToQueue(deps, tx, help, policy, { draft, reason: 'right_lost' });
  }
}
