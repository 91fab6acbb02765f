import type { ConflictId, OrganizationId, SourceId, UserId } from '../ids.ts';

export const conflictKinds = [
  /** The login belongs to a user of another source, or of the operator's list. */
  'login_of_another_source',
  /** The login is a user's of the same source: two records, or an address that moved to another person. */
  'login_of_another_person',
  /** The record's contacts belong to two users. */
  'two_people',
  'unverified_domain',
  'no_email',
  'mobile_only',
  'two_primary_addresses',
  /** A rule gives `owner` to a person who isn't among those that the owner allowed by name. */
  'role_refused',
  /** The address of an owner or admin would change: the holder of the new one would become them in Slack. */
  'admin_login',
  'last_owner',
  'unknown_manager',
  /** Differs from another login only in case or by look-alike letters. */
  'look_alike',
  'invalid_field',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** Why a source's person is not, or not wholly, in the directory. Kept until it is resolved or the cause is gone. */
export interface Conflict {
  readonly id: ConflictId;
  readonly organizationId: OrganizationId;
  readonly sourceId: SourceId;
  readonly externalId: string;
  readonly kind: ConflictKind;
  /** The field of the record that is at fault. */
  readonly field: string | null;
  /** What the source says, and what it collides with. */
  readonly value: string | null;
  readonly otherUserId: UserId | null;
  /** The source that has the other user; `null` for the operator's own list. */
  readonly otherSourceId: SourceId | null;
  readonly since: number;
}
