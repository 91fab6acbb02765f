import type { OrganizationId, UserId } from '../domain/ids.ts';
import type { Delegation } from '../domain/requests/delegation.ts';

export interface DelegationReader {
  /** The newest that this person gave, whether or not it has ended; `null` if they never gave one. */
  find(organizationId: OrganizationId, from: UserId): Promise<Delegation | null>;
  /** Those that no one has ended, oldest first; some may be past their time. */
  listLasting(organizationId: OrganizationId): Promise<Delegation[]>;
  /** Past their time at `now` and not marked as ended, of any organization, oldest first. */
  listOverdue(now: number, limit: number): Promise<Delegation[]>;
}

export interface DelegationWriter extends DelegationReader {
  /** Inserts it, or replaces the one of its giver. */
  put(delegation: Delegation): Promise<void>;
}
