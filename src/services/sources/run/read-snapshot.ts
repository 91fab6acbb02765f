import type { Source } from '../../../domain/directory/source.ts';
import type { SourceConnection, SourcePage } from '../../../ports/directory/source.ts';
import type { SyncStaging } from '../../../ports/directory/sync-staging.ts';
import { VendorError } from '../../../ports/vendor.ts';

const DAY_MS = 24 * 3_600_000;

export interface Snapshot {
  /** False: only what changed since the cursor. */
  readonly isWhole: boolean;
  readonly read: number;
  readonly cursor: string | null;
}

/** Whether the next run reads everything: when it was asked for, once a day, and without a cursor. */
export function mustReadAll(
  { cursor, lastFullAt }: Pick<Source, 'cursor' | 'lastFullAt'>,
  now: number,
): boolean {
  return cursor === null || lastFullAt === null || now - lastFullAt >= DAY_MS;
}

/**
 * Reads a source into the staging. It ends only after the last page: whatever goes wrong throws, and half a list is never planned.
 * @throws VendorError; what `onPage` throws
 */
export async function readSnapshot(
  connection: SourceConnection,
  staging: SyncStaging,
  {
    cursor,
    signal,
    onPage,
  }: {
    /** `null`: read everything. */
    readonly cursor: string | null;
    readonly signal: AbortSignal;
    readonly onPage: (read: number) => Promise<void>;
  },
): Promise<Snapshot> {
  const changes = cursor === null ? null : await connection.readChanges(cursor, signal);
  const pages = changes ?? connection.readAll(signal);
  let read = 0;
  let next: string | null = null;
  for await (const page of pages) {
    if (signal.aborted) throw new VendorError('cancelled');
    stage(staging, page, changes === null);
    read += page.people.length + page.gone.length;
    next = page.cursor ?? next;
    await onPage(read);
  }
  if (signal.aborted) throw new VendorError('cancelled');
  // No directory is empty: a vendor that hides everyone, from a credential with fewer rights say, must not end everyone's access.
  if (changes === null && read === 0) throw new VendorError('unexpected_answer', 'no people');
  return { isWhole: changes === null, read, cursor: next };
}

function stage(staging: SyncStaging, { people, gone }: SourcePage, isWhole: boolean): void {
  const isEmpty = people.some(({ externalId }) => externalId === '') || gone.includes('');
  if (isEmpty || (isWhole && gone.length > 0)) throw new VendorError('unexpected_answer', 'external id');
  staging.put(people.map((record) => ({ externalId: record.externalId, record })));
  staging.put(gone.map((externalId) => ({ externalId, record: null })));
}
