import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { SIGN_IN_ANSWER } from './oidc-sign-in.ts';
import { grantedKinds } from './oidc-state.ts';

/**
 * Stops the sign-ins over OpenID Connect that these codes have answered: no token comes of one that is not finished, and those that are not
 * used yet work no longer. What a login service has been told before cannot be taken back here.
 * @returns how many were stopped before they were finished
 */
export async function endSignIns(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Pick<Transaction, 'oidcRecords'>,
  codes: readonly Pick<BackupCode, 'id'>[],
): Promise<number> {
  const now = clock.now();
  let stopped = 0;
  for (const { id } of codes) {
    const answer = await tx.oidcRecords.findByUid(SIGN_IN_ANSWER, id, now);
    if (answer === null) continue;
    // Used up rather than removed: the same browser must not answer this sign-in once more.
    if (await tx.oidcRecords.consume(SIGN_IN_ANSWER, answer.id, now)) stopped += 1;
    for (const kind of grantedKinds) await tx.oidcRecords.revokeByGrantId(kind, answer.id);
  }
  return stopped;
}
