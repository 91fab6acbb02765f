import { createHash } from 'node:crypto';
import { createDigestTable } from '../domain/digest-table.ts';

/** Where names stood first, for a million names in some megabytes. */
export interface LineIndex {
  /** @returns the line at which the name was noted before; `null` if it is new, and noted now */
  note(name: string, line: number): number | null;
}

/** Keeps a digest of each name instead of the name. */
export function createLineIndex(): LineIndex {
  const lines = createDigestTable();
  return { note: (name, line) => lines.note(createHash('sha256').update(name).digest(), line) };
}
