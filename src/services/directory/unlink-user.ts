import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

export type UnlinkUserResult =
  | { readonly kind: 'unlinked' | 'not_linked'; readonly user: DirectoryUser }
  | { readonly kind: 'unknown_user' };

/**
 * Forgets a user's Slack accounts, after a conflict was looked into. The next account seen with their address
 * is linked again.
 */
export function createUnlinkUser(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function unlinkUser(organizationId: OrganizationId, text: string): Promise<UnlinkUserResult> {
    const login = parseLogin(text);
    if (login === null) return { kind: 'unknown_user' };
    return deps.store.transact(organizationId, async (tx) => {
      const user = await tx.directory.findUserByLogin(organizationId, login);
      if (user === null) return { kind: 'unknown_user' };
      const count = await tx.identities.removeByUser(organizationId, user.id);
      if (count === 0) return { kind: 'not_linked', user };
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'identity.unlinked',
          target: user.id,
          details: { accounts: count },
        }),
      );
      return { kind: 'unlinked', user };
    });
  };
}
