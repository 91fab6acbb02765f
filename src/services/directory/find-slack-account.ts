import { slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import { addressesOf } from '../requests/without-slack/slack-absence.ts';
import { authorizeReader, type ReaderInput } from './authorize-reader.ts';

export type FindSlackAccountResult =
  | { readonly kind: 'found'; readonly slackUserId: string }
  /** None is linked: Slack has to be asked for these addresses, before a code can be asked for. */
  | {
      readonly kind: 'unlinked';
      readonly userId: UserId;
      readonly addresses: readonly string[];
      /** Whether the policy allows codes for people without an account. */
      readonly isAllowed: boolean;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** The Slack account of a person who was chosen from a list. It grants nothing: the request decides. */
export function createFindSlackAccount(deps: ServiceDeps) {
  return async function findSlackAccount(
    input: ReaderInput & { readonly userId: UserId | null },
  ): Promise<FindSlackAccountResult> {
    const { organization, workspace, userId } = input;
    const allowed = await authorizeReader(deps, input, 'find', { by: 'button', userId });
    if (allowed.kind === 'refused') return allowed;
    const { target } = allowed;
    if (target === null) throw new Error('A button is about a person');
    const { identities } = deps.store.read;
    const account = await identities.findByUser(organization.id, slackTenantIdOf(workspace), target.id);
    if (account !== null) return { kind: 'found', slackUserId: account.slackUserId };
    const { codesWithoutSlack: isAllowed } = allowed.policy;
    return { kind: 'unlinked', userId: target.id, addresses: addressesOf(target), isAllowed };
  };
}
