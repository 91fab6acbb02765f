import { type FileHandle, open } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import { ScratchUnavailableError } from '../../ports/scratch.ts';
import type { RawDirectoryRow, RowProblem } from '../../services/directory-row.ts';
import type { ImportDirectoryResult } from '../../services/import-directory.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { UnreadableFileError } from '../directory-file/decode-utf8.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

interface FileKind {
  /** What reads it, with its library: loaded when there is a file to read. */
  readonly load: () => Promise<(bytes: AsyncIterable<Uint8Array>) => AsyncIterable<RawDirectoryRow>>;
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
    .argument('<file>', 'a .csv or .json file in UTF-8')
    .addOption(organizationOption())
    .addHelpText('after', columnsHelp)
    .action((file: string, options: { organization?: string }) => {
      const kind = findFileKind(file);
      if (kind === null) return command.error('error: the name of the file must end in .csv or .json');
      return runtime.runForOrganization(options, async (services, organization) => {
        const { unit } = kind;
        const read = await kind.load();
        const { createProgressDisplay } = await import('../show-progress.ts');
        const display = createProgressDisplay(runtime.deps);
        let handle: FileHandle | null = null;
        try {
          const opened = await open(resolve(runtime.deps.cwd, file));
          handle = opened;
          // Read twice, through one handle: a file that takes its name meanwhile is another.
          const readRows = () => read(opened.createReadStream({ start: 0, autoClose: false }));
          const result = await services.importDirectory(organization.id, readRows, display.report);
          display.stop();
          return present(runtime, result, unit);
        } catch (error) {
          display.stop();
          if (error instanceof UnreadableFileError) {
            return runtime.fail(`Nothing was written: the file ${error.message}`);
          }
          if (error instanceof ScratchUnavailableError) {
            return runtime.fail(
              `Stopped: ${error.message}. Make room, or name another folder in TMPDIR, and run it again.`,
            );
          }
          if (isFileError(error)) {
            if (error.code === 'ESPIPE')
              return runtime.fail(`${file} is a pipe. It is read twice: save it as a file first`);
            return runtime.fail(`The file cannot be read (${error.code}): ${file}`);
          }
          throw error;
        } finally {
          await handle?.close();
        }
      });
    });
  addExamples(command, ['directory import people.csv', 'directory import people.json']);
}

function present(runtime: CliRuntime, result: ImportDirectoryResult, unit: string): ExitCode {
  switch (result.kind) {
    case 'imported':
      runtime.print(`${result.added} added, ${result.changed} changed, ${result.unchanged} unchanged.`);
      return exitCodes.ok;
    case 'rejected': {
      for (const problem of result.problems) runtime.complain(describe(problem, unit));
      const count = new Set(result.problems.map(({ line }) => line)).size;
      return runtime.fail(
        `Nothing was written: correct ${count === 1 ? `this ${unit}` : `these ${count}`} and run it again.`,
      );
    }
    case 'no_owner_left':
      return runtime.fail(
        'Nothing was written: the organization would be left without a confirmed owner. Keep one, or name another in the same file.',
      );
    case 'interrupted':
      return runtime.fail(
        `Stopped half-way (${result.added} added, ${result.changed} changed so far): somebody else changed the directory meanwhile. ${result.why} Run the import again; it goes on where it stopped.`,
      );
    case 'unknown_organization':
      return runtime.fail('The organization is gone.');
  }
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
  mobile   mobile number with country code, such as +441234567890
  name     what the person is called; up to 200 characters, no line breaks
  role     owner, admin, helpdesk or member
  status   invited, confirmed, suspended or deactivated
  primary  optional: email or mobile, the contact the account is known by; if it is not said,
           it stays as it is, or is the e-mail address if there is one

Each row needs an e-mail address or a mobile number. People are matched by either of them; who is not
there yet is added. A contact whose column is missing stays as it is, an empty one is taken away.
Nobody is ever removed: set the status to deactivated. If any row is wrong, every wrong row is listed
and nothing is written. Running the same file again changes nothing.`;
