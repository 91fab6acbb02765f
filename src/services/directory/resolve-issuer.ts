import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import { judgeRequester } from '../../domain/requests/authority.ts';
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

/** The requester as a directory user, provided their role and status let them issue codes at all. */
export async function resolveIssuer(
  deps: ServiceDeps,
  tx: Transaction,
  asker: Asker,
): Promise<ResolvedIssuer> {
  const { requester: person } = asker;
  if (person === null) return { kind: 'refused', refusals: [refuse('requester_unknown_to_slack')] };
  const resolution = await resolveIdentity(deps, tx, asker, { person, side: 'requester' });
  if (resolution.kind === 'refused') return resolution;
  const { user: requester } = resolution;
  const refusals = judgeRequester(requester);
  return refusals.length > 0 ? { kind: 'refused', refusals } : { kind: 'resolved', requester };
}
