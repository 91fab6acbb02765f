import type { DirectoryRow, RawDirectoryRow, RowProblem } from './directory-row.ts';
import { parseDirectoryRow } from './parse-directory-row.ts';
import { loginsOfRow } from './plan-directory-import.ts';

/** Reads every row and finds everything that is wrong with the file by itself: in rows, and between rows. */
export async function checkDirectoryRows(
  raw: AsyncIterable<RawDirectoryRow> | Iterable<RawDirectoryRow>,
): Promise<{ readonly rows: readonly DirectoryRow[]; readonly problems: readonly RowProblem[] }> {
  const rows: DirectoryRow[] = [];
  const problems: RowProblem[] = [];
  const lineOfLogin = new Map<string, number>();
  for await (const record of raw) {
    const parsed = parseDirectoryRow(record);
    if (parsed.kind === 'bad') {
      problems.push(...parsed.problems);
      continue;
    }
    rows.push(parsed.row);
    const { line, email } = parsed.row;
    for (const login of loginsOfRow(parsed.row)) {
      const earlier = lineOfLogin.get(login);
      const column = login === email ? 'email' : 'mobile';
      if (earlier === undefined) lineOfLogin.set(login, line);
      else problems.push({ line, column, problem: `stands in line ${earlier} already: "${login}"` });
    }
  }
  return { rows, problems };
}
