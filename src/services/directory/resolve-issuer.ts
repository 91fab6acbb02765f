import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import { judgeAsker, judgeRequester, type LaneAct } from '../../domain/requests/authority.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import type { ResolvePlace } from './decide-identity.ts';
import { resolveIdentity } from './resolve-identity.ts';

export interface Asker extends ResolvePlace {
  /** What Slack says of the requester now; `null` if it knows no account of that id. */
  readonly requester: SlackPerson | null;
}

export type ResolvedIssuer =
  | { readonly kind: 'resolved'; readonly requester: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** The requester as a directory user, provided they are an owner or admin who may act. */
export async function resolveIssuer(
  deps: ServiceDeps,
  tx: Transaction,
  asker: Asker,
): Promise<ResolvedIssuer> {
  return resolve(deps, tx, asker, async (requester) => judgeRequester(requester));
}

/** The same for anyone who may do this for some person, by any lane that the policy of now opens. For whom, authority decides. */
export async function resolveAsker(
  deps: ServiceDeps,
  tx: Transaction,
  asker: Asker,
  act: LaneAct,
): Promise<ResolvedIssuer> {
  return resolve(deps, tx, asker, async (requester) => {
    const organization = await tx.organizations.findById(asker.organization.id);
    if (organization === null) throw new Error('The organization vanished');
    return judgeAsker(act, requester, organization.policy);
  });
}

async function resolve(
  deps: ServiceDeps,
  tx: Transaction,
  asker: Asker,
  judge: (requester: DirectoryUser) => Promise<readonly Refusal[]>,
): Promise<ResolvedIssuer> {
  const { requester: person } = asker;
  if (person === null) return { kind: 'refused', refusals: [refuse('requester_unknown_to_slack')] };
  const resolution = await resolveIdentity(deps, tx, asker, { person, side: 'requester' });
  if (resolution.kind === 'refused') return resolution;
  const { user: requester } = resolution;
  const refusals = await judge(requester);
  return refusals.length > 0 ? { kind: 'refused', refusals } : { kind: 'resolved', requester };
}
