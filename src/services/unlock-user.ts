import type { DirectoryUser } from '../domain/directory-user.ts';
import { parseLogin } from '../domain/email.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { ServiceDeps } from './deps.ts';
import { operatorActor } from './draft-operator-audit.ts';
import { releaseGuard } from './release-guard.ts';

export type UnlockUserResult =
  | { readonly kind: 'unlocked' | 'not_locked'; readonly user: DirectoryUser }
  | { readonly kind: 'unknown_user' };

/** Lets a user redeem again whom too many wrong codes have frozen or disabled (N7). Their codes are untouched. */
export function createUnlockUser(deps: ServiceDeps) {
  return async function unlockUser(organizationId: OrganizationId, text: string): Promise<UnlockUserResult> {
    const login = parseLogin(text);
    if (login === null) return { kind: 'unknown_user' };
    return deps.store.transact(organizationId, async (tx) => {
      const user = await tx.directory.findUserByLogin(organizationId, login);
      if (user === null) return { kind: 'unknown_user' };
      const kind = await releaseGuard(deps, tx, user, { actor: operatorActor(deps), source: 'cli' });
      return { kind, user };
    });
  };
}
