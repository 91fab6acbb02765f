import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { ENV_FILE } from '../../config/env-file.ts';
import { readStoreConfig } from '../../config/read-config.ts';
import { verificationRecordOf } from '../../services/organization/add-domain.ts';
import {
  type CreateOrganizationResult,
  findOrganizationProblem,
  findOrganizationProblems,
} from '../../services/organization/create-organization.ts';
import { askForMissing, type InitAnswers } from '../ask-for-missing.ts';
import type { CliDeps } from '../cli-deps.ts';
import { addExamples, type CliRuntime } from '../cli-runtime.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { prepareEnvironment } from '../prepare-environment.ts';
import { toPrintable } from '../print.ts';
import { warnOfOpenFiles } from '../warn-of-open-files.ts';

interface Options extends Partial<InitAnswers> {
  readonly trustDomain?: true;
  readonly existingEnv?: true;
  readonly databaseUrl?: string;
}

export function registerInit(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('init')
    .description('write a .env with fresh keys, and create the organization and its first owner')
    .option('--name <name>', 'what the organization is called')
    .option('--owner-name <name>', 'what the first owner is called')
    .option('--owner-email <address>', 'the e-mail address the first owner uses in Slack')
    .option(
      '--database-url <url>',
      'written into the .env as DATABASE_URL; - reads it from standard input, as an address with a password must be',
    )
    .option(
      '--existing-env',
      'use the .env that is there: for a further organization, or to go on after a failure',
    )
    .addHelpText('after', initHelp)
    .action((options: Options) =>
      runtime.run(async () => {
        const asked = await askForMissing(runtime.deps, options, findOrganizationProblem);
        if (asked.kind === 'missing') {
          runtime.complain(`Not given: ${asked.options.join(', ')}. Nothing was written.`);
          return exitCodes.usage;
        }
        const url = await readDatabaseUrl(runtime.deps, options.databaseUrl);
        if (url.kind === 'problem') {
          runtime.complain(`${url.problem} Nothing was written.`);
          return exitCodes.usage;
        }
        const input = { ...asked.answers, isDomainTrusted: options.trustDomain === true };
        const problems = findOrganizationProblems(input);
        if (problems.length > 0) {
          for (const { field, problem } of problems) runtime.complain(`${optionNames[field]} ${problem}.`);
          runtime.complain('Nothing was written.');
          return exitCodes.usage;
        }
        return create(runtime, input, { ...options, ...(url.url !== undefined && { databaseUrl: url.url }) });
      }),
    );
  if (runtime.deps.hasDemo) {
    command.option(
      '--trust-domain',
      'DANGER, for demos and tests only: take the domain of that address as yours without any proof',
    );
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
        return runtime.fail(
          'This database holds an organization already, made with other keys. Restore the .env it was made with; with that, `--existing-env` adds a further organization.',
        );
      }
      isInUse = true;
      const result = await services.createOrganization(input);
      await warnOfOpenFiles(runtime, readStoreConfig(prepared.env));
      if (prepared.kind === 'written')
        runtime.print(`Wrote ${ENV_FILE} with fresh keys. Keep a copy of it somewhere safe.`);
      return present(runtime, result);
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

/** Every user of a machine can read the arguments of every process on it, and shells keep them in a history. */
async function readDatabaseUrl(
  { stdin, stderr, isTty }: Pick<CliDeps, 'stdin' | 'stderr' | 'isTty'>,
  given: string | undefined,
): Promise<DatabaseUrl> {
  if (given !== '-') {
    const hasPassword = given !== undefined && /^[^/]+:\/\/[^/@]*:[^/@]+@/.test(given);
    return hasPassword
      ? {
          kind: 'problem',
          problem:
            'The database’s address holds a password, which others can read in an argument: write --database-url - and type or pipe it.',
        }
      : { kind: 'url', url: given };
  }
  const terminal = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    if (isTty) stderr.write('DATABASE_URL: ');
    const line = await terminal[Symbol.asyncIterator]().next();
    const url = line.done ? '' : line.value.trim();
    return url === ''
      ? { kind: 'problem', problem: 'There is no address on standard input.' }
      : { kind: 'url', url };
  } finally {
    terminal.close();
  }
}

function present(runtime: CliRuntime, result: CreateOrganizationResult): ExitCode {
  if (result.kind === 'name_taken') {
    return runtime.fail('There is an organization of that name already: see `backupcode organization list`.');
  }
  if (result.kind === 'invalid') {
    return runtime.fail(
      result.problems.map(({ field, problem }) => `${optionNames[field]} ${problem}.`).join('\n'),
    );
  }
  const { organization, owner, domain } = result;
  const record = verificationRecordOf(domain);
  runtime.print(`Created ${toPrintable(organization.name)} (${organization.id}).`);
  if (domain.verifiedAt !== null) {
    runtime.complain(
      `WARNING: ${domain.name} counts as yours WITHOUT PROOF (--trust-domain). Codes can be issued for every address of that domain that is imported. ` +
        `Never do this where real people sign in. Take it back: backupcode domain unverify ${domain.name}`,
    );
  }
  runtime.print(`First owner: ${toPrintable(owner.displayName)} <${owner.email}>.`);
  const steps =
    domain.verifiedAt === null
      ? [
          `set the TXT record ${record.name} to ${record.value}, then run: backupcode domain verify ${domain.name}`,
        ]
      : [];
  steps.push(
    'import the other people: backupcode directory import people.csv',
    `put the Slack tokens into ${ENV_FILE}, then check everything: backupcode doctor`,
    'run it: backupcode start',
  );
  steps.push(
    'make two more people owners, or no one in Slack can issue a code for this one; backupcode doctor checks it',
  );
  runtime.print('Next:');
  for (const [index, step] of steps.entries()) runtime.print(`  ${index + 1}. ${step}`);
  return exitCodes.ok;
}

const optionNames = { name: '--name', ownerName: '--owner-name', ownerEmail: '--owner-email' } as const;

const initHelp = `
What is not given is asked for. An existing ${ENV_FILE} is never overwritten: init says so and exits 1.
Where MASTER_KEYS is set in the real environment, no file is written.`;
