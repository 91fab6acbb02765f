import type { ImportStaging, StagedRow } from '../../../ports/directory/import-staging.ts';
import type { DirectoryRow, RowSource } from './directory-row.ts';
import type { ImportOptions, ImportProgress } from './import-options.ts';
import { parseDirectoryRow } from './parse-directory-row.ts';
import { loginsOfRow } from './plan-directory-import.ts';
import { createProblemList, type RowProblems } from './row-problems.ts';

/** Rows checked or written at a time: each may name three logins, and the directory takes 1,000 at once. */
export const IMPORT_BATCH = 300;

interface ReadRows {
  readonly total: number;
  readonly leftOut: number;
  readonly problems: RowProblems;
  readonly warnings: RowProblems;
}

/** Reads the list, once, and keeps its rows outside of memory. */
export async function stageRows(
  staging: ImportStaging,
  source: RowSource,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void,
): Promise<ReadRows> {
  const problems = createProblemList();
  const warnings = createProblemList();
  let total = 0;
  let leftOut = 0;
  let waiting: StagedRow[] = [];
  const rowOptions = { ...options, isRoleOptional: options.defaultRole !== null };
  for await (const raw of source) {
    if (raw.isLeftOut === true) {
      leftOut += 1;
      continue;
    }
    const parsed = parseDirectoryRow(raw, rowOptions);
    if (parsed.kind === 'bad') {
      for (const problem of parsed.problems) problems.add(problem);
      continue;
    }
    for (const warning of parsed.warnings) warnings.add(warning);
    const { row } = parsed;
    waiting.push({ line: row.line, logins: loginsOfRow(row), content: JSON.stringify(row) });
    total += 1;
    if (waiting.length < IMPORT_BATCH) continue;
    staging.add(waiting);
    waiting = [];
    onProgress({ step: 'read', done: total, total: null });
  }
  staging.add(waiting);
  return { total, leftOut, problems: problems.list(), warnings: warnings.list() };
}

/** The staged rows, some hundred at a time. */
export function* batches(list: (after: number) => readonly StagedRow[]): Generator<DirectoryRow[]> {
  for (let after = -1; ; ) {
    const rows = list(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ content }) => JSON.parse(content) as DirectoryRow);
    after = last.line;
  }
}
