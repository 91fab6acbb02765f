import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { type ClickRefused, openOwnClick, type RequestClick, refused } from './open-click.ts';

export type ShowNumberResult =
  | { readonly kind: 'shown'; readonly target: DirectoryUser; readonly mobile: string }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/** The whole number that the directory has of the target, for the requester who is about to call it. Who has seen it is logged. */
export function createShowNumber(deps: ServiceDeps) {
  return async function showNumber(click: RequestClick): Promise<ShowNumberResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openOwnClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { clicker, request } = opened;
      const target = await tx.directory.findUser(request.organizationId, request.targetId);
      if (target === null) return refused(deps, tx, click, [refuse('target_not_in_directory')], request);
      if (target.mobile === null || !request.terms.verificationMethods.includes('callback'))
        return refused(
          deps,
          tx,
          click,
          [refuse('callback_impossible', { name: target.displayName })],
          request,
        );
      await tx.audit.append(
        draftAudit(deps, {
          organizationId: request.organizationId,
          action: 'request.number_shown',
          actor: { kind: 'user', id: clicker.id },
          target: target.id,
          source: sourceOf(click),
          details: { requestId: request.id },
        }),
      );
      return { kind: 'shown', target, mobile: target.mobile };
    });
  };
}
