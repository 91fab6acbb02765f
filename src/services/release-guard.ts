import type { AuditActor } from '../domain/audit.ts';
import { type DirectoryUser, loginOf } from '../domain/directory-user.ts';
import { isGuardIdle, resetGuard } from '../domain/redeem-guard.ts';
import type { Transaction } from '../ports/store.ts';
import { draftAudit, type ServiceDeps } from './deps.ts';
import { guardKeyOf } from './guard-key.ts';

/** Takes a user's brake off and writes down who did. Their codes are untouched. */
export async function releaseGuard(
  deps: ServiceDeps,
  tx: Transaction,
  user: DirectoryUser,
  by: { readonly actor: AuditActor; readonly source: string },
): Promise<'unlocked' | 'not_locked'> {
  const { organizationId } = user;
  const key = guardKeyOf(deps.keys, organizationId, user, loginOf(user));
  const guard = await tx.guards.find(organizationId, key);
  if (guard === null || isGuardIdle(guard)) return 'not_locked';
  await tx.guards.put(resetGuard(guard, deps.clock.now()));
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'redeem.unlocked',
      ...by,
      target: user.id,
      details: { failures: guard.consecutiveFailures, wasDisabled: guard.isDisabled },
    }),
  );
  return 'unlocked';
}
