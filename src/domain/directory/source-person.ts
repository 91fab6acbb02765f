import type { OrganizationId, SourceId, UserId } from '../ids.ts';
import type { ConflictKind } from './conflict.ts';
import type { UserStatus } from './directory-user.ts';
import type { Role } from './roles.ts';

/** What a source says of one person, as it says it: contacts are not yet parsed, and nothing has been decided. */
export interface SourceRecord {
  /** The person's id in the source: never reused for another person, and kept when their name or address changes. */
  readonly externalId: string;
  readonly displayName: string | null;
  /** The primary e-mail address; `null` if there is none. */
  readonly email: string | null;
  readonly mobile: string | null;
  /** A second name to sign in with, written like an e-mail address. */
  readonly alias: string | null;
  readonly status: UserStatus;
  /** Their manager: an external id of the same source, a user id, or a login. Resolved when it is needed. */
  readonly manager: string | null;
  readonly department: string | null;
  readonly employeeNumber: string | null;
  /** Names of the groups that the source tells with the person; `null` if it tells none. */
  readonly groups: readonly string[] | null;
  /** Further facts that a role rule may name, such as `title` or `isAdmin`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** More than one address is marked as primary: `email` is the first. */
  readonly hasTwoPrimaries: boolean;
  /** Why a source lists the account but it is no user of ours; its status is `deactivated` then. */
  readonly leftOut?: LeftOutReason;
}

export type LeftOutReason = 'bot' | 'guest' | 'external' | 'email_missing' | 'email_unconfirmed';

/** A person as a source last told them, and the user they are. */
export interface SourcePerson {
  readonly organizationId: OrganizationId;
  readonly sourceId: SourceId;
  readonly externalId: string;
  /** `null` while a conflict stands between them. */
  readonly userId: UserId | null;
  readonly record: SourceRecord;
  /** The role that a rule of the source gave last; `null` if none did, so that the operator gave the user's role. */
  readonly ruleRole: Role | null;
  /** Conflicts that a person dismissed; they stay away until the record changes. */
  readonly ignored: readonly ConflictKind[];
  readonly updatedAt: number;
}
