import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../../deps.ts';
import { settleHelp } from './settle-help.ts';

/** The person has their code, whoever issued it: they no longer wait. The notice of the code tells them. */
export async function finishHelp(
  deps: ServiceDeps,
  tx: Transaction,
  { organizationId, userId, issuedBy, id: codeId }: BackupCode,
  source: string,
): Promise<void> {
  const help = await tx.helpRequests.findOpenByTarget(organizationId, userId);
  if (help === null) return;
  const done = await settleHelp(deps, tx, help, 'done', issuedBy === null ? {} : { endedBy: issuedBy });
  if (done === null) return;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'help.done',
      actor: issuedBy === null ? systemActor : { kind: 'user', id: issuedBy },
      target: userId,
      source,
      details: { helpRequestId: help.id, codeId },
    }),
  );
}
