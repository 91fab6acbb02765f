import { type FileHandle, open } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CountryCode } from 'libphonenumber-js';
import { loginOf } from '../../domain/directory/directory-user.ts';
import { roleNames, roles } from '../../domain/directory/roles.ts';
import { StagingUnavailableError } from '../../ports/import-staging.ts';
import type { RawDirectoryRow, RowProblem } from '../../services/directory/directory-row.ts';
import type {
  ImportDirectoryResult,
  PlannedChange,
  RowProblems,
} from '../../services/directory/import-directory.ts';
import type { ImportCounts } from '../../services/directory/plan-directory-import.ts';
import { changedFields } from '../../services/directory/plan-directory-import.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { addToMapping, ownColumns } from '../directory-file/column-mapping.ts';
import { type Encoding, encodings, UnreadableFileError } from '../directory-file/decode-text.ts';
import { type PresetName, presetNames, presets } from '../directory-file/presets.ts';
import type { CsvOptions } from '../directory-file/read-csv.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printTable } from '../print.ts';

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

interface FileKind {
  /** What reads it, with its library: loaded when there is a file to read. */
  readonly load: () => Promise<
    (bytes: AsyncIterable<Uint8Array>, options: CsvOptions) => AsyncIterable<RawDirectoryRow>
  >;
  readonly unit: string;
}

function findFileKind(file: string): FileKind | null {
  const extension = extname(file).toLowerCase();
  if (extension === '.csv') {
    return { load: async () => (await import('../directory-file/read-csv.ts')).readCsv, unit: 'line' };
  }
  return extension === '.json'
    ? { load: async () => (await import('../directory-file/read-json.ts')).readJson, unit: 'entry' }
    : null;
}

