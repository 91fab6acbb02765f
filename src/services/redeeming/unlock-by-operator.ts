import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { operatorActor } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { releaseLockout } from './release-lockout.ts';

export type UnlockByOperatorResult =
  | { readonly kind: 'unlocked' | 'not_locked'; readonly user: DirectoryUser }
  | { readonly kind: 'unknown_user' };

/**
 * Lets a user redeem again after too many wrong codes have frozen or disabled them (N7). Their codes are
 * untouched.
 */
export function createUnlockByOperator(deps: ServiceDeps) {
  return async function unlockByOperator(
    organizationId: OrganizationId,
    text: string,
  ): Promise<UnlockByOperatorResult> {
    const login = parseLogin(text);
    if (login === null) return { kind: 'unknown_user' };
    return deps.store.transact(organizationId, async (tx) => {
      const user = await tx.directory.findUserByLogin(organizationId, login);
      if (user === null) return { kind: 'unknown_user' };
      const kind = await releaseLockout(deps, tx, user, { actor: operatorActor(deps), source: 'cli' });
      return { kind, user };
    });
  };
}
