import { type BackupCode, codeStateAt } from '../../../domain/codes/backup-code.ts';
import type { OrganizationId, UserId } from '../../../domain/ids.ts';
import { isOpenRequest, requestStateAt } from '../../../domain/requests/issue-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import { settleCode } from '../../codes/settle-code.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { settleRequest } from '../../requests/settle-request.ts';
import type { Acting } from './actor.ts';

export interface Stopped {
  readonly requestsEnded: number;
  /** Codes that were being shown. */
  readonly revealsEnded: number;
}

/**
 * Ends what would become a code, of everyone or of one issuer: open requests, whose requesters are told, and codes that are being shown
 * at this moment. Codes that work stay.
 */
export async function stopIssuing(
  deps: ServiceDeps,
  tx: Transaction,
  organizationId: OrganizationId,
  { actor, source }: Acting,
  issuerId: UserId | null,
): Promise<Stopped> {
  const now = deps.clock.now();
  const isTheirs = (id: UserId | null) => issuerId === null || id === issuerId;
  const open = (await tx.requests.listOpen(organizationId)).filter(
    (request) => isTheirs(request.requesterId) && isOpenRequest({ state: requestStateAt(request, now) }),
  );
  for (const request of open) {
    const { id: requestId, targetId: target } = request;
    await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'frozen' });
    const ending = { organizationId, action: 'request.cancelled', reason: 'frozen' } as const;
    await tx.audit.append(draftAudit(deps, { ...ending, actor, source, target, details: { requestId } }));
    await enqueueNotice(deps, tx, organizationId, { kind: 'requester_request_frozen', requestId });
  }
  const shown = (await tx.codes.listLive(organizationId)).filter(
    ({ state, issuedBy }) => state === 'undelivered' && isTheirs(issuedBy),
  );
  for (const code of shown) await revokeFrozen(deps, tx, code, { actor, source });
  return { requestsEnded: open.length, revealsEnded: shown.length };
}

/** Ends a code because of a freeze. */
export async function revokeFrozen(
  deps: ServiceDeps,
  tx: Transaction,
  code: BackupCode,
  { actor, source }: Acting,
): Promise<BackupCode> {
  const { organizationId, id: codeId, userId: target } = code;
  const revokedBy = actor.kind === 'user' ? { revokedBy: actor.id as UserId } : {};
  const revoked = await settleCode(deps, tx, code, 'revoked', { ...revokedBy, revocationReason: 'frozen' });
  if (revoked === null) throw new Error('A live code changed inside the transaction that had read it');
  const details = { codeId, stateBefore: codeStateAt(code, deps.clock.now()), issuedBy: code.issuedBy };
  const ending = { organizationId, action: 'code.revoked', reason: 'frozen' } as const;
  await tx.audit.append(draftAudit(deps, { ...ending, actor, source, target, details }));
  return revoked;
}

/** Codes that work, or are being shown. */
export async function listWorking(
  tx: Pick<Transaction, 'codes'>,
  organizationId: OrganizationId,
  now: number,
): Promise<BackupCode[]> {
  const live = await tx.codes.listLive(organizationId);
  return live.filter((code) => codeStateAt(code, now) !== 'expired');
}
