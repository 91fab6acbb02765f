import { type Command, Option } from 'commander';
import type { Environment } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { loadEnvironment } from '../config/env-file.ts';
import { readStoreConfig } from '../config/read-config.ts';
import type { Organization } from '../domain/organization/organization.ts';
import { scrub } from '../logging/scrub.ts';
import { say } from '../messages/say.ts';
import type { OperatorServices } from '../services/operator-services.ts';
import { chooseOrganization } from './choose-organization.ts';
import type { CliDeps } from './cli-deps.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { createPrinter, type Printer } from './print.ts';

/** Columns: what every terminal shows. */
export const HELP_WIDTH = 80;

/** What a subcommand is given to work with. */
export interface CliRuntime extends Printer {
  readonly deps: CliDeps;
  /** The environment with what `.env` adds. */
  loadEnv(): Promise<Environment>;
  /** Runs a command to its exit code, and says what it throws in a sentence. */
  run(work: () => Promise<number>): Promise<void>;
  /** The same with an open store, which is closed whatever happens. */
  runWithServices(work: (services: OperatorServices) => Promise<ExitCode>): Promise<void>;
  /** The same for one organization: the one named by `--organization`, or the only one there is. */
  runForOrganization(
    options: { readonly organization?: string | undefined },
    work: (services: OperatorServices, organization: Organization) => Promise<ExitCode>,
  ): Promise<void>;
  /** Says why it failed. */
  fail(text: string): ExitCode;
  exitCode(): number;
}

export function createCliRuntime(deps: CliDeps): CliRuntime {
  const printer = createPrinter(deps);
  let exitCode: number = exitCodes.ok;

  const fail = (text: string): ExitCode => {
    printer.complain(text);
    return exitCodes.failed;
  };
  const loadEnv = () => loadEnvironment(deps.env, deps.cwd);

  async function run(work: () => Promise<number>): Promise<void> {
    try {
      exitCode = await work();
    } catch (error) {
      exitCode = fail(describeError(error));
    }
  }

  async function runWithServices(work: (services: OperatorServices) => Promise<ExitCode>): Promise<void> {
    await run(async () => {
      const services = await deps.openServices(readStoreConfig(await loadEnv()));
      try {
        return await work(services);
      } finally {
        await services.close();
      }
    });
  }

  return {
    ...printer,
    deps,
    loadEnv,
    run,
    runWithServices,
    runForOrganization: (options, work) =>
      runWithServices(async (services) => {
        const chosen = chooseOrganization(await services.listOrganizations(), options.organization);
        return chosen.kind === 'chosen' ? work(services, chosen.organization) : fail(chosen.problem);
      }),
    fail,
    exitCode: () => exitCode,
  };
}

/** An outage or a bug, without secrets: drivers put addresses with passwords into their messages. */
function describeError(error: unknown): string {
  if (error instanceof ConfigError) {
    return say('cli.program.badConfiguration', { problems: error.message.replace(/^/gm, '  ') });
  }
  const text = error instanceof Error ? error.message : say('cli.program.unknownError');
  return say('cli.program.failed', { error: scrub(text) });
}

export function organizationOption(): Option {
  return new Option('--organization <id or name>', say('cli.program.organizationOption'));
}

export function addExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText(
    'after',
    `\n${say('cli.program.examples')}\n${examples.map(foldExample).join('\n')}`,
  );
}

/** A long command goes on in the next line as a shell takes it; an option keeps its value. */
function foldExample(example: string): string {
  const lines: string[] = [];
  let line = '  $ backupcode';
  for (const part of example.match(/(?:--[\w-]+ (?!--))?(?:"[^"]*"|[^\s"])+/g) ?? []) {
    if (line.length + part.length + 1 > HELP_WIDTH - 2) {
      lines.push(`${line} \\`);
      line = `      ${part}`;
    } else line = `${line} ${part}`;
  }
  return [...lines, line].join('\n');
}
