import { slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { UserId } from '../../domain/ids.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import { authorizeReader, type ReaderInput } from './authorize-reader.ts';

export type FindSlackAccountResult =
  | { readonly kind: 'found'; readonly slackUserId: string }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * The Slack account of a person who was chosen from a list. A code is announced to the person, who can stop it: without an account there is
 * no one to tell.
 */
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
    return account === null
      ? { kind: 'refused', refusals: [refuse('target_without_slack', { name: target.displayName })] }
      : { kind: 'found', slackUserId: account.slackUserId };
  };
}
