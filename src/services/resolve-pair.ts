import type { DirectoryUser } from '../domain/directory-user.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { SlackPerson } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { sourceOf } from './audit-slack-refusal.ts';
import type { ServiceDeps } from './deps.ts';
import { findLink, type SlackLink } from './find-link.ts';
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

/** Of requester and target. */
export interface PairLinks {
  readonly requester: SlackLink | null;
  readonly target: SlackLink | null;
}

export async function findPairLinks(tx: Transaction, pair: AskingPair): Promise<PairLinks> {
  const [requester, target] = await Promise.all([
    findLink(tx, pair, pair.requesterSlackId, pair.requester),
    findLink(tx, pair, pair.targetSlackId, pair.target),
  ]);
  return { requester, target };
}

/**
 * Both as directory users. Whoever may not issue is told so before anything about the target is judged.
 * @param options `targetByLink`: the stored link is enough for the target. For looking and taking back only: a
 * conflict over an e-mail address, perhaps the attack itself, must not keep an admin from finding and revoking the
 * code. `mustBeLinked`: neither is linked by e-mail address. `links`: theirs, if they were read in this transaction.
 */
export async function resolvePair(
  deps: ServiceDeps,
  tx: Transaction,
  pair: AskingPair,
  options: {
    readonly targetByLink?: boolean;
    readonly mustBeLinked?: boolean;
    readonly links?: PairLinks;
  } = {},
): Promise<ResolvedPair> {
  const { organization, workspace } = pair;
  const { mustBeLinked = false } = options;
  const links = options.links ?? (await findPairLinks(tx, pair));
  const issuer = await resolveIssuer(deps, tx, pair, { mustBeLinked, link: links.requester });
  if (issuer.kind === 'refused') return issuer;
  const { requester } = issuer;
  const linked = options.targetByLink === true ? links.target?.user : null;
  if (linked != null) return { kind: 'resolved', requester, target: linked };
  if (pair.target === null) return { kind: 'refused', refusals: [refuse('target_unknown_to_slack')] };
  const source = sourceOf(pair);
  const identity = {
    organization,
    workspace,
    person: pair.target,
    side: 'target',
    source,
    mustBeLinked,
    link: links.target,
  } as const;
  const target = await resolveIdentity(deps, tx, identity);
  if (target.kind === 'refused') return target;
  return { kind: 'resolved', requester, target: target.user };
}
