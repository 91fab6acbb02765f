import type { DirectoryRow, RawDirectoryRow, RowProblem } from './directory-row.ts';
import { createLineIndex } from './line-index.ts';
import { parseDirectoryRow } from './parse-directory-row.ts';
import { loginsOfRow } from './plan-directory-import.ts';

/** Rows one by one as they are read; each is given as often, and as late, as it comes. */
export type RowSource = () => AsyncIterable<RawDirectoryRow> | Iterable<RawDirectoryRow>;

/** Reads every row and finds everything that is wrong with the file by itself: in rows, and between rows. */
export function createRowChecker(complain: (problem: RowProblem) => void) {
  const lines = createLineIndex();

  /** @returns `null` if the row is not sound */
  return function checkRow(raw: RawDirectoryRow): DirectoryRow | null {
    const parsed = parseDirectoryRow(raw);
    if (parsed.kind === 'bad') {
      for (const problem of parsed.problems) complain(problem);
      return null;
    }
    const { line, email } = parsed.row;
    for (const login of loginsOfRow(parsed.row)) {
      const earlier = lines.note(login, line);
      const column = login === email ? 'email' : 'mobile';
      if (earlier !== null)
        complain({ line, column, problem: `stands in line ${earlier} already: "${login}"` });
    }
    return parsed.row;
  };
}
