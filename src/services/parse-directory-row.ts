import { userStatuses } from '../domain/directory-user.ts';
import { parseEmail, parseMobile } from '../domain/email.ts';
import { roles } from '../domain/roles.ts';
import { createRowReader } from './create-row-reader.ts';
import {
  type DirectoryRow,
  directoryColumns,
  quote,
  type RawDirectoryRow,
  type RowProblem,
} from './directory-row.ts';

export type ParsedDirectoryRow =
  | { readonly kind: 'row'; readonly row: DirectoryRow }
  | { readonly kind: 'bad'; readonly problems: readonly RowProblem[] };

/** Reads a row and finds everything that is wrong with it by itself. */
export function parseDirectoryRow(raw: RawDirectoryRow): ParsedDirectoryRow {
  const { line, fields, problem } = raw;
  if (problem !== undefined) return { kind: 'bad', problems: [{ line, column: null, problem }] };
  const reader = createRowReader(raw);
  for (const name of Object.keys(fields)) {
    if ((directoryColumns as readonly string[]).includes(name)) continue;
    reader.complain(null, `has an unknown column ${quote(name)}: known are ${directoryColumns.join(', ')}`);
  }
  const email = reader.readContact('email', normalizeEmail, 'is no e-mail address');
  const mobile = reader.readContact('mobile', parseMobile, 'is no mobile number in the form +441234567890');
  const name = reader.demand('name', reader.readName());
  const role = reader.demand('role', reader.readChoice('role', roles));
  const status = reader.demand('status', reader.readChoice('status', userStatuses));
  const primary = reader.readChoice('primary', ['email', 'mobile'] as const);
  const hasContact = typeof email === 'string' || typeof mobile === 'string';
  if (reader.problems.length === 0 && !hasContact) {
    reader.complain(null, 'has neither an e-mail address nor a mobile number');
  }
  if (reader.problems.length > 0 || name === null || role === null || status === null || primary === null) {
    return { kind: 'bad', problems: reader.problems };
  }
  return { kind: 'row', row: { line, email, mobile, name, role, status, primary } };
}

function normalizeEmail(text: string): string | null {
  return parseEmail(text)?.address ?? null;
}
