import type { OrganizationId } from '../domain/ids.ts';
import type { RedeemGuard } from '../domain/redeem-guard.ts';

export interface GuardReader {
  find(organizationId: OrganizationId, key: string): Promise<RedeemGuard | null>;
}

export interface GuardWriter extends GuardReader {
  /**
   * Inserts or replaces. Inside the transaction that read it, so no failure is ever lost between two processes (N7).
   */
  put(guard: RedeemGuard): Promise<void>;
}
