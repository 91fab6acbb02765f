import type { OrganizationId, UserId } from '../../ids.ts';
import type { AttributeAuthority } from '../attribute-authority.ts';
import type { DirectoryUser } from '../directory-user.ts';
import type { Role } from '../roles.ts';
import type { Source } from '../source.ts';
import type { LeftOutReason, SourcePerson, SourceRecord } from '../source-person.ts';
import type { FoundConflict } from './find-conflicts.ts';
import type { ReadRecord } from './parse-record.ts';

/** What every source's person is decided on. */
export interface ProvisionContext {
  readonly source: Pick<Source, 'id' | 'roleRules' | 'allowedOwners'>;
  readonly organizationId: OrganizationId;
  readonly authority: AttributeAuthority;
  readonly verifiedDomains: ReadonlySet<string>;
  readonly now: number;
  readonly newUserId: () => UserId;
}

export interface ProvisionFacts {
  readonly record: SourceRecord;
  /** The same, read; `null` if it names no one. */
  readonly read: ReadRecord | null;
  /** What was stored of the person; `null` if the source tells of them for the first time. */
  readonly person: SourcePerson | null;
  /** The user that the person is. */
  readonly linked: DirectoryUser | null;
  /** What every source says of that user, this one included. */
  readonly links: readonly SourcePerson[];
  /** Users who have one of the record's logins. */
  readonly matches: readonly DirectoryUser[];
  /** Groups of the user in this source, for a record that tells none. */
  readonly knownGroups: readonly string[];
  readonly isLastOwner: boolean;
  /** Whether the manager of the record names a person of the source, or a user. */
  readonly isManagerKnown: boolean;
  /** Whether a person has accepted the new address of an owner or admin. */
  readonly isAdminLoginAccepted: boolean;
}

export const userFields = [
  'displayName',
  'role',
  'status',
  'email',
  'mobile',
  'alias',
  'primary',
  'sourceId',
  'externalId',
  'manager',
  'department',
  'employeeNumber',
] as const satisfies readonly (keyof DirectoryUser)[];
export type UserField = (typeof userFields)[number];

export type SkipReason =
  /** They left before they came into the directory. */
  | 'left'
  /** Their conflict was dismissed, and the record is still the same. */
  | 'dismissed'
  /** Linked to a user that others govern in everything. */
  | 'not_governed'
  /** The source gives no id that can be kept. */
  | 'no_external_id'
  | LeftOutReason;

interface Decided {
  /** What isn't as the record says. It keeps out nothing but what it names. */
  readonly conflicts: readonly FoundConflict[];
  /** The role that a rule gives; `null` if none does. */
  readonly ruleRole: Role | null;
}

export type Provision =
  | ({ readonly kind: 'create'; readonly after: DirectoryUser } & Decided)
  | ({
      readonly kind: 'update' | 'suspend' | 'deactivate' | 'reactivate';
      readonly before: DirectoryUser;
      readonly after: DirectoryUser;
      readonly changed: readonly UserField[];
      /** Counts for the brake. */
      readonly takesAway: boolean;
    } & Decided)
  | ({ readonly kind: 'unchanged'; readonly before: DirectoryUser } & Decided)
  /** The person stays out of the directory until a person decides, or the cause is gone. */
  | { readonly kind: 'conflict'; readonly conflicts: readonly FoundConflict[] }
  | { readonly kind: 'skip'; readonly reason: SkipReason };
