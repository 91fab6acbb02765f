import type { PrimaryContact, UserStatus } from '../../../domain/directory/directory-user.ts';
import type { MobileProblem } from '../../../domain/directory/mobile.ts';
import type { NameProblem } from '../../../domain/directory/name.ts';
import type { UserField } from '../../../domain/directory/provision/provision-facts.ts';
import type { Role } from '../../../domain/directory/roles.ts';

export const directoryColumns = [
  'email',
  'mobile',
  'alias',
  'name',
  'role',
  'status',
  'primary',
  'manager',
  'department',
  'employee_number',
] as const;
export type DirectoryColumn = (typeof directoryColumns)[number];
export const directoryColumnsRequired = ['name', 'role', 'status'] as const;

/** A record as it was in a file, with its line number (in a list, its position). */
export interface RawDirectoryRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why the file's reader could not make fields of it, in the reader's own words. */
  readonly problem?: string;
  /** Not a person to import, such as a guest: counted and skipped. */
  readonly isLeftOut?: boolean;
}

/** Rows as they are read: once, in increasing order of lines. */
export type RowSource = AsyncIterable<RawDirectoryRow> | Iterable<RawDirectoryRow>;

/**
 * A valid row. A contact is `undefined` where the file has no such column (it stays as it is), and `null` where
 * the field is empty.
 */
export interface DirectoryRow {
  readonly line: number;
  readonly email: string | null | undefined;
  readonly mobile: string | null | undefined;
  readonly alias: string | null | undefined;
  readonly name: string;
  /** `undefined` where the file does not say: a person keeps theirs, and a new one gets the import's default */
  readonly role: Role | undefined;
  readonly status: UserStatus;
  /** `undefined` where the file does not say */
  readonly primary: PrimaryContact | undefined;
  /** As with a contact. */
  readonly manager: string | null | undefined;
  readonly department: string | null | undefined;
  readonly employeeNumber: string | null | undefined;
}

/** What is wrong with a row. A `text` is the file's. */
export type RowIssue =
  | { readonly code: 'unreadable'; readonly explanation: string }
  | { readonly code: 'no_text' | 'missing' | 'no_contact' | 'two_people' | 'no_role' | 'no_owner_left' }
  | { readonly code: 'unknown_column' | 'no_email' | 'no_alias'; readonly text: string }
  | { readonly code: 'mobile'; readonly problem: MobileProblem; readonly text: string }
  | { readonly code: 'name'; readonly problem: NameProblem }
  | { readonly code: 'too_long'; readonly max: number }
  | { readonly code: 'no_choice'; readonly choices: readonly string[]; readonly text: string }
  | { readonly code: 'no_primary'; readonly primary: PrimaryContact }
  | { readonly code: 'login_repeated'; readonly firstLine: number; readonly login: string }
  | { readonly code: 'person_repeated'; readonly firstLine: number }
  /** A source decides what the row would change. */
  | { readonly code: 'governed'; readonly source: string; readonly fields: readonly UserField[] }
  | {
      readonly code: 'admin_email';
      readonly role: Role;
      readonly before: string;
      readonly after: string | null;
    };

export interface RowProblem {
  readonly line: number;
  readonly column: string | null;
  readonly issue: RowIssue;
}
