import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { type ClickRefused, openOwnClick, type RequestClick, refusedLate } from './open-click.ts';
import { settleRequest } from './settle-request.ts';

export type CancelRequestResult =
  | {
      readonly kind: 'cancelled';
      readonly request: IssueRequest;
      /** `null` if they are no longer in the directory. */
      readonly target: DirectoryUser | null;
    }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/** The requester withdraws their own open request. */
export function createCancelRequest(deps: ServiceDeps) {
  return async function cancelRequest(click: RequestClick): Promise<CancelRequestResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openOwnClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { clicker, request } = opened;
      const cancelled = await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'withdrawn' });
      if (cancelled === null) return refusedLate(deps, tx, click, clicker, request);
      await tx.audit.append(
        draftAudit(deps, {
          organizationId: request.organizationId,
          action: 'request.cancelled',
          actor: { kind: 'user', id: clicker.id },
          target: request.targetId,
          source: sourceOf(click),
          details: { requestId: request.id },
        }),
      );
      const target = await tx.directory.findUser(request.organizationId, request.targetId);
      return { kind: 'cancelled', request: cancelled, target };
    });
  };
}
