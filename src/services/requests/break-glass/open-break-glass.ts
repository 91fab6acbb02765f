import { SEAL_NONCE_BYTES, seal } from '../../../domain/crypto/seal.ts';
import type { Secret } from '../../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { judgeBreakGlass } from '../../../domain/requests/judge-break-glass.ts';
import { refuse } from '../../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../../deps.ts';
import { type ClickRefused, openOwnByLink, type RequestClick, refused, refusedLate } from '../open-click.ts';

export type OpenBreakGlassResult =
  | {
      readonly kind: 'open';
      readonly request: IssueRequest;
      readonly target: DirectoryUser;
      /** Only a rehearsal is possible: their last real one hasn't been reviewed, or this request is one. */
      readonly isOnlyRehearsal: boolean;
    }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * What the form of a break-glass needs: stored facts alone, as Slack gives three seconds to show it (S3).
 * @param promptUrl the click's: where the prompt can be replaced after the submission; `null` if the button was in no message
 */
export function createOpenBreakGlass(deps: ServiceDeps) {
  return async function openBreakGlass(
    click: RequestClick,
    promptUrl: Secret | null,
  ): Promise<OpenBreakGlassResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openOwnByLink(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { clicker: requester, request } = opened;
      const { organizationId, id, state, targetId } = request;
      if (state !== 'pending') return refusedLate(deps, tx, click, requester, request);
      const target = await tx.directory.findUser(organizationId, targetId);
      if (target === null) return refused(deps, tx, click, [refuse('target_not_in_directory')], request);
      const reviews = await tx.reviews.listOpen(organizationId);
      const facts = { requester, request, reviews };
      const real = judgeBreakGlass({ ...facts, isRehearsal: false });
      const isPossible = real.length === 0 || judgeBreakGlass({ ...facts, isRehearsal: true }).length === 0;
      if (!isPossible) return refused(deps, tx, click, real, request);
      if (promptUrl !== null) {
        const context = { purpose: 'prompt-url', id } as const;
        const sealedResponseUrl = seal(promptUrl, context, deps.random.bytes(SEAL_NONCE_BYTES), deps.keys);
        await tx.requests.transition(organizationId, id, [state], state, { sealedResponseUrl });
      }
      return { kind: 'open', request, target, isOnlyRehearsal: real.length > 0 };
    });
  };
}
