import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import type { LaneAct } from '../../domain/requests/authority.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { resolveWithoutSlack, type WithoutSlack } from '../requests/without-slack/resolve-without-slack.ts';
import { type Resolution, resolveIdentity } from './resolve-identity.ts';
import { type Asker, resolveAsker } from './resolve-issuer.ts';

/** One person asks something about another; both as Slack knows them now. */
export interface AskingPair extends Asker {
  readonly requesterSlackId: string;
  readonly targetSlackId: string;
  /** `null` if Slack knows no account of that id. */
  readonly target: SlackPerson | null;
}

export type ResolvedPair =
  | { readonly kind: 'resolved'; readonly requester: DirectoryUser; readonly target: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** Both as directory users. The requester is judged first: who may do this for no one learns nothing about the target. */
export async function resolvePair(
  deps: ServiceDeps,
  tx: Transaction,
  pair: Omit<AskingPair, 'targetSlackId'> & { readonly withoutSlack?: WithoutSlack },
  act: LaneAct,
): Promise<ResolvedPair> {
  const issuer = await resolveAsker(deps, tx, pair, act);
  if (issuer.kind === 'refused') return issuer;
  const { withoutSlack } = pair;
  const target =
    withoutSlack === undefined
      ? await resolveTarget(deps, tx, pair)
      : await resolveWithoutSlack(deps, tx, pair.organization.id, withoutSlack);
  // Any member may be a manager: what is wrong with other people's accounts is none of their business.
  if (target.kind === 'refused')
    return issuer.requester.role === 'member'
      ? { kind: 'refused', refusals: [refuse('not_your_report')] }
      : target;
  return { kind: 'resolved', requester: issuer.requester, target: target.user };
}

export async function resolveTarget(
  deps: ServiceDeps,
  tx: Transaction,
  pair: Omit<Asker, 'requester'> & Pick<AskingPair, 'target'>,
): Promise<Resolution> {
  const { target: person } = pair;
  if (person === null) return { kind: 'refused', refusals: [refuse('target_unknown_to_slack')] };
  return resolveIdentity(deps, tx, pair, { person, side: 'target' });
}
