import { type FileHandle, open } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CountryCode } from 'libphonenumber-js';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { roles } from '../../../domain/directory/roles.ts';
import { say } from '../../../messages/say.ts';
import { StagingUnavailableError } from '../../../ports/directory/import-staging.ts';
import type { PlannedChange } from '../../../services/directory/import/check-rows.ts';
import type { RawDirectoryRow, RowProblem } from '../../../services/directory/import/directory-row.ts';
import type { ImportDirectoryResult } from '../../../services/directory/import/import-directory.ts';
import type { ImportCounts } from '../../../services/directory/import/plan-directory-import.ts';
import type { RowProblems } from '../../../services/directory/import/row-problems.ts';
import type { InterruptingProblem } from '../../../services/directory/import/write-import-batch.ts';
import { changedFields } from '../../../services/directory/record-user-changes.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeRowIssue, nameUserField } from '../../describe/describe-row-issue.ts';
import { addToMapping, ownColumns } from '../../directory-file/column-mapping.ts';
import { type Encoding, encodings, UnreadableFileError } from '../../directory-file/decode-text.ts';
import { type PresetName, presetNames, presets } from '../../directory-file/presets.ts';
import type { CsvOptions } from '../../directory-file/read-csv.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printTable, quote } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly preset?: PresetName;
  readonly map: readonly string[];
  readonly ignoreOtherColumns?: true;
  readonly defaultRole?: 'admin' | 'helpdesk' | 'member';
  readonly country?: CountryCode;
  readonly encoding?: Encoding;
  readonly changeAdminEmails?: true;
  readonly dryRun?: true;
}

/** What a file's rows are called: a CSV has lines, a JSON list has entries. */
type Unit = 'Line' | 'Entry';

interface FileKind {
  /** What reads it, with its library: loaded when there is a file to read. */
  readonly load: () => Promise<
    (bytes: AsyncIterable<Uint8Array>, options: CsvOptions) => AsyncIterable<RawDirectoryRow>
  >;
  readonly unit: Unit;
}

function findFileKind(file: string): FileKind | null {
  const extension = extname(file).toLowerCase();
  if (extension === '.csv') {
    return { load: async () => (await import('../../directory-file/read-csv.ts')).readCsv, unit: 'Line' };
  }
  return extension === '.json'
    ? { load: async () => (await import('../../directory-file/read-json.ts')).readJson, unit: 'Entry' }
    : null;
}

export function registerDirectoryImport(directory: Command, runtime: CliRuntime): void {
  const command = directory
    .command('import')
    .description(say('cli.directory.import'))
    .argument('<file>', say('cli.directory.file'))
    .addOption(organizationOption())
    .addOption(new Option('--preset <name>', say('cli.directory.preset')).choices(presetNames))
    .addOption(
      new Option('--map <term>', say('cli.directory.map'))
        .argParser((term: string, terms: readonly string[]) => [...terms, term])
        .default([], say('cli.directory.mapDefault')),
    )
    .option('--ignore-other-columns', say('cli.directory.ignoreOthers'))
    .addOption(
      new Option('--default-role <role>', say('cli.directory.defaultRole')).choices(
        roles.filter((role) => role !== 'owner'),
      ),
    )
    .addOption(new Option('--country <code>', say('cli.directory.country')).argParser(parseCountry))
    .addOption(new Option('--encoding <name>', say('cli.directory.encoding')).choices(encodings))
    .option('--change-admin-emails', say('cli.directory.changeAdminEmails'))
    .option('--dry-run', say('cli.directory.dryRun'))
    .addHelpText('after', `\n${say('cli.directory.columns')}`)
    .action((file: string, options: Options) => {
      const kind = findFileKind(file);
      if (kind === null) return command.error(say('cli.directory.badExtension'));
      const isMapped = options.preset !== undefined || options.map.length > 0 || options.ignoreOtherColumns;
      if (kind.unit === 'Entry' && isMapped) {
        return command.error(say('cli.directory.csvOnly'));
      }
      const preset = options.preset === undefined ? null : presets[options.preset];
      const base = preset ?? ownColumns;
      const mapped = addToMapping(
        options.ignoreOtherColumns ? { ...base, ignoresOtherColumns: true } : base,
        options.map,
      );
      if (mapped.kind === 'bad')
        return command.error(say('cli.directory.badMap', { problem: mapped.problem }));
      const defaultRole = options.defaultRole ?? (preset === null ? null : 'member');
      return runtime.runForOrganization(options, async (services, organization) => {
        const read = await kind.load();
        const { createProgressDisplay } = await import('../../show-progress.ts');
        const display = createProgressDisplay(runtime.deps);
        let handle: FileHandle | null = null;
        try {
          handle = await open(resolve(runtime.deps.cwd, file));
          const rows = read(handle.createReadStream({ autoClose: false }), {
            encoding: options.encoding ?? null,
            mapping: mapped.mapping,
            isRoleOptional: defaultRole !== null,
          });
          const result = await services.importDirectory(
            organization.id,
            rows,
            {
              defaultRole,
              allowsAdminEmailChange: options.changeAdminEmails === true,
              country: options.country ?? null,
              leavesOutBadMobiles: preset !== null,
              isDryRun: options.dryRun === true,
            },
            display.report,
          );
          display.stop();
          return present(runtime, result, kind.unit);
        } catch (error) {
          display.stop();
          if (error instanceof UnreadableFileError) {
            return runtime.fail(say('cli.directory.badFile', { problem: error.message }));
          }
          if (error instanceof StagingUnavailableError) {
            return runtime.fail(say('cli.directory.noRoom', { error: error.message }));
          }
          if (isFileError(error))
            return runtime.fail(
              error.code === 'ENOENT'
                ? say('cli.directory.noFile', { file: quote(file) })
                : say('cli.directory.unreadableFile', { file: quote(file), error: error.code ?? '' }),
            );
          throw error;
        } finally {
          await handle?.close();
        }
      });
    });
  addExamples(command, [
    'directory import people.csv --dry-run',
    'directory import people.json',
    'directory import User_Download.csv --preset google',
    'directory import staff.csv --map name="First Name"+"Last Name" --map status:Active=confirmed --default-role member --ignore-other-columns',
  ]);
}

