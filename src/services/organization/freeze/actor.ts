import type { AuditActor } from '../../../domain/audit/audit-event.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { isId } from '../../../domain/ids.ts';
import type { Unfreezer } from '../../../domain/requests/freeze.ts';
import type { Transaction } from '../../../ports/store.ts';

/** Who does it, and from where, as the history has it. */
export interface Acting {
  readonly actor: AuditActor;
  readonly source: string;
}

/** As notices name who did something: a user's id, or `operator/name`. */
export function spellActor({ kind, id }: AuditActor): string {
  return kind === 'operator' ? `operator/${id}` : id;
}

/** One who acted, as they are now; `null` if they are no longer in the directory. */
export async function findUnfreezer(
  tx: Pick<Transaction, 'directory'>,
  organizationId: OrganizationId,
  actor: AuditActor,
): Promise<Unfreezer | null> {
  if (actor.kind !== 'user') return { actor, user: null };
  const user = isId('user', actor.id) ? await tx.directory.findUser(organizationId, actor.id) : null;
  return user && { actor, user };
}
