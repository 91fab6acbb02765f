import type { BackupCode, CodeState, RevocationReason } from '../domain/codes/backup-code.ts';
import type { ClientId, CodeId, OrganizationId, ProviderId, UserId } from '../domain/ids.ts';
import type { VendorCode } from '../domain/providers/vendor-code.ts';

export interface CodeReader {
  find(organizationId: OrganizationId, id: CodeId): Promise<BackupCode | null>;
  /** The code that is `undelivered` or `active`, expired or not; there is at most one. */
  findLive(organizationId: OrganizationId, userId: UserId): Promise<BackupCode | null>;
  /** All that are `undelivered` or `active`, expired or not, in no order. Limits on requests keep them few. */
  listLive(organizationId: OrganizationId): Promise<BackupCode[]>;
  /** The user's newest codes in any state, newest first. */
  listLatest(organizationId: OrganizationId, userId: UserId, limit: number): Promise<BackupCode[]>;
  /** `active` ones with `expiresAt <= now`, of any organization, oldest first. */
  listOverdue(now: number, limit: number): Promise<BackupCode[]>;
  /** `undelivered` ones made before `createdBefore`, of any organization: their reveal died half-way. */
  listUndelivered(createdBefore: number, limit: number): Promise<BackupCode[]>;
  /** Codes of providers with `vendor.dueAt <= now`, of any organization, the longest due first. */
  listVendorDue(now: number, limit: number): Promise<BackupCode[]>;
  /** Whether something is left to do for a code of the provider: it has a `vendor.dueAt`. */
  hasVendorDue(organizationId: OrganizationId, providerId: ProviderId): Promise<boolean>;
}

export interface CodeChange {
  readonly settledAt?: number;
  readonly redeemedBy?: ClientId;
  readonly redeemedByName?: string;
  readonly redeemedFrom?: string;
  readonly factorEnrolledAt?: number;
  readonly revokedBy?: UserId;
  readonly revocationReason?: RevocationReason;
  readonly disownedAt?: number;
  /** A provider may end its code sooner than was asked for. */
  readonly expiresAt?: number;
}

export interface CodeWriter extends CodeReader {
  /** @throws UniqueViolationError if the user has a live code */
  insert(code: BackupCode): Promise<void>;
  /**
   * One guarded write: moves the code from one of the states `from` to `to`. Of any number of concurrent callers, in
   * any number of processes, exactly one gets the changed code; all others get `null` (N3). `to` may be in `from`, to change
   * only other fields.
   */
  transition(
    organizationId: OrganizationId,
    id: CodeId,
    from: readonly CodeState[],
    to: CodeState,
    change: CodeChange,
  ): Promise<BackupCode | null>;
  /**
   * Replaces what is known of a code at its provider, if its `dueAt` is still `dueAt`: of those who race, one gets the changed code, and
   * may act; all others get `null`.
   */
  putVendor(
    organizationId: OrganizationId,
    id: CodeId,
    dueAt: number | null,
    vendor: VendorCode,
  ): Promise<BackupCode | null>;
}
