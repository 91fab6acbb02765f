import type { ServiceDeps } from '../../deps.ts';
import { findLink } from '../../directory/find-link.ts';
import { type ClickRefused, openByLink, openClick, type RequestClick } from '../open-click.ts';
import { type JudgedApprover, judgeApprover } from './judge-approver.ts';

export type OpenRejectionResult =
  | ({ readonly kind: 'open' } & Pick<JudgedApprover, 'request' | 'requester' | 'target'>)
  /** Their first click ever: Slack has to be asked who it is. */
  | { readonly kind: 'unlinked' }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * What the form needs that asks why: stored facts alone, as Slack gives three seconds to show it (S3). Its submission decides.
 * @param click with a clicker of `null` unless the answer was `unlinked`
 */
export function createOpenRejection(deps: ServiceDeps) {
  return async function openRejection(click: RequestClick): Promise<OpenRejectionResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      if (click.clicker === null && (await findLink(tx, click, click.slackUserId)) === null)
        return { kind: 'unlinked' };
      const open = click.clicker === null ? openByLink : openClick;
      const opened = await open(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const judged = await judgeApprover(deps, tx, click, opened);
      if (judged.kind !== 'may') return judged;
      const { request, requester, target } = judged;
      return { kind: 'open', request, requester, target };
    });
  };
}
