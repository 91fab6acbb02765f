import type { AuditActor } from '../../domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { isLockoutIdle, resetLockout } from '../../domain/redeeming/lockout.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { auditAndNotifyChannel } from '../notices/notify-of-change.ts';
import { listLockoutsOf } from './read-lockout.ts';

/** Ends a user's lockout and records who did it. Their codes are untouched. */
export async function releaseLockout(
  deps: ServiceDeps,
  tx: Transaction,
  user: DirectoryUser,
  by: { readonly actor: AuditActor; readonly source: string },
): Promise<'unlocked' | 'not_locked'> {
  const { organizationId } = user;
  const engaged = (await listLockoutsOf(deps, tx, user)).filter((lockout) => !isLockoutIdle(lockout));
  if (engaged.length === 0) return 'not_locked';
  for (const lockout of engaged) await tx.lockouts.put(resetLockout(lockout, deps.clock.now()));
  const draft = draftAudit(deps, {
    organizationId,
    action: 'redeem.unlocked',
    ...by,
    target: user.id,
    details: {
      failures: Math.max(...engaged.map(({ consecutiveFailures }) => consecutiveFailures)),
      wasDisabled: engaged.some(({ isDisabled }) => isDisabled),
    },
  });
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) throw new Error('The organization of a lock vanished');
  await auditAndNotifyChannel(deps, tx, organization, draft);
  return 'unlocked';
}
