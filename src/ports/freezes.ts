import type { OrganizationId, UserId } from '../domain/ids.ts';
import type { Freeze } from '../domain/requests/freeze.ts';

export interface FreezeReader {
  /** The newest of the organization or of this person, whether or not it has ended; `null` if there never was one. */
  find(organizationId: OrganizationId, subject: OrganizationId | UserId): Promise<Freeze | null>;
  /** Those that last, in no order. */
  listLasting(organizationId: OrganizationId): Promise<Freeze[]>;
}

export interface FreezeWriter extends FreezeReader {
  /** Inserts it, or replaces the one of its subject. */
  put(freeze: Freeze): Promise<void>;
}
