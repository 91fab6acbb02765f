import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { enqueueNotice } from './enqueue-notice.ts';

/** A day: long enough to set up a new factor, short enough that the admin still remembers. */
export const ENROLMENT_DUE_MS = 24 * 3_600_000;

/** A code was used: its person and requester learn of it, and later of a factor that is still missing. */
export async function enqueueUsed(deps: ServiceDeps, tx: Transaction, code: BackupCode): Promise<void> {
  const { organizationId, id: codeId } = code;
  const known = { code, request: await tx.requests.find(organizationId, code.requestId) };
  await enqueueNotice(deps, tx, organizationId, { kind: 'target_code_redeemed', codeId }, known);
  await enqueueNotice(deps, tx, organizationId, { kind: 'requester_code_redeemed', codeId }, known);
  const organization = await tx.organizations.findById(organizationId);
  if (organization?.policy.requireReEnrolment !== true) return;
  // Enqueued with the use, so that no crash forgets it. Whether a reminder is still needed is checked when it is due.
  const reminder = { kind: 'requester_enrolment_missing', codeId } as const;
  await enqueueNotice(deps, tx, organizationId, reminder, known, deps.clock.now() + ENROLMENT_DUE_MS);
}
