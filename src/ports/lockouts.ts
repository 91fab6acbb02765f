import type { OrganizationId } from '../domain/ids.ts';
import type { Lockout } from '../domain/redeeming/lockout.ts';

export interface LockoutReader {
  find(organizationId: OrganizationId, key: string): Promise<Lockout | null>;
  /** Those there are of these keys, in no order. */
  list(organizationId: OrganizationId, keys: readonly string[]): Promise<Lockout[]>;
}

export interface LockoutWriter extends LockoutReader {
  /**
   * Inserts or replaces. Call it in the transaction that read it, so that no failure is lost between two processes (N7).
   */
  put(lockout: Lockout): Promise<void>;
}
