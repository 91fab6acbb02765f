import type { AuditActor } from '../domain/audit.ts';
import type { DirectoryUser } from '../domain/directory-user.ts';
import { isGuardIdle, resetGuard } from '../domain/redeem-guard.ts';
import type { Transaction } from '../ports/store.ts';
import { draftAudit, type ServiceDeps } from './deps.ts';
import { listGuardsOf } from './read-brake.ts';
import { auditAndTellChannel } from './tell-of-change.ts';

/** Takes a user's brake off and writes down who did. Their codes are untouched. */
export async function releaseGuard(
  deps: ServiceDeps,
  tx: Transaction,
  user: DirectoryUser,
  by: { readonly actor: AuditActor; readonly source: string },
): Promise<'unlocked' | 'not_locked'> {
  const { organizationId } = user;
  const engaged = (await listGuardsOf(deps, tx, user)).filter((guard) => !isGuardIdle(guard));
  if (engaged.length === 0) return 'not_locked';
  for (const guard of engaged) await tx.guards.put(resetGuard(guard, deps.clock.now()));
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
  await auditAndTellChannel(deps, tx, organization, draft);
  return 'unlocked';
}
