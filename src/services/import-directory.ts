import type { OrganizationId } from '../domain/ids.ts';
import { UniqueViolationError } from '../ports/store.ts';
import type { RowSource } from './check-directory-rows.ts';
import type { ServiceDeps } from './deps.ts';
import type { DirectoryRow, RowProblem } from './directory-row.ts';
import { parseDirectoryRow } from './parse-directory-row.ts';
import { digestRows, IMPORT_BATCH, type ImportSurvey, surveyImport } from './survey-import.ts';
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
 * The list is read twice, so that it is never held as a whole, however long it is.
 */
export function createImportDirectory(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  /** @param readRows called twice; has to give the same rows each time */
  return async function importDirectory(
    organizationId: OrganizationId,
    readRows: RowSource,
    onProgress: (progress: ImportProgress) => void = () => {},
  ): Promise<ImportDirectoryResult> {
    if ((await deps.store.read.organizations.findById(organizationId)) === null) {
      return { kind: 'unknown_organization' };
    }
    const survey = await surveyImport(deps, organizationId, readRows);
    if (survey.problems.length > 0) return { kind: 'rejected', problems: survey.problems };
    if (await wouldLeaveNoOwner(organizationId, survey)) return { kind: 'no_owner_left' };
    return write(organizationId, survey, readRows, onProgress);
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

  async function write(
    organizationId: OrganizationId,
    survey: ImportSurvey,
    readRows: RowSource,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportDirectoryResult> {
    const { total, unchanged } = survey;
    const counts = { added: 0, changed: 0, unchanged };
    const parts = Math.max(1, Math.ceil((total - unchanged) / IMPORT_BATCH));
    let part = 0;
    let done = unchanged;
    onProgress({ done, total });
    try {
      for await (const rows of batchesToWrite(survey, readRows)) {
        part += 1;
        const written = await writeImportBatch(deps, organizationId, rows, { part, parts, rows: total });
        counts.added += written.added;
        counts.changed += written.changed;
        counts.unchanged += written.unchanged;
        done += rows.length;
        onProgress({ done, total });
      }
    } catch (error) {
      if (error instanceof ImportInterrupted || error instanceof UniqueViolationError) {
        return { kind: 'interrupted', why: error.message, ...counts };
      }
      throw error;
    }
    return { kind: 'imported', ...counts };
  }
}

/**
 * What is to be written, read again, new owners first: so no transaction in between leaves the organization without one.
 * One batch at least, as an import that changes nothing is on record, too.
 * @throws ImportInterrupted before a row is given that was not there, or was another, when the list was checked
 */
async function* batchesToWrite(survey: ImportSurvey, readRows: RowSource): AsyncGenerator<DirectoryRow[]> {
  const waiting = [...survey.owners];
  let index = 0;
  for await (const rows of checkedAgain(survey, readRows)) {
    for (const row of rows) {
      if (!survey.isSettled(index)) waiting.push(row);
      index += 1;
    }
    while (waiting.length >= IMPORT_BATCH) yield waiting.splice(0, IMPORT_BATCH);
  }
  if (waiting.length > 0 || survey.total === survey.unchanged) yield waiting;
}

async function* checkedAgain({ digests }: ImportSurvey, readRows: RowSource): AsyncGenerator<DirectoryRow[]> {
  let count = 0;
  for await (const rows of inBatches(readRows)) {
    if (digestRows(rows) !== digests[count]) throw changedMeanwhile();
    count += 1;
    yield rows;
  }
  if (count < digests.length) throw changedMeanwhile();
}

async function* inBatches(readRows: RowSource): AsyncGenerator<DirectoryRow[]> {
  let rows: DirectoryRow[] = [];
  for await (const raw of readRows()) {
    const parsed = parseDirectoryRow(raw);
    if (parsed.kind === 'bad') throw changedMeanwhile();
    rows.push(parsed.row);
    if (rows.length < IMPORT_BATCH) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

function changedMeanwhile(): ImportInterrupted {
  return new ImportInterrupted('The list is no longer the one that was checked.');
}
