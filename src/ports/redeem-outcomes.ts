import type { ClientId, OrganizationId } from '../domain/ids.ts';
import type { RedeemOutcome } from '../domain/redeeming/redeem-outcome.ts';

export interface RedeemOutcomeReader {
  /** `null` from its `expiresAt` on. */
  find(
    organizationId: OrganizationId,
    clientId: ClientId,
    keyHash: string,
    now: number,
  ): Promise<RedeemOutcome | null>;
}

export interface RedeemOutcomeWriter extends RedeemOutcomeReader {
  /** Replaces one that expired by `createdAt`. @throws UniqueViolationError if the service has a live one of this key */
  insert(outcome: RedeemOutcome): Promise<void>;
}
