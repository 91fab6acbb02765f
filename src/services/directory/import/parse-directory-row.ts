import type { CountryCode } from 'libphonenumber-js';
import { userStatuses } from '../../../domain/directory/directory-user.ts';
import { parseEmail } from '../../../domain/directory/email.ts';
import { parseMobile } from '../../../domain/directory/mobile.ts';
import { roles } from '../../../domain/directory/roles.ts';
import { createRowReader } from './create-row-reader.ts';
import {
  type DirectoryRow,
  directoryColumns,
  type RawDirectoryRow,
  type RowIssue,
  type RowProblem,
} from './directory-row.ts';

export interface RowOptions {
  /** Whether a row may leave its role out. */
  readonly isRoleOptional: boolean;
  /** The country of mobile numbers without a country code; `null`: such numbers are refused. */
  readonly country: CountryCode | null;
  /** Whether an unreadable mobile number is left out with a warning instead of rejecting the row. */
  readonly leavesOutBadMobiles: boolean;
}

export type ParsedDirectoryRow =
  | { readonly kind: 'row'; readonly row: DirectoryRow; readonly warnings: readonly RowProblem[] }
  | { readonly kind: 'bad'; readonly problems: readonly RowProblem[] };

/** Reads a row and finds everything wrong with it on its own. */
export function parseDirectoryRow(raw: RawDirectoryRow, options: RowOptions): ParsedDirectoryRow {
  const { line, fields, problem } = raw;
  if (problem !== undefined) {
    const issue = { code: 'unreadable', explanation: problem } as const;
    return { kind: 'bad', problems: [{ line, column: null, issue }] };
  }
  const reader = createRowReader(raw);
  for (const name of Object.keys(fields)) {
    if ((directoryColumns as readonly string[]).includes(name)) continue;
    reader.complain(null, { code: 'unknown_column', text: name });
  }
  const warnings: RowProblem[] = [];
  const email = reader.readContact('email', normalizeEmail, (text) => ({ code: 'no_email', text }));
  const alias = reader.readContact('alias', normalizeEmail, (text) => ({ code: 'no_alias', text }));
  const mobile = readMobile();
  const name = reader.demand('name', reader.readName());
  const role = reader.readChoice('role', roles);
  if (!options.isRoleOptional) reader.demand('role', role);
  const status = reader.demand('status', reader.readChoice('status', userStatuses));
  const primary = reader.readChoice('primary', ['email', 'mobile'] as const);
  const manager = reader.readFact('manager');
  const department = reader.readFact('department');
  const employeeNumber = reader.readFact('employee_number');
  const hasContact = typeof email === 'string' || typeof mobile === 'string';
  if (reader.problems.length === 0 && !hasContact) {
    reader.complain(null, { code: 'no_contact' });
  }
  if (reader.problems.length > 0 || name === null || role === null || status === null || primary === null) {
    return { kind: 'bad', problems: reader.problems };
  }
  // A person whose login is the e-mail address has no second one.
  const second = typeof alias === 'string' && alias === email ? null : alias;
  return {
    kind: 'row',
    row: {
      line,
      email,
      mobile,
      alias: second,
      name,
      role,
      status,
      primary,
      manager,
      department,
      employeeNumber,
    },
    warnings,
  };

  function readMobile(): string | null | undefined {
    const explain = (text: string): RowIssue => {
      const parsed = parseMobile(text, options.country);
      return { code: 'mobile', problem: parsed.kind === 'bad' ? parsed.problem : 'no_number', text };
    };
    const parse = (text: string): string | null => {
      const parsed = parseMobile(text, options.country);
      return parsed.kind === 'mobile' ? parsed.number : null;
    };
    if (!options.leavesOutBadMobiles) return reader.readContact('mobile', parse, explain);
    return reader.readContact('mobile', parse, explain, (issue) => {
      warnings.push({ line, column: 'mobile', issue });
    });
  }
}

function normalizeEmail(text: string): string | null {
  return parseEmail(text)?.address ?? null;
}