function parseCountry(text: string): string {
  const country = text.trim().toUpperCase();
  // With letters that name no country, numbers without a country code are refused, with the reason.
  if (/^[A-Z]{2}$/.test(country)) return country;
  throw new InvalidArgumentError(say('cli.directory.badCountry'));
}

function present(runtime: CliRuntime, result: ImportDirectoryResult, unit: Unit): ExitCode {
  switch (result.kind) {
    case 'imported':
      warn(runtime, result.warnings, unit);
      printCounts(runtime, 'cli.directory.imported', result);
      return exitCodes.ok;
    case 'planned': {
      warn(runtime, result.warnings, unit);
      const { changes } = result;
      if (changes.length > 0) printTable(runtime, ['', 'LOGIN', 'NAME', 'WHAT'], changes.map(describeChange));
      const more = result.added + result.changed - changes.length;
      if (more > 0) runtime.print(say('cli.directory.more', { count: more }));
      printCounts(runtime, 'cli.directory.planned', result);
      return exitCodes.ok;
    }
    case 'rejected': {
      const { problems } = result;
      for (const problem of problems.shown) runtime.complain(describe(problem, unit));
      const more = problems.count - problems.shown.length;
      if (more > 0) runtime.complain(say('cli.directory.more', { count: more }));
      const rows = new Set(problems.shown.map(({ line }) => line)).size;
      return runtime.fail(
        more > 0 ? say('cli.directory.rejectedMore') : say('cli.directory.rejected', { rows }),
      );
    }
    case 'no_owner_left':
      return runtime.fail(say('cli.directory.noOwnerLeft'));
    case 'no_owner_on_verified_domain':
      return runtime.fail(say('cli.directory.noReachableOwner'));
    case 'interrupted':
      return runtime.fail(
        say('cli.directory.interrupted', {
          added: result.added,
          changed: result.changed,
          problem: describeInterruption(result.problem, unit),
        }),
      );
    case 'unknown_organization':
      return runtime.fail(say('cli.program.organizationGone'));
  }
}

function printCounts(
  runtime: CliRuntime,
  key: 'cli.directory.imported' | 'cli.directory.planned',
  { added, changed, unchanged, leftOut }: ImportCounts & { readonly leftOut: number },
): void {
  runtime.print(say(key, { added, changed, unchanged }));
  if (leftOut > 0) runtime.print(say('cli.directory.guests', { count: leftOut }));
}

function warn(runtime: CliRuntime, { shown, count }: RowProblems, unit: Unit): void {
  if (count === 0) return;
  for (const problem of shown)
    runtime.complain(say('cli.directory.skipped', { problem: describe(problem, unit) }));
  if (count > shown.length) runtime.complain(say('cli.directory.more', { count: count - shown.length }));
}

function describeChange(change: PlannedChange): string[] {
  const { after } = change;
  if (change.kind === 'add') {
    const { alias, status } = after;
    const role = say(`role.${after.role}`);
    const what =
      alias === null
        ? say('cli.directory.add', { role, status })
        : say('cli.directory.addWithAlias', { role, status, alias });
    return ['add', loginOf(after), after.displayName, what];
  }
  const what = changedFields(change.before, after).map(
    (field) => `${nameUserField(field)}: ${change.before[field] ?? '-'} -> ${after[field] ?? '-'}`,
  );
  return ['change', loginOf(change.before), change.before.displayName, what.join(', ')];
}

function describeInterruption(problem: InterruptingProblem | null, unit: Unit): string {
  if (problem === null) return say('cli.problem.row.login_taken');
  const { line, issue } = problem;
  return line === null ? describeRowIssue(issue) : describe({ line, column: null, issue }, unit);
}

function describe({ line, column, issue }: RowProblem, unit: Unit): string {
  const problem = describeRowIssue(issue);
  return column === null
    ? say(`cli.directory.at${unit}`, { line, problem })
    : say(`cli.directory.at${unit}Column`, { line, column, problem });
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
