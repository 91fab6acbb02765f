import type { BackupCode, RevocationReason } from '../../domain/codes/backup-code.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { tendNow } from '../providers/tend-now.ts';

/**
 * Revokes a code whose reveal did not finish, and notifies the requester.
 * @returns whether there was still something to revoke
 */
export async function revokeUndelivered(
  deps: ServiceDeps,
  tx: Transaction,
  code: BackupCode,
  reason: Extract<RevocationReason, 'delivery_failed' | 'never_delivered'>,
): Promise<boolean> {
  const revoked = await tx.codes.transition(code.organizationId, code.id, ['undelivered'], 'revoked', {
    settledAt: deps.clock.now(),
    revocationReason: reason,
  });
  if (revoked === null) return false;
  await tendNow(tx, revoked, deps.clock.now());
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: code.organizationId,
      action: 'code.revoked',
      outcome: 'failed',
      actor: systemActor,
      target: code.userId,
      reason,
      source: 'system',
      details: { codeId: code.id },
    }),
  );
  await enqueueNotice(deps, tx, code.organizationId, { kind: 'requester_code_revoked', codeId: code.id });
  return true;
}
