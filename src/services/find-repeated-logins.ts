import type { DirectoryRow, RowProblem } from './directory-row.ts';
import type { Repeat } from './find-repeats.ts';
import { loginsOfRow } from './plan-directory-import.ts';

/**
 * The logins themselves, which nobody kept, of lines whose digests met: compared as texts, so that two which only look alike by
 * their digests are nobody's problem.
 */
export async function findRepeatedLogins(
  repeats: readonly Repeat[],
  batches: AsyncIterable<{ readonly rows: readonly DirectoryRow[] }>,
): Promise<RowProblem[]> {
  const lines = new Set(repeats.flatMap(({ line, first }) => [line, first]));
  const firstLines = new Map<string, number>();
  const problems: RowProblem[] = [];
  for await (const { rows } of batches) {
    for (const row of rows.filter(({ line }) => lines.has(line))) {
      for (const login of loginsOfRow(row)) {
        const first = firstLines.get(login);
        if (first === undefined) firstLines.set(login, row.line);
        else problems.push(complain(row, login, first));
      }
    }
  }
  return problems;
}

function complain({ line, email }: DirectoryRow, login: string, first: number): RowProblem {
  const column = login === email ? 'email' : 'mobile';
  return { line, column, problem: `stands in line ${first} already: "${login}"` };
}
