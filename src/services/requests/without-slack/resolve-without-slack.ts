import type { OrganizationId, UserId } from '../../../domain/ids.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import type { Resolution } from '../../directory/resolve-identity.ts';
import { addressesOf, type SlackAbsence } from './slack-absence.ts';

/** A target who was chosen from the directory, as they have no Slack account. */
export interface WithoutSlack {
  readonly userId: UserId;
  /** `null`: Slack was not asked. */
  readonly absence: SlackAbsence | null;
}

/**
 * The target of a request that names no Slack account, decided on the facts of now. This is no way around what Slack says of an account: as
 * soon as there is one, even a deactivated one or a guest's, the person has to be mentioned. And the notice by email has to be possible:
 * without it no one could say "This wasn't me".
 */
export async function resolveWithoutSlack(
  { sendsMail }: Pick<ServiceDeps, 'sendsMail'>,
  tx: Transaction,
  organizationId: OrganizationId,
  { userId, absence }: WithoutSlack,
): Promise<Resolution> {
  const user = await tx.directory.findUser(organizationId, userId);
  if (user === null) return refused(refuse('target_not_in_directory'));
  const name = user.displayName;
  const policy = (await tx.organizations.findById(organizationId))?.policy;
  if (policy?.codesWithoutSlack !== true) return refused(refuse('target_without_slack', { name }));
  const linked = await tx.identities.listByUser(organizationId, userId);
  if (linked.length > 0 || absence?.account === 'found') return refused(refuse('target_in_slack', { name }));
  const addresses = addressesOf(user);
  const isSame = absence !== null && addresses.join('\n') === absence.addresses.join('\n');
  if (!isSame || addresses.length === 0) return refused(refuse('slack_incomplete'));
  if (absence.account !== 'none') return refused(refuse('target_slack_unsure', { name }));
  if (!policy.mail || sendsMail !== true || user.email === null)
    return refused(refuse('target_unmailable', { name }));
  return { kind: 'resolved', user };
}

function refused(refusal: Refusal): Resolution {
  return { kind: 'refused', refusals: [refusal] };
}
