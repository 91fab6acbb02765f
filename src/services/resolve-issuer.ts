import type { DirectoryUser } from '../domain/directory-user.ts';
import { judgeRequester } from '../domain/eligibility.ts';
import type { Organization } from '../domain/organization.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { SlackPerson } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { type SlackPlace, sourceOf } from './audit-slack-refusal.ts';
import type { ServiceDeps } from './deps.ts';
import { type ResolveInput, resolveIdentity } from './resolve-identity.ts';

export interface Asker extends SlackPlace {
  readonly organization: Organization;
  /** What Slack says of them now; `null` if it knows nobody of that id. */
  readonly requester: SlackPerson | null;
}

export type ResolvedIssuer =
  | { readonly kind: 'resolved'; readonly requester: DirectoryUser }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * Who asks, as a directory user who may issue for somebody at all.
 * @param options `mustBeLinked`: they are not linked by e-mail address; `link`: theirs, if it was read in this transaction
 */
export async function resolveIssuer(
  deps: ServiceDeps,
  tx: Transaction,
  asker: Asker,
  { mustBeLinked = false, link }: Pick<ResolveInput, 'mustBeLinked' | 'link'> = {},
): Promise<ResolvedIssuer> {
  const { organization, workspace, requester: person } = asker;
  if (person === null) return { kind: 'refused', refusals: [refuse('requester_unknown_to_slack')] };
  const source = sourceOf(asker);
  const resolution = await resolveIdentity(deps, tx, {
    organization,
    workspace,
    person,
    side: 'requester',
    source,
    mustBeLinked,
    ...(link !== undefined && { link }),
  });
  if (resolution.kind === 'refused') return resolution;
  const refusals = judgeRequester(resolution.user);
  return refusals.length > 0
    ? { kind: 'refused', refusals }
    : { kind: 'resolved', requester: resolution.user };
}
