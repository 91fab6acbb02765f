import type { RowProblem } from './directory-row.ts';

/** Problems, warnings and changes kept to be shown; the rest are only counted. */
export const IMPORT_SHOWN_MAX = 1000;

/** What cannot be imported or was left out: the first of them by line, and how many there are. */
export interface RowProblems {
  readonly shown: readonly RowProblem[];
  readonly count: number;
}

interface ProblemList {
  add(problem: RowProblem): void;
  list(): RowProblems;
}

/** Keeps the first of them, and counts all. */
export function createProblemList(): ProblemList {
  const shown: RowProblem[] = [];
  let count = 0;
  return {
    add(problem) {
      count += 1;
      if (shown.length < IMPORT_SHOWN_MAX) shown.push(problem);
    },
    list: () => gather(shown, [{ shown, count }]),
  };
}

/** Several lists as one, by line. */
export function gather(shown: readonly RowProblem[], lists: readonly RowProblems[]): RowProblems {
  return {
    shown: shown.toSorted((a, b) => a.line - b.line).slice(0, IMPORT_SHOWN_MAX),
    count: lists.reduce((sum, { count }) => sum + count, 0),
  };
}
