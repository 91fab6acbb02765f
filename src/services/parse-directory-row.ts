import { type PrimaryContact, type UserStatus, userStatuses } from '../domain/directory-user.ts';
import { parseEmail, parseMobile } from '../domain/email.ts';
import { type Role, roles } from '../domain/roles.ts';
import { parseName } from './parse-name.ts';

export const directoryColumns = ['email', 'mobile', 'name', 'role', 'status', 'primary'] as const;
export type DirectoryColumn = (typeof directoryColumns)[number];
export const directoryColumnsRequired = ['name', 'role', 'status'] as const;

const FIELD_LENGTH_MAX = 400;

/** A record as it stood in a file, with the number of its line (or of its place, in a list). */
export interface RawDirectoryRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What kept whoever read the file from making fields of it. */
  readonly problem?: string;
}

/** A sound row. A contact is `undefined` where the file has no such column (it stays as it is), and `null` where it is empty. */
export interface DirectoryRow {
  readonly line: number;
  readonly email: string | null | undefined;
  readonly mobile: string | null | undefined;
  readonly name: string;
  readonly role: Role;
  readonly status: UserStatus;
  /** `undefined` where the file does not say */
  readonly primary: PrimaryContact | undefined;
}

export interface RowProblem {
  readonly line: number;
  readonly column: string | null;
  /** continues a sentence that starts with the column's name */
  readonly problem: string;
}

export type ParsedDirectoryRow =
  | { readonly kind: 'row'; readonly row: DirectoryRow }
  | { readonly kind: 'bad'; readonly problems: readonly RowProblem[] };

/** Reads a row and finds everything that is wrong with it by itself. */
export function parseDirectoryRow({ line, fields, problem }: RawDirectoryRow): ParsedDirectoryRow {
  if (problem !== undefined) return { kind: 'bad', problems: [{ line, column: null, problem }] };
  const problems: RowProblem[] = [];
  const complain = (column: string | null, what: string): null => {
    problems.push({ line, column, problem: what });
    return null;
  };

  /** The trimmed text of a field; `undefined` if the record has no such field. */
  function readText(column: DirectoryColumn): string | undefined {
    const value = Object.hasOwn(fields, column) ? fields[column] : undefined;
    if (value === undefined) return undefined;
    if (value === null) return '';
    if (typeof value !== 'string') return complain(column, 'must be a text') ?? undefined;
    if (value.length > FIELD_LENGTH_MAX) {
      return complain(column, `is longer than ${FIELD_LENGTH_MAX} characters`) ?? undefined;
    }
    return value.trim();
  }

  function readContact(
    column: 'email' | 'mobile',
    parse: (text: string) => string | null,
    what: string,
  ): string | null | undefined {
    const text = readText(column);
    if (text === undefined || text === '') return text === '' ? null : undefined;
    return parse(text) ?? complain(column, `${what}: ${quote(text)}`);
  }

  function readChoice<T extends string>(column: DirectoryColumn, choices: readonly T[]): T | null {
    const text = readText(column);
    if (text === undefined || text === '') return complain(column, 'is missing');
    const folded = text.toLowerCase();
    const known = choices.find((choice) => choice === folded);
    return known ?? complain(column, `must be one of ${choices.join(', ')}, not ${quote(text)}`);
  }

  function readName(): string | null {
    const text = readText('name');
    if (text === undefined) return complain('name', 'is missing');
    const parsed = parseName(text);
    return parsed.kind === 'name' ? parsed.name : complain('name', parsed.problem);
  }

  for (const name of Object.keys(fields)) {
    if (!(directoryColumns as readonly string[]).includes(name)) {
      complain(null, `has an unknown column ${quote(name)}: known are ${directoryColumns.join(', ')}`);
    }
  }
  const email = readContact('email', (text) => parseEmail(text)?.address ?? null, 'is no e-mail address');
  const mobile = readContact('mobile', parseMobile, 'is no mobile number in the form +441234567890');
  const name = readName();
  const role = readChoice('role', roles);
  const status = readChoice('status', userStatuses);
  const isPrimarySaid = (readText('primary') ?? '') !== '';
  const primary = isPrimarySaid ? readChoice('primary', ['email', 'mobile'] as const) : undefined;
  const hasContact = typeof email === 'string' || typeof mobile === 'string';
  if (problems.length === 0 && !hasContact)
    complain(null, 'has neither an e-mail address nor a mobile number');
  if (problems.length > 0 || name === null || role === null || status === null || primary === null) {
    return { kind: 'bad', problems };
  }
  return { kind: 'row', row: { line, email, mobile, name, role, status, primary } };
}

/** Text of a stranger's file for a terminal: short, on one line, without control characters. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `"${short.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"]/gu, '?')}"`;
}
