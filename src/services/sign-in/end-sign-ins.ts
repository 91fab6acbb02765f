import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { grantedKinds } from './oidc-state.ts';

/**
 * Stops the sign-ins over OpenID Connect that these codes have answered. An unfinished one gets no token, and
 * issued tokens stop working. What a login service was already told cannot be taken back here.
 * @returns how many were stopped before they were finished
 */
export async function endSignIns(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Pick<Transaction, 'signInAnswers' | 'oidcRecords'>,
  codes: readonly Pick<BackupCode, 'id' | 'organizationId'>[],
): Promise<number> {
  const now = clock.now();
  let stopped = 0;
  for (const { id, organizationId } of codes) {
    for (const { signInId } of await tx.signInAnswers.listByCode(organizationId, id, now)) {
      // Marked as finished rather than removed: the same browser must not answer this sign-in again.
      if (await tx.signInAnswers.finish(signInId, now)) stopped += 1;
      for (const kind of grantedKinds) await tx.oidcRecords.revokeByGrantId(kind, signInId);
    }
  }
  return stopped;
}
