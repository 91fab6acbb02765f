import type { OrganizationId } from '../domain/ids.ts';
import { UniqueViolationError } from '../ports/store.ts';
import type { ServiceDeps } from './deps.ts';
import type { DirectoryRow, RowProblem, RowSource } from './directory-row.ts';
import { type ImportLimits, importLimits } from './import-limits.ts';
import type { NameLogDeps } from './name-log.ts';
import { createReadingLog, IMPORT_BATCH, type ReadingLog } from './reading-log.ts';
import { type ImportSurvey, surveyImport } from './survey-import.ts';
import { ImportInterrupted, writeImportBatch } from './write-import-batch.ts';

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export type ImportDirectoryResult =
  | ({ readonly kind: 'imported' } & ImportCounts)
  /** Nothing was written. In the order of the lines. */
  | { readonly kind: 'rejected'; readonly problems: readonly RowProblem[] }
  /** Nothing was written: nobody would be left who may administer. */
  | { readonly kind: 'no_owner_left' }
  | { readonly kind: 'unknown_organization' }
  /** The directory, or the list, was changed meanwhile. What was written before is sound; run it again. */
  | ({ readonly kind: 'interrupted'; readonly why: string } & ImportCounts);

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Adds and changes users by a list, matching them by login. Everything is checked before anything is written; what is
 * then written goes in transactions of some hundred rows, and running the same list again continues where it stopped.
 * The list is read twice, and what has to be remembered of it goes to a scratch, so that only what is wrong with it takes more
 * memory the longer it is.
 */
export function createImportDirectory(
  deps: Pick<ServiceDeps, 'store' | 'clock'> & NameLogDeps,
  limits: ImportLimits = importLimits,
) {
  /** @param readRows called twice, and once more if logins occur twice; has to give the same rows each time */
  return async function importDirectory(
    organizationId: OrganizationId,
    readRows: RowSource,
    onProgress: (progress: ImportProgress) => void = () => {},
  ): Promise<ImportDirectoryResult> {
    if ((await deps.store.read.organizations.findById(organizationId)) === null) {
      return { kind: 'unknown_organization' };
    }
    const counts = { added: 0, changed: 0, unchanged: 0 };
    const readingLog = createReadingLog(deps, limits);
    try {
      const survey = await surveyImport(deps, organizationId, readRows, readingLog, limits);
      if (survey.problems.length > 0) return { kind: 'rejected', problems: survey.problems };
      if (await wouldLeaveNoOwner(organizationId, survey)) return { kind: 'no_owner_left' };
      counts.unchanged = survey.unchanged;
      await write(organizationId, survey, batchesToWrite(survey, readingLog, readRows), counts, onProgress);
      return { kind: 'imported', ...counts };
    } catch (error) {
      if (error instanceof ImportInterrupted || error instanceof UniqueViolationError) {
        return { kind: 'interrupted', why: error.message, ...counts };
      }
      throw error;
    } finally {
      await readingLog.close();
    }
  };

  async function wouldLeaveNoOwner(
    organizationId: OrganizationId,
    { owners, ownersLost }: ImportSurvey,
  ): Promise<boolean> {
    if (owners.length > 0) return false;
    const { directory } = deps.store.read;
    const stored = await directory.listConfirmedByRole(organizationId, ['owner'], ownersLost + 1);
    return stored.length <= ownersLost;
  }

  /** @param counts of what is done; right at any time */
  async function write(
    organizationId: OrganizationId,
    { total, unchanged }: ImportSurvey,
    batches: AsyncIterable<DirectoryRow[]>,
    counts: { -readonly [K in keyof ImportCounts]: ImportCounts[K] },
    onProgress: (progress: ImportProgress) => void,
  ): Promise<void> {
    const parts = Math.max(1, Math.ceil((total - unchanged) / IMPORT_BATCH));
    let part = 0;
    let done = unchanged;
    onProgress({ done, total });
    for await (const rows of batches) {
      part += 1;
      const written = await writeImportBatch(deps, organizationId, rows, { part, parts, rows: total });
      counts.added += written.added;
      counts.changed += written.changed;
      counts.unchanged += written.unchanged;
      done += rows.length;
      onProgress({ done, total });
    }
  }
}

/**
 * What is to be written, read again, new owners first: so no transaction in between leaves the organization without one.
 * One batch at least, as an import that changes nothing is on record, too.
 * @throws ImportInterrupted before a row is given that was not there, or was another, when the list was checked
 */
async function* batchesToWrite(
  survey: ImportSurvey,
  readingLog: ReadingLog,
  readRows: RowSource,
): AsyncGenerator<DirectoryRow[]> {
  const waiting = [...survey.owners];
  for await (const { rows, isSettled } of readingLog.readAgain(readRows)) {
    waiting.push(...rows.filter((_row, index) => !isSettled(index)));
    while (waiting.length >= IMPORT_BATCH) yield waiting.splice(0, IMPORT_BATCH);
  }
  if (waiting.length > 0 || survey.total === survey.unchanged) yield waiting;
}
