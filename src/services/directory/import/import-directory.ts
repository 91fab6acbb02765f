import type { OrganizationId } from '../../../domain/ids.ts';
import type { ImportStaging, OpenImportStaging } from '../../../ports/directory/import-staging.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { checkRows, type PlannedChange, wouldLeaveNoOwner } from './check-rows.ts';
import type { DirectoryRow, RowSource } from './directory-row.ts';
import { type ImportOptions, type ImportProgress, importDefaults } from './import-options.ts';
import type { ImportCounts } from './plan-directory-import.ts';
import { gather, type RowProblems } from './row-problems.ts';
import { batches, IMPORT_BATCH, stageRows } from './stage-rows.ts';
import { ImportInterrupted, type InterruptingProblem, writeImportBatch } from './write-import-batch.ts';

export type ImportDirectoryResult =
  | ({ readonly kind: 'imported'; readonly leftOut: number; readonly warnings: RowProblems } & ImportCounts)
  /** A dry run: what an import would do now. The first of the changes; all of them are counted. */
  | ({
      readonly kind: 'planned';
      readonly changes: readonly PlannedChange[];
      readonly leftOut: number;
      readonly warnings: RowProblems;
    } & ImportCounts)
  /** Nothing was written. */
  | { readonly kind: 'rejected'; readonly problems: RowProblems }
  /** Nothing was written: no one would be left who may administer. */
  | { readonly kind: 'no_owner_left' }
  /** Nothing was written: no owner would be left with an e-mail address on a verified domain, and none could be issued a code. */
  | { readonly kind: 'no_owner_on_verified_domain' }
  | { readonly kind: 'unknown_organization' }
  /**
   * The directory changed in the meantime. What is already written is valid; run the import again. `problem` is
   * `null` if another process has just taken a login.
   */
  | ({ readonly kind: 'interrupted'; readonly problem: InterruptingProblem | null } & ImportCounts);

/**
 * Adds and changes users from a list, matched by login. Everything is checked before anything is written.
 * Writing takes transactions of some hundred rows, and running the same list again continues where it stopped.
 * The list is read once and staged outside of memory.
 */
export function createImportDirectory(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'> & { readonly openImportStaging: OpenImportStaging },
) {
  return async function importDirectory(
    organizationId: OrganizationId,
    source: RowSource,
    options: ImportOptions = importDefaults,
    onProgress: (progress: ImportProgress) => void = () => {},
  ): Promise<ImportDirectoryResult> {
    if ((await deps.store.read.organizations.findById(organizationId)) === null)
      return { kind: 'unknown_organization' };
    const staging = deps.openImportStaging();
    try {
      const read = await stageRows(staging, source, options, onProgress);
      const plan = await checkRows(deps, staging, organizationId, options, read.total, onProgress);
      const problems = gather(
        [...read.problems.shown, ...plan.problems.shown],
        [read.problems, plan.problems],
      );
      if (problems.count > 0) return { kind: 'rejected', problems };
      if (await wouldLeaveNoOwner(deps.store.read, organizationId, plan)) return { kind: 'no_owner_left' };
      if (plan.losesLastReachableOwner) return { kind: 'no_owner_on_verified_domain' };
      const { warnings, leftOut } = read;
      const { added, changed, unchanged, changes } = plan;
      if (options.isDryRun) return { kind: 'planned', added, changed, unchanged, changes, leftOut, warnings };
      const written = await write(
        staging,
        organizationId,
        options,
        { total: read.total, unchanged },
        onProgress,
      );
      return written.kind === 'imported' ? { ...written, leftOut, warnings } : written;
    } finally {
      staging.close();
    }
  };

  async function write(
    staging: ImportStaging,
    organizationId: OrganizationId,
    options: ImportOptions,
    { total, unchanged }: { readonly total: number; readonly unchanged: number },
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Written> {
    const counts = { added: 0, changed: 0, unchanged };
    let done = unchanged;
    let part = 0;
    onProgress({ step: 'write', done, total });
    const parts = Math.max(1, Math.ceil((total - unchanged) / IMPORT_BATCH));
    const writeBatch = async (rows: readonly DirectoryRow[]): Promise<void> => {
      part += 1;
      const place = { part, parts: Math.max(part, parts), rows: total };
      const written = await writeImportBatch(deps, organizationId, rows, options, place);
      counts.added += written.added;
      counts.changed += written.changed;
      counts.unchanged += written.unchanged;
      done += rows.length;
      onProgress({ step: 'write', done, total });
    };
    try {
      for (const turn of ['first', 'later'] as const) {
        for (const rows of batches((after) => staging.listToWrite(turn, after, IMPORT_BATCH)))
          await writeBatch(rows);
      }
      // An import that changes nothing is recorded, too.
      if (part === 0) await writeBatch([]);
      return { kind: 'imported', ...counts };
    } catch (error) {
      if (error instanceof ImportInterrupted)
        return { kind: 'interrupted', problem: error.problem, ...counts };
      if (error instanceof UniqueViolationError) return { kind: 'interrupted', problem: null, ...counts };
      throw error;
    }
  }
}

type Written =
  | ({ readonly kind: 'imported' } & ImportCounts)
  | ({ readonly kind: 'interrupted'; readonly problem: InterruptingProblem | null } & ImportCounts);