export function registerDirectoryImport(directory: Command, runtime: CliRuntime): void {
  const command = directory
    .command('import')
    .description('add and change people by a list; checks every row before it writes anything')
    .argument('<file>', 'a .csv or .json file')
    .addOption(organizationOption())
    .addOption(new Option('--preset <name>', 'the export of another directory').choices(presetNames))
    .addOption(
      new Option('--map <term>', 'which of their columns or values is which of ours; may be repeated')
        .argParser((term: string, terms: readonly string[]) => [...terms, term])
        .default([], 'none'),
    )
    .option('--ignore-other-columns', 'leave out columns that are not ours (a preset always does)')
    .addOption(
      new Option(
        '--default-role <role>',
        'of new people, where the file has no role (a preset: member)',
      ).choices(roles.filter((role) => role !== 'owner')),
    )
    .addOption(
      new Option('--country <code>', 'of mobile numbers without a country code, such as GB').argParser(
        parseCountry,
      ),
    )
    .addOption(
      new Option('--encoding <name>', 'of a file that is not UTF-8 and does not say so').choices(encodings),
    )
    .option('--change-admin-emails', 'let the file change e-mail addresses of owners and admins')
    .option('--dry-run', 'check everything, show what would change, write nothing')
    .addHelpText('after', columnsHelp)
    .action((file: string, options: Options) => {
      const kind = findFileKind(file);
      if (kind === null) return command.error('error: the name of the file must end in .csv or .json');
      const isMapped = options.preset !== undefined || options.map.length > 0 || options.ignoreOtherColumns;
      if (kind.unit === 'entry' && isMapped) {
        return command.error('error: --preset, --map and --ignore-other-columns are for .csv files');
      }
      const preset = options.preset === undefined ? null : presets[options.preset];
      const base = preset ?? ownColumns;
      const mapped = addToMapping(
        options.ignoreOtherColumns ? { ...base, ignoresOtherColumns: true } : base,
        options.map,
      );
      if (mapped.kind === 'bad') return command.error(`error: --map ${mapped.problem}`);
      const defaultRole = options.defaultRole ?? (preset === null ? null : 'member');
      return runtime.runForOrganization(options, async (services, organization) => {
        const read = await kind.load();
        const { createProgressDisplay } = await import('../show-progress.ts');
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
            return runtime.fail(`Nothing was written: the file ${error.message}`);
          }
          if (error instanceof StagingUnavailableError) {
            return runtime.fail(
              `Stopped: ${error.message}. Make room, or name another folder in TMPDIR, and run it again.`,
            );
          }
          if (isFileError(error))
            return runtime.fail(
              error.code === 'ENOENT'
                ? `There is no file ${file}.`
                : `The file cannot be read (${error.code}): ${file}`,
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
  // Two letters that name no country only mean that numbers without a country code are refused, with the reason.
  if (/^[A-Z]{2}$/.test(country)) return country;
  throw new InvalidArgumentError('It has two letters, such as GB or DE.');
}

function present(runtime: CliRuntime, result: ImportDirectoryResult, unit: string): ExitCode {
  switch (result.kind) {
    case 'imported':
      warn(runtime, result.warnings, unit);
      runtime.print(`${count(result)}.${describeLeftOut(result.leftOut)}`);
      return exitCodes.ok;
    case 'planned': {
      warn(runtime, result.warnings, unit);
      const { changes } = result;
      if (changes.length > 0) printTable(runtime, ['', 'LOGIN', 'NAME', 'WHAT'], changes.map(describeChange));
      const more = result.added + result.changed - changes.length;
      if (more > 0) runtime.print(`... and ${more} more.`);
      runtime.print(
        `Nothing was written. An import would leave ${count(result)}.${describeLeftOut(result.leftOut)}`,
      );
      return exitCodes.ok;
    }
    case 'rejected': {
      const { problems } = result;
      for (const problem of problems.shown) runtime.complain(describe(problem, unit));
      const more = problems.count - problems.shown.length;
      if (more > 0) runtime.complain(`... and ${more} more.`);
      const lines = new Set(problems.shown.map(({ line }) => line)).size;
      const which = more > 0 ? 'them' : lines === 1 ? `this ${unit}` : `these ${lines}`;
      return runtime.fail(`Nothing was written: correct ${which} and run it again.`);
    }
    case 'no_owner_left':
      return runtime.fail(
        'Nothing was written: the organization would be left without a confirmed owner. Keep one, or name another in the same file.',
      );
    case 'no_owner_on_verified_domain':
      return runtime.fail(
        'Nothing was written: no owner would be left with an e-mail address on a verified domain, so none could ever be issued a code. Verify the new domain first (`backupcode domain add`, `domain verify`), or keep one owner as they are.',
      );
    case 'interrupted':
      return runtime.fail(
        `Stopped half-way (${result.added} added, ${result.changed} changed so far): the directory was changed meanwhile. ${result.why} Run the import again; it continues where it stopped.`,
      );
    case 'unknown_organization':
      return runtime.fail('The organization is gone.');
  }
}

function count({ added, changed, unchanged }: ImportCounts): string {
  return `${added} added, ${changed} changed, ${unchanged} unchanged`;
}

function describeLeftOut(leftOut: number): string {
  return leftOut === 0 ? '' : ` ${leftOut} left out (guests).`;
}

function warn(runtime: CliRuntime, { shown, count }: RowProblems, unit: string): void {
  if (count === 0) return;
  for (const problem of shown) runtime.complain(`Left out: ${describe(problem, unit)}`);
  if (count > shown.length) runtime.complain(`... and ${count - shown.length} more.`);
}

function describeChange(change: PlannedChange): string[] {
  const { after } = change;
  if (change.kind === 'add') {
    const alias = after.alias === null ? '' : `, also signs in as ${after.alias}`;
    return ['add', loginOf(after), after.displayName, `${roleNames[after.role]}, ${after.status}${alias}`];
  }
  const what = changedFields(change.before, after).map(
    (field) =>
      `${field === 'displayName' ? 'name' : field}: ${change.before[field] ?? '-'} -> ${after[field] ?? '-'}`,
  );
  return ['change', loginOf(change.before), change.before.displayName, what.join(', ')];
}

function describe({ line, column, problem }: RowProblem, unit: string): string {
  return column === null ? `${unit} ${line} ${problem}` : `${unit} ${line}: ${column} ${problem}`;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

const columnsHelp = `
Columns (CSV: named in the first line, in any order; JSON: a list of objects with these fields):
  email    e-mail address, normalized to lower case
  mobile   mobile number with country code, such as +441234567890 (without one: --country)
  alias    optional: a second login that looks like an e-mail address, such as a user principal name
  name     what the person is called; up to 200 characters, no line breaks
  role     owner, admin, helpdesk or member; without this column: --default-role
  status   invited, confirmed, suspended or deactivated
  primary  optional: email or mobile, the contact the account is known by; if it is not said,
           it stays as it is, or is the e-mail address if there is one

Commas, semicolons and tabs separate; UTF-8 and UTF-16 are recognized. Each row needs an e-mail address
or a mobile number. People are matched by any of their logins; those who are not there yet are added.
A contact whose column is missing stays as it is, an empty one is taken away. Nobody is ever removed:
set the status to deactivated. If any row is wrong, every wrong row is listed and nothing is written.
Running the same file again changes nothing. The output of "directory list --json" can be imported.

Presets read the exports of Google Workspace, Okta, Microsoft Entra ID, JumpCloud, BambooHR, Zoho One
and greytHR as they are downloaded. They give new people the role of a member and never change anybody's
role (zoho does: its file says the role). Mobile numbers that they cannot read are left out and listed.`;
