import type { DirectoryUser } from '../domain/directory-user.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { type SlackPerson, slackTenantIdOf } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { sourceOf } from './audit-slack-refusal.ts';
import type { ServiceDeps } from './deps.ts';
import { resolveIdentity } from './resolve-identity.ts';
import { type Asker, resolveIssuer } from './resolve-issuer.ts';

/** Somebody who asks something about somebody else, as Slack knows the two now. */
export interface AskingPair extends Asker {
  readonly requesterSlackId: string;
  readonly targetSlackId: string;
  /** `null` if Slack knows nobody of that id. */
  readonly target: SlackPerson | null;
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
  const issuer = await resolveIssuer(deps, tx, pair, { mustBeLinked });
  if (issuer.kind === 'refused') return issuer;
  const { requester } = issuer;
  const linked = options.targetByLink === true ? await findLinkedTarget(tx, pair) : null;
  if (linked !== null) return { kind: 'resolved', requester, target: linked };
  if (pair.target === null) return { kind: 'refused', refusals: [refuse('target_unknown_to_slack')] };
  const source = sourceOf(pair);
  const identity = {
    organization,
    workspace,
    person: pair.target,
    side: 'target',
    source,
    mustBeLinked,
  } as const;
  const target = await resolveIdentity(deps, tx, identity);
  if (target.kind === 'refused') return target;
  return { kind: 'resolved', requester, target: target.user };
}

async function findLinkedTarget(
  tx: Transaction,
  { organization, workspace, targetSlackId }: AskingPair,
): Promise<DirectoryUser | null> {
  const identity = await tx.identities.find(organization.id, slackTenantIdOf(workspace), targetSlackId);
  return identity === null ? null : tx.directory.findUser(organization.id, identity.userId);
}
