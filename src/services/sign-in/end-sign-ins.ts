import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { grantedKinds } from './oidc-state.ts';

/**
 * Stops the sign-ins over OpenID Connect that these codes have answered: an unfinished one gets no token, and tokens that were issued no longer
 * work. What a login service has been told before cannot be taken back here.
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
      // Finished rather than removed: the same browser must not answer this sign-in a second time.
      if (await tx.signInAnswers.finish(signInId, now)) stopped += 1;
      for (const kind of grantedKinds) await tx.oidcRecords.revokeByGrantId(kind, signInId);
    }
  }
  return stopped;
}
