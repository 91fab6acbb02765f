import type { PrimaryContact, UserStatus } from '../../domain/directory/directory-user.ts';
import type { Role } from '../../domain/directory/roles.ts';

export const directoryColumns = ['email', 'mobile', 'alias', 'name', 'role', 'status', 'primary'] as const;
export type DirectoryColumn = (typeof directoryColumns)[number];
export const directoryColumnsRequired = ['name', 'role', 'status'] as const;

/** A record as it stood in a file, with the number of its line (or of its place, in a list). */
export interface RawDirectoryRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What kept whoever read the file from making fields of it. */
  readonly problem?: string;
  /** Not a person to be imported, such as a guest: counted, and passed over. */
  readonly isLeftOut?: boolean;
}

/** Rows as they are read, once, in increasing order of their lines. */
export type RowSource = AsyncIterable<RawDirectoryRow> | Iterable<RawDirectoryRow>;

/**
 * A sound row. A contact is `undefined` where the file has no such column (it stays as it is), and `null` where it is
 * empty.
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
}

export interface RowProblem {
  readonly line: number;
  readonly column: string | null;
  /** continues a sentence that starts with the column's name, or with the line */
  readonly problem: string;
}

/** Text of a stranger's file for a terminal: short, on one line, without control characters. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `"${short.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"]/gu, '?')}"`;
}
