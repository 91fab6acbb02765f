import type { Command } from 'commander';
import { loginOf } from '../../domain/directory/directory-user.ts';
import { roleNames } from '../../domain/directory/roles.ts';
import { type Refusal, refusalTexts } from '../../domain/requests/refusals.ts';
import { CONFIRMATION_MS, type OperatorIssueResult } from '../../services/codes/issue-by-operator.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatMinute, toPrintable } from '../print.ts';

interface Options {
  readonly organization?: string;
  readonly reason?: string;
  readonly breakGlass?: string;
}

export function registerCodeIssue(code: Command, runtime: CliRuntime): void {
  const command = code
    .command('issue')
    .description('issue a code from here, for someone no one in Slack can help')
    .argument('<login>', 'the person’s e-mail address, mobile number or alias')
    .option('--reason <text>', 'why, for the history')
    .option(
      '--break-glass <reason>',
      'without a second operator; everyone who guards the organization is notified',
    )
    .addOption(organizationOption())
    .addHelpText('after', issueHelp)
    .action((login: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const reason = (options.breakGlass ?? options.reason ?? '').trim();
        if (!/[\p{L}\p{N}]/u.test(reason)) {
          runtime.complain(
            'Say why: --reason "lost phone", or --break-glass "why there is no second operator".',
          );
          return exitCodes.usage;
        }
        const result = await services.issueByOperator(organization.id, {
          login,
          reason,
          isBreakGlass: options.breakGlass !== undefined,
          show: async (shown, { target, expiresAt }) => {
            runtime.complain(
              `Backup code for ${toPrintable(target.displayName)} (${loginOf(target)}, ${roleNames[target.role]}). It works once, until ${formatMinute(expiresAt)}.`,
            );
            await writeOut(runtime, `${shown.reveal()}\n`);
          },
        });
        return present(runtime, result, reason);
      }),
    );
  addExamples(command, [
    'code issue ada@company.example --reason "lost phone, verified by video"',
    'code issue ada@company.example --break-glass "the other operator is on a plane"',
  ]);
}

export function registerCodeConfirm(code: Command, runtime: CliRuntime): void {
  const command = code
    .command('confirm')
    .description('confirm a code that another operator is about to issue from here')
    .argument('<login>', 'the person’s e-mail address, mobile number or alias')
    .requiredOption('--reason <text>', 'how you made sure that it is right, for the history')
    .addOption(organizationOption())
    .action((login: string, options: { organization?: string; reason: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.confirmByOperator(organization.id, login, options.reason);
        if (result.kind === 'unknown_user') return runtime.fail(nobody);
        if (result.kind === 'refused') return runtime.fail(describeRefusals(result.refusals));
        runtime.print(
          `Confirmed: until ${formatMinute(result.until)} another operator may issue one code for ${toPrintable(result.target.displayName)} (${loginOf(result.target)}).`,
        );
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['code confirm ada@company.example --reason "I called Ada back"']);
}

/** Rejects when the reader has gone, so that no code works that nobody saw. */
function writeOut({ deps }: CliRuntime, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    deps.stdout.write(text, (error) => (error == null ? resolve() : reject(error)));
  });
}

function present(runtime: CliRuntime, result: OperatorIssueResult, reason: string): ExitCode {
  switch (result.kind) {
    case 'issued':
      runtime.complain(
        `Read it out on a call that you made yourself; never send it. ${toPrintable(result.target.displayName)} and the people who guard the organization are notified.`,
      );
      return exitCodes.ok;
    case 'needs_confirmation':
      return runtime.fail(
        `No code was generated: another operator has to confirm it, as another user of this system than ${toPrintable(result.operator)}. They run:\n` +
          `  backupcode code confirm ${loginOf(result.target)} --reason "..."\n` +
          `Then run this again within ${CONFIRMATION_MS / 60_000} minutes. If there is no second operator: --break-glass ${JSON.stringify(reason)}`,
      );
    case 'refused':
      return runtime.fail(`No code was generated. ${describeRefusals(result.refusals)}`);
    case 'not_activated':
      return runtime.fail(
        'The code that was shown does not work: it was replaced or revoked in the same moment. Run this again.',
      );
    case 'unknown_user':
      return runtime.fail(nobody);
  }
}

const nobody = 'No one in the directory has that login: see `backupcode directory list`.';

function describeRefusals(refusals: readonly Refusal[]): string {
  return refusals.map(({ code }) => refusalTexts[code].join(' ')).join('\n');
}

const issueHelp = `
The person must be confirmed, with an e-mail address on a verified domain, as ever. Two operators are
needed, who use this command as two users of the system: one confirms (backupcode code confirm), the
other issues within 15 minutes. The code alone goes to standard output. The person, and the security
channel or all owners, are notified; everything is in the history.`;
