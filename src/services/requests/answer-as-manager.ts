import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { judgeFrozenPerson } from '../../domain/requests/freeze.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import type { Verification } from '../../domain/requests/verification.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { enqueueAlarm } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { type ClickRefused, openClick, type RequestClick, refused } from './open-click.ts';
import { settleRequest } from './settle-request.ts';

export type ManagerAnswer = 'yes' | 'no';

export type AnswerAsManagerResult =
  | {
      readonly kind: 'answered';
      readonly answer: ManagerAnswer;
      readonly target: DirectoryUser;
      readonly requester: DirectoryUser;
    }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * The target's manager says whether it is the person who asks. Only who was asked can answer, and only once. A no ends the request and
 * alarms the owners: someone is on the phone who is not who they claim to be.
 */
export function createAnswerAsManager(deps: ServiceDeps) {
  return async function answerAsManager(
    click: RequestClick,
    answer: ManagerAnswer,
  ): Promise<AnswerAsManagerResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { clicker, request } = opened;
      const isAsked = ({ method, state, by }: Verification) =>
        method === 'manager' && state === 'waiting' && by === clicker.id;
      if (!request.verifications.some(isAsked))
        return refused(deps, tx, click, [refuse('manager_not_asked')], null);
      if (clicker.status !== 'confirmed')
        return refused(deps, tx, click, [refuse('requester_not_confirmed')], null);
      const { organizationId, id, requesterId, targetId } = request;
      const act = answer === 'yes' ? 'vouch' : 'refuse_caller';
      const frozen = judgeFrozenPerson(act, await tx.freezes.listLasting(organizationId), clicker);
      if (frozen.length > 0) return refused(deps, tx, click, frozen, null);
      const requester = await tx.directory.findUser(organizationId, requesterId);
      const target = await tx.directory.findUser(organizationId, targetId);
      if (requester === null || target === null)
        return refused(deps, tx, click, [refuse('request_not_found')], null);
      const answered = { state: answer === 'yes' ? 'done' : 'refused', at: deps.clock.now() } as const;
      const verifications = request.verifications.map((each) =>
        isAsked(each) ? { ...each, ...answered } : each,
      );
      await write(deps, tx, click, request, verifications, answer);
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: answer === 'yes' ? 'request.verified' : 'request.caller_refused',
          actor: { kind: 'user', id: clicker.id },
          target: targetId,
          source: sourceOf(click),
          details: { requestId: id, requesterId, methods: 'manager' },
        }),
      );
      const content = { kind: 'requester_manager_answered', requestId: id } as const;
      await enqueueNotice(deps, tx, organizationId, content);
      return { kind: 'answered', answer, target, requester };
    });
  };
}

async function write(
  deps: ServiceDeps,
  tx: Transaction,
  { organization }: RequestClick,
  request: IssueRequest,
  verifications: readonly Verification[],
  answer: ManagerAnswer,
): Promise<void> {
  const { organizationId, id, state } = request;
  const changed =
    answer === 'yes'
      ? await tx.requests.transition(organizationId, id, [state], state, { verifications })
      : await settleRequest(deps, tx, request, 'cancelled', {
          verifications,
          cancelReason: 'caller_refused',
        });
  if (changed === null) throw new Error('A request changed inside the transaction that had read it');
  if (answer === 'no') {
    const policy = (await tx.organizations.findById(organizationId))?.policy ?? organization.policy;
    const content = { kind: 'security_caller_refused', requestId: id } as const;
    await enqueueAlarm(deps, tx, { id: organizationId, policy }, content);
  }
}
