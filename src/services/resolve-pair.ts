import type { DirectoryUser } from '../domain/directory-user.ts';
import { judgeRequester } from '../domain/eligibility.ts';
import type { Organization } from '../domain/organization.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { type SlackPerson, type SlackWorkspace, slackTenantIdOf } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import type { ServiceDeps } from './deps.ts';
import { resolveIdentity } from './resolve-identity.ts';

/** Somebody who asks something about somebody else, as Slack knows the two now. */
export interface AskingPair {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly requesterSlackId: string;
  /** `null`, as with the target, if Slack knows nobody of that id. */
  readonly requester: SlackPerson | null;
  readonly targetSlackId: string;
  readonly target: SlackPerson | null;
  readonly channelId: string;
}

export type ResolvedPair =
  | { readonly kind: 'resolved'; readonly requester: DirectoryUser; readonly target: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * Both as directory users. Whoever may not issue is told so before anything about the target is looked at.
 * @param options `targetByLink`: the stored link is enough for the target. For looking and taking back only: a
 * conflict over an e-mail address, perhaps the attack itself, must not keep an admin from finding and revoking the
 * code. `mustBeLinked`: neither is linked by e-mail address.
 */
export async function resolvePair(
  deps: ServiceDeps,
  tx: Transaction,
  pair: AskingPair,
  options: { readonly targetByLink?: boolean; readonly mustBeLinked?: boolean } = {},
): Promise<ResolvedPair> {
  const { organization, workspace } = pair;
  const { mustBeLinked = false } = options;
  const common = { organization, workspace, source: sourceOfPair(pair), mustBeLinked };
  if (pair.requester === null) return { kind: 'refused', refusals: [refuse('requester_unknown_to_slack')] };
  const requester = await resolveIdentity(deps, tx, { ...common, person: pair.requester, side: 'requester' });
  if (requester.kind === 'refused') return requester;
  const own = judgeRequester(requester.user);
  if (own.length > 0) return { kind: 'refused', refusals: own };
  const linked = options.targetByLink === true ? await findLinkedTarget(tx, pair) : null;
  if (linked !== null) return { kind: 'resolved', requester: requester.user, target: linked };
  if (pair.target === null) return { kind: 'refused', refusals: [refuse('target_unknown_to_slack')] };
  const target = await resolveIdentity(deps, tx, { ...common, person: pair.target, side: 'target' });
  if (target.kind === 'refused') return target;
  return { kind: 'resolved', requester: requester.user, target: target.user };
}

async function findLinkedTarget(
  tx: Transaction,
  { organization, workspace, targetSlackId }: AskingPair,
): Promise<DirectoryUser | null> {
  const identity = await tx.identities.find(organization.id, slackTenantIdOf(workspace), targetSlackId);
  return identity === null ? null : tx.directory.findUser(organization.id, identity.userId);
}

export function sourceOfPair({ workspace, channelId }: Pick<AskingPair, 'workspace' | 'channelId'>): string {
  return `slack:${workspace.teamId}/${channelId}`;
}
