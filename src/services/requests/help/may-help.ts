import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { UserId } from '../../../domain/ids.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { type Authority, decideAuthority, type Ties } from '../../../domain/requests/authority.ts';
import type { Readers, Transaction } from '../../../ports/store.ts';
import { readTies } from '../read-eligibility.ts';

/**
 * Whether someone may take care of a person who asks for help: owners, admins and the help desk, if they may issue a code for them. A
 * manager's own lane doesn't reach into the queue.
 */
export function createMayHelp(
  rooms: Pick<Readers | Transaction, 'domains' | 'groups'>,
  policy: Policy,
): (actor: DirectoryUser, target: DirectoryUser) => Promise<Authority> {
  // The help desk's ties follow from the target alone.
  const known = new Map<UserId, Ties>();
  return async (actor, target) => {
    let ties = actor.role === 'helpdesk' ? known.get(target.id) : undefined;
    if (ties === undefined) {
      ties = await readTies(rooms, policy, actor, target);
      if (actor.role === 'helpdesk') known.set(target.id, ties);
    }
    return decideAuthority({ kind: 'issue' }, { actor, target, policy, ties });
  };
}
