import type { BackupCode, CodeState, RevocationReason } from '../domain/codes/backup-code.ts';
import type { ClientId, CodeId, OrganizationId, UserId } from '../domain/ids.ts';

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
}
