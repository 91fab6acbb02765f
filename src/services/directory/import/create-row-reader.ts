import { parseEmail } from '../../../domain/directory/email.ts';
import { parseName } from '../../../domain/directory/name.ts';
import type { DirectoryColumn, RawDirectoryRow, RowIssue, RowProblem } from './directory-row.ts';

const FIELD_LENGTH_MAX = 400;

/**
 * Reads single fields of a row. A value is `undefined` where the row does not say, and `null` where a problem
 * was reported, unless noted otherwise.
 */
export interface RowReader {
  readonly problems: readonly RowProblem[];
  complain(column: DirectoryColumn | null, issue: RowIssue): null;
  /**
   * `null` for an empty field, too.
   * @param leaveOut if given, an unreadable value is left out and reported here; the row stays valid
   */
  readContact(
    column: 'email' | 'mobile' | 'alias',
    parse: (text: string) => string | null,
    explain: (text: string) => RowIssue,
    leaveOut?: (issue: RowIssue) => void,
  ): string | null | undefined;
  readChoice<T extends string>(column: DirectoryColumn, choices: readonly T[]): T | null | undefined;
  readName(): string | null | undefined;
  /** A text of a user's that decides nothing. `null` for an empty field, too. */
  readFact(column: 'manager' | 'department' | 'employee_number'): string | null | undefined;
  /** Reports a problem if the row does not say. */
  demand<T>(column: DirectoryColumn, value: T | null | undefined): T | null;
}

export function createRowReader({ line, fields }: RawDirectoryRow): RowReader {
  const problems: RowProblem[] = [];

  function complain(column: DirectoryColumn | null, issue: RowIssue): null {
    problems.push({ line, column, issue });
    return null;
  }

  function readText(column: DirectoryColumn): string | null | undefined {
    const value = Object.hasOwn(fields, column) ? fields[column] : undefined;
    if (value === undefined) return undefined;
    if (value === null) return '';
    if (typeof value !== 'string') return complain(column, { code: 'no_text' });
    if (value.length <= FIELD_LENGTH_MAX) return value.trim();
    return complain(column, { code: 'too_long', max: FIELD_LENGTH_MAX });
  }

  return {
    problems,
    complain,
    readContact(column, parse, explain, leaveOut) {
      const text = readText(column);
      if (text === undefined || text === null) return text;
      if (text === '') return null;
      const contact = parse(text);
      if (contact !== null) return contact;
      const issue = explain(text);
      if (leaveOut === undefined) return complain(column, issue);
      leaveOut(issue);
      return undefined;
    },
    readChoice(column, choices) {
      const text = readText(column);
      if (text === null) return null;
      if (text === undefined || text === '') return undefined;
      const known = choices.find((choice) => choice === text.toLowerCase());
      return known ?? complain(column, { code: 'no_choice', choices, text });
    },
    readName() {
      const text = readText('name');
      if (text === null || text === undefined) return text;
      const parsed = parseName(text);
      return parsed.kind === 'name'
        ? parsed.name
        : complain('name', { code: 'name', problem: parsed.problem });
    },
    readFact(column) {
      const text = readText(column);
      if (text === null || text === undefined) return text;
      if (text === '') return null;
      const address = column === 'manager' ? parseEmail(text) : null;
      if (address !== null) return address.address;
      const parsed = parseName(text);
      return parsed.kind === 'name'
        ? parsed.name
        : complain(column, { code: 'name', problem: parsed.problem });
    },
    demand: (column, value) => (value === undefined ? complain(column, { code: 'missing' }) : value),
  };
}
