import type { AuditDraft } from '../../domain/audit/audit-event.ts';
import { type BackupCode, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { Loss, LossReason } from '../../domain/directory/loss.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import { listPeopleBehind } from '../../domain/requests/approved-act.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import { settleCode } from '../codes/settle-code.ts';
import type { AuditFacts, ServiceDeps } from '../deps.ts';
import { enqueueChannelNews, enqueueForOwners } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { endDelegationsOfLost } from '../requests/delegations/end-delegation.ts';
import { endLostHelp } from '../requests/help/end-lost-help.ts';
import { settleRequest } from '../requests/settle-request.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random' | 'operator'>;
/** Drafts an event, in the name of the person or program that made the change. */
export type Draft = (facts: Omit<AuditFacts, 'actor' | 'source'>) => AuditDraft;

/**
 * Ends what rests on people who have lost something, in the transaction of that change: live codes, open
 * requests, approvals (N18). It walks through all that is live in the organization once, which is little,
 * however many people it has.
 * @param draft says who takes it away; an operator, unless given
 */
export async function endLost(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  findLossOf: (userId: UserId) => Promise<Loss | null>,
  draft: Draft = (facts) => draftOperatorAudit(deps, facts),
): Promise<void> {
  const now = deps.clock.now();
  await endDelegationsOfLost(deps, tx, organizationId, findLossOf, draft);
  const issuers = new Set<UserId>();
  for (const code of await tx.codes.listLive(organizationId)) {
    const { issuedBy } = code;
    const reason = (await findLossOf(code.userId))?.asTarget ?? null;
    if (reason !== null && codeStateAt(code, now) !== 'expired') await endCode(deps, tx, code, reason, draft);
    else if (reason === null && issuedBy !== null && (await findLossOf(issuedBy))?.asIssuer != null)
      issuers.add(issuedBy);
  }
  for (const issuerId of issuers) await announceIssuer(deps, tx, organizationId, issuerId);
  for (const request of await tx.requests.listOpen(organizationId)) {
    const { requesterId, targetId, approvals } = request;
    const ofTarget = await findLossOf(targetId);
    const ofRequester = await findLossOf(requesterId);
    let reason = ofTarget?.asTarget ?? ofRequester?.asIssuer ?? null;
    for (const id of listPeopleBehind(approvals)) reason ??= (await findLossOf(id))?.asIssuer ?? null;
    if (reason !== null) await endRequest(deps, tx, request, reason, draft);
  }
  await endLostHelp(deps, tx, organizationId, findLossOf, draft);
}

/** Codes that a person issued stay: they are other people's. Owners are told, and revoke them with one click. */
async function announceIssuer(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  issuerId: UserId,
): Promise<void> {
  const content = { kind: 'security_issuer_lost', userId: issuerId } as const;
  await enqueueForOwners(deps, tx, organizationId, content);
  const organization = await tx.organizations.findById(organizationId);
  if (organization !== null) await enqueueChannelNews(deps, tx, organization, content);
}

export async function endCode(
  deps: Deps,
  tx: Transaction,
  code: BackupCode,
  reason: LossReason,
  draft: Draft,
): Promise<void> {
  const { organizationId, id: codeId, userId: target, state: stateBefore } = code;
  const ended = await settleCode(deps, tx, code, 'revoked', { revocationReason: 'not_allowed' });
  if (ended === null) throw new Error('A live code changed inside the transaction that had read it');
  const details = { codeId, stateBefore };
  await tx.audit.append(draft({ organizationId, action: 'code.revoked', target, reason, details }));
  await enqueueNotice(deps, tx, organizationId, { kind: 'requester_code_revoked', codeId }, { code: ended });
  await enqueueNotice(deps, tx, organizationId, { kind: 'target_code_revoked', codeId }, { code: ended });
}

export async function endRequest(
  deps: Deps,
  tx: Transaction,
  request: IssueRequest,
  reason: LossReason,
  draft: Draft,
): Promise<void> {
  const { organizationId, id: requestId, targetId: target, state: stateBefore } = request;
  const ended = await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'not_allowed' });
  if (ended === null) throw new Error('An open request changed inside the transaction that had read it');
  const details = { requestId, stateBefore };
  await tx.audit.append(draft({ organizationId, action: 'request.cancelled', target, reason, details }));
}
