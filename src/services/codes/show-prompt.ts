import { refuse } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import { type ClickRefused, openOwnClick, type RequestClick, refused } from '../requests/open-click.ts';
import { type PromptFacts, readPromptFacts } from '../requests/read-prompt-facts.ts';
import { findGenerated, type GeneratedBefore } from './find-generated.ts';

export type ShowPromptResult =
  | ({ readonly kind: 'open' } & PromptFacts)
  | GeneratedBefore
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * Shows the prompt of an open request again, to its requester: an ephemeral is gone when Slack reloads (S12).
 * It grants nothing: everything is decided again when its button is clicked.
 */
export function createShowPrompt(deps: ServiceDeps) {
  return async function showPrompt(click: RequestClick): Promise<ShowPromptResult> {
    const result = await readPrompt(click);
    return result.kind === 'refused' ? ((await findGenerated(deps, click, result)) ?? result) : result;
  };

  async function readPrompt(click: RequestClick): Promise<Exclude<ShowPromptResult, GeneratedBefore>> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openOwnClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { request } = opened;
      const { organizationId, targetId } = request;
      const [target, organization] = await Promise.all([
        tx.directory.findUser(organizationId, targetId),
        tx.organizations.findById(organizationId),
      ]);
      if (target === null) return refused(deps, tx, click, [refuse('target_not_in_directory')], request);
      if (organization === null) throw new Error('The organization vanished');
      const { policy } = organization;
      return { kind: 'open', ...(await readPromptFacts(deps, tx, { request, target, policy })) };
    });
  }
}
