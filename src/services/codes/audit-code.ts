import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';

/** From when to when it works, for the history. */
export function describeTerm({ startsAt, expiresAt }: BackupCode): Record<string, string> {
  return {
    ...(startsAt === null ? {} : { startsAt: new Date(startsAt).toISOString() }),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/** Records what an issuer's action did to a code. */
export async function auditCode(
  deps: ServiceDeps,
  tx: Transaction,
  source: string,
  code: BackupCode,
  action: 'code.generated' | 'code.delivered' | 'code.superseded',
  details: Record<string, string | boolean>,
): Promise<void> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: code.organizationId,
      action,
      actor: code.issuedBy === null ? systemActor : { kind: 'user', id: code.issuedBy },
      target: code.userId,
      source,
      details: { codeId: code.id, ...details },
    }),
  );
}
