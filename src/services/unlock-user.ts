import type { DirectoryUser } from '../domain/directory-user.ts';
import { parseEmail, parseMobile } from '../domain/email.ts';
import type { OrganizationId } from '../domain/ids.ts';
import { resetGuard } from '../domain/redeem-guard.ts';
import type { ServiceDeps } from './deps.ts';
import { draftOperatorAudit } from './draft-operator-audit.ts';
import { guardKeyOf } from './guard-key.ts';

export type UnlockUserResult =
  | { readonly kind: 'unlocked' | 'not_locked'; readonly user: DirectoryUser }
  | { readonly kind: 'unknown_user' };

/** Lets a user redeem again whom too many wrong codes have frozen or disabled (N7). Their codes are untouched. */
export function createUnlockUser(deps: ServiceDeps) {
  return async function unlockUser(organizationId: OrganizationId, text: string): Promise<UnlockUserResult> {
    const login = parseEmail(text)?.address ?? parseMobile(text);
    if (login === null) return { kind: 'unknown_user' };
    return deps.store.transact(organizationId, async (tx) => {
      const user = await tx.directory.findUserByLogin(organizationId, login);
      if (user === null) return { kind: 'unknown_user' };
      const guard = await tx.guards.find(organizationId, guardKeyOf(deps.keys, organizationId, user, login));
      if (guard === null || (guard.consecutiveFailures === 0 && guard.blockedUntil === null)) {
        return { kind: 'not_locked', user };
      }
      await tx.guards.put(resetGuard(guard, deps.clock.now()));
      await tx.audit.append(
        draftOperatorAudit(deps, {
          organizationId,
          action: 'redeem.unlocked',
          target: user.id,
          details: { failures: guard.consecutiveFailures, wasDisabled: guard.isDisabled },
        }),
      );
      return { kind: 'unlocked', user };
    });
  };
}
