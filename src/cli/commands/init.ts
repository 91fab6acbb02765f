import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { ENV_FILE } from '../../config/env-file.ts';
import { readStoreConfig } from '../../config/read-config.ts';
import { say } from '../../messages/say.ts';
import {
  type CreateOrganizationResult,
  findOrganizationProblem,
  findOrganizationProblems,
  type NewOrganizationProblem,
} from '../../services/organization/create-organization.ts';
import { verificationRecordOf } from '../../services/organization/verification-record.ts';
import { askForMissing, type InitAnswers } from '../ask-for-missing.ts';
import type { CliDeps } from '../cli-deps.ts';
import { addExamples, type CliRuntime } from '../cli-runtime.ts';
import { describeAnswerProblem } from '../describe/describe-problems.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { prepareEnvironment } from '../prepare-environment.ts';
import { quote, toPrintable } from '../print.ts';
import { warnOfOpenFiles } from '../warn-of-open-files.ts';

interface Options extends Partial<InitAnswers> {
  readonly trustDomain?: true;
  readonly existingEnv?: true;
  readonly databaseUrl?: string;
}

export function registerInit(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('init')
    .description(say('cli.init.description'))
    .option('--name <name>', say('cli.init.name'))
    .option('--owner-name <name>', say('cli.init.ownerName'))
    .option('--owner-email <address>', say('cli.init.ownerEmail'))
    .option('--database-url <url>', say('cli.init.databaseUrl'))
    .option('--existing-env', say('cli.init.existingEnv'))
    .addHelpText('after', `\n${say('cli.init.help', { file: ENV_FILE })}`)
    .action((options: Options) =>
      runtime.run(async () => {
        const asked = await askForMissing(runtime.deps, options, (field, answer) => {
          const problem = findOrganizationProblem(field, answer);
          return problem === null ? null : describeAnswerProblem(problem);
        });
        if (asked.kind === 'missing') {
          runtime.complain(say('cli.init.missing', { options: asked.options.join(', ') }));
          return exitCodes.usage;
        }
        const url = await readDatabaseUrl(runtime.deps, options.databaseUrl);
        if (url.kind === 'problem') {
          runtime.complain(url.problem);
          return exitCodes.usage;
        }
        const input = { ...asked.answers, isDomainTrusted: options.trustDomain === true };
        const problems = findOrganizationProblems(input);
        if (problems.length > 0) {
          for (const one of problems) runtime.complain(describeProblem(one));
          runtime.complain(say('cli.init.nothingWritten'));
          return exitCodes.usage;
        }
        return create(runtime, input, { ...options, ...(url.url !== undefined && { databaseUrl: url.url }) });
      }),
    );
  if (runtime.deps.hasDemo) {
    command.option('--trust-domain', say('cli.init.trustDomain'));
  }
  addExamples(command, [
    'init',
    'init --name "Company" --owner-name "Ada Owner" --owner-email ada@company.example',
    'init --existing-env --name "Second company" --owner-name "Ben Owner" --owner-email ben@second.example',
  ]);
}

async function create(
  runtime: CliRuntime,
  input: InitAnswers & { isDomainTrusted: boolean },
  options: Options,
): Promise<ExitCode> {
  const prepared = await prepareEnvironment(runtime.deps, options);
  if (prepared.kind === 'problem') return runtime.fail(prepared.problem);
  // Until something is stored with the new keys, a failure takes the file back, so that the next try starts clean.
  let isInUse = prepared.kind === 'found';
  try {
    const services = await runtime.deps.openServices(readStoreConfig(prepared.env));
    try {
      const known = await services.listOrganizations();
      if (prepared.kind === 'written' && known.length > 0) {
        return runtime.fail(say('cli.init.otherKeys'));
      }
      isInUse = true;
      const result = await services.createOrganization(input);
      await warnOfOpenFiles(runtime, readStoreConfig(prepared.env));
      if (prepared.kind === 'written') runtime.print(say('cli.init.wroteEnv', { file: ENV_FILE }));
      return present(runtime, result, input);
    } finally {
      await services.close();
    }
  } finally {
    if (!isInUse) await prepared.takeBack();
  }
}

type DatabaseUrl =
  | { readonly kind: 'url'; readonly url: string | undefined }
  | { readonly kind: 'problem'; readonly problem: string };

/** Every user of a machine can read the arguments of its processes, and shells keep them in a history. */
async function readDatabaseUrl(
  { stdin, stderr, isTty }: Pick<CliDeps, 'stdin' | 'stderr' | 'isTty'>,
  given: string | undefined,
): Promise<DatabaseUrl> {
  if (given !== '-') {
    const hasPassword = given !== undefined && /^[^/]+:\/\/[^/@]*:[^/@]+@/.test(given);
    return hasPassword
      ? { kind: 'problem', problem: say('cli.init.passwordInArgument') }
      : { kind: 'url', url: given };
  }
  const terminal = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    if (isTty) stderr.write(`${say('cli.init.askDatabaseUrl')} `);
    const line = await terminal[Symbol.asyncIterator]().next();
    const url = line.done ? '' : line.value.trim();
    return url === '' ? { kind: 'problem', problem: say('cli.init.noDatabaseUrl') } : { kind: 'url', url };
  } finally {
    terminal.close();
  }
}

function describeProblem(one: NewOrganizationProblem): string {
  return say('cli.init.problem', { option: optionNames[one.field], problem: describeAnswerProblem(one) });
}

function present(
  runtime: CliRuntime,
  result: CreateOrganizationResult,
  { name }: Pick<InitAnswers, 'name'>,
): ExitCode {
  if (result.kind === 'name_taken') {
    return runtime.fail(say('cli.init.nameTaken', { name: quote(name) }));
  }
  if (result.kind === 'invalid') return runtime.fail(result.problems.map(describeProblem).join('\n'));
  const { organization, owner, domain } = result;
  const record = verificationRecordOf(domain);
  const ownerName = toPrintable(owner.displayName);
  runtime.print(say('cli.init.created', { name: toPrintable(organization.name), id: organization.id }));
  if (domain.verifiedAt !== null) runtime.complain(say('cli.init.trusted', { domain: domain.name }));
  runtime.print(say('cli.init.firstOwner', { name: ownerName, email: owner.email ?? '' }));
  const steps = [
    ...(domain.verifiedAt === null
      ? [say('cli.init.stepRecord', { record: record.name, value: record.value, domain: domain.name })]
      : []),
    say('cli.init.stepTokens', { file: ENV_FILE }),
    say('cli.init.stepImport'),
    say('cli.init.stepStart'),
    say('cli.init.stepOwners', { name: ownerName }),
  ];
  runtime.print(say('cli.init.next'));
  for (const [index, step] of steps.entries()) runtime.print(`  ${index + 1}. ${step}`);
  return exitCodes.ok;
}

const optionNames = { name: '--name', ownerName: '--owner-name', ownerEmail: '--owner-email' } as const;
