import { type Command, InvalidArgumentError, Option } from 'commander';
import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import { capabilities } from '../../../domain/providers/capabilities.ts';
import { vendorNames } from '../../../domain/providers/provider.ts';
import type { Refusal } from '../../../domain/requests/refusals.ts';
import type { VerificationMethod } from '../../../domain/requests/verification.ts';
import { say } from '../../../messages/say.ts';
import { CONFIRMATION_MS, type OperatorIssueResult } from '../../../services/codes/issue-by-operator.ts';
import { operatorMethods } from '../../../services/codes/operator-verification.ts';
import type { ShownVendor } from '../../../services/providers/make-code.ts';
import { askForText } from '../../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeRefusal } from '../../describe/describe-problems.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { parseLifetime, parseStart } from '../../parse-term.ts';
import { formatMinute, quote, toPrintable } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly reason?: string;
  readonly breakGlass?: string;
  readonly lifetime?: string;
  readonly start?: string;
  readonly verified?: readonly VerificationMethod[];
  readonly evidence?: string;
  readonly ticket?: string;
}

export function registerCodeIssue(code: Command, runtime: CliRuntime): void {
  const command = code
    .command('issue')
    .description(say('cli.code.issue'))
    .argument('<login>', say('cli.program.login'))
    .option('--reason <text>', say('cli.code.reason'))
    .option('--break-glass <reason>', say('cli.code.breakGlass'))
    .addOption(
      new Option('--verified <way>', say('cli.code.verified')).argParser(
        (text: string, others: readonly VerificationMethod[] | undefined) => [
          ...(others ?? []),
          parseMethod(text),
        ],
      ),
    )
    .option('--evidence <text>', say('cli.code.evidence'))
    .option('--ticket <number>', say('cli.code.ticket'))
    .option('--lifetime <time>', say('cli.code.lifetime'))
    .option('--start <time>', say('cli.code.start'))
    .addOption(organizationOption())
    .addHelpText('after', `\n${say('cli.code.issueHelp')}`)
    .action((login: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const reason = (options.breakGlass ?? options.reason ?? '').trim();
        if (!/[\p{L}\p{N}]/u.test(reason)) {
          runtime.complain(say('cli.code.needsReason'));
          return exitCodes.usage;
        }
        const lifetimeMinutes = options.lifetime === undefined ? null : parseLifetime(options.lifetime);
        const startsAt = options.start === undefined ? null : parseStart(options.start);
        if (options.lifetime !== undefined && lifetimeMinutes === null) {
          runtime.complain(say('cli.code.badLifetime', { text: quote(options.lifetime) }));
          return exitCodes.usage;
        }
        if (options.start !== undefined && startsAt === null) {
          runtime.complain(say('cli.code.badStart', { text: quote(options.start) }));
          return exitCodes.usage;
        }
        const methods = options.verified ?? [];
        const evidence =
          options.evidence ??
          (methods.length > 0 && runtime.deps.isTty
            ? await askForText(runtime.deps, say('cli.code.askEvidence'))
            : '');
        const result = await services.issueByOperator(organization.id, {
          login,
          reason,
          term: { lifetimeMinutes, startsAt },
          isBreakGlass: options.breakGlass !== undefined,
          verification: { methods, evidence: evidence.trim(), ticket: options.ticket ?? null },
          show: async (shown, { target, startsAt: from, expiresAt, vendor }) => {
            const facts = {
              ...nameOf(target),
              role: say(`role.${target.role}`),
              until: formatMinute(expiresAt),
            };
            const when = { ...facts, from: from === null ? 'now' : formatMinute(from) };
            if (vendor !== null) runtime.complain(describeVendor(vendor, when));
            else
              runtime.complain(
                from === null ? say('cli.code.shown', facts) : say('cli.code.shownLater', when),
              );
            const all = [shown, ...(vendor?.others ?? [])];
            await writeOut(runtime, all.map((code) => `${code.reveal()}\n`).join(''));
          },
        });
        return present(runtime, organization, result, { login, reason });
      }),
    );
  addExamples(command, [
    'code issue ada@company.example --reason "lost phone" --verified video --evidence "badge 4711"',
    'code issue ada@company.example --break-glass "I am alone" --verified callback --evidence "her mobile"',
    'code issue ada@company.example --reason "starts on Monday" --lifetime 4h --start 2026-12-07T08:00+01:00',
  ]);
}

export function registerCodeConfirm(code: Command, runtime: CliRuntime): void {
  const command = code
    .command('confirm')
    .description(say('cli.code.confirm'))
    .argument('<login>', say('cli.program.login'))
    .requiredOption('--reason <text>', say('cli.code.confirmReason'))
    .addOption(organizationOption())
    .action((login: string, options: { organization?: string; reason: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.confirmByOperator(organization.id, login, options.reason);
        if (result.kind === 'unknown_user')
          return runtime.fail(say('cli.program.unknownLogin', { login: quote(login) }));
        if (result.kind === 'refused') return runtime.fail(describeRefusals(result.refusals));
        runtime.print(
          say('cli.code.confirmed', { until: formatMinute(result.until), ...nameOf(result.target) }),
        );
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['code confirm ada@company.example --reason "I called Ada back"']);
}

/** What a provider's code is, and what its vendor can't do. */
function describeVendor(
  { kind, login: account, others }: ShownVendor,
  facts: Record<'name' | 'login' | 'role' | 'from' | 'until', string>,
): string {
  const vendor = vendorNames[kind];
  const lines = [say('cli.code.shownByVendor', { ...facts, vendor, account: toPrintable(account) })];
  if (others.length > 0) lines.push(say('cli.code.shownSet', { count: others.length + 1 }));
  if (capabilities[kind].ends === 'none') lines.push(say('cli.code.cannotEnd', { vendor }));
  return lines.join('\n');
}

function parseMethod(text: string): VerificationMethod {
  const method = operatorMethods.find((one) => one === text);
  if (method === undefined)
    throw new InvalidArgumentError(say('cli.code.badWay', { ways: operatorMethods.join(', ') }));
  return method;
}

/** Rejects when the reader has gone: a code that no one saw must not work. */
function writeOut({ deps }: CliRuntime, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    deps.stdout.write(text, (error) => (error == null ? resolve() : reject(error)));
  });
}

function nameOf(user: DirectoryUser): { readonly name: string; readonly login: string } {
  return { name: toPrintable(user.displayName), login: loginOf(user) };
}

function present(
  runtime: CliRuntime,
  { policy }: Organization,
  result: OperatorIssueResult,
  typed: { readonly login: string; readonly reason: string },
): ExitCode {
  switch (result.kind) {
    case 'issued':
      runtime.complain(
        say('cli.code.issued', {
          name: toPrintable(result.target.displayName),
          audience: policy.securityChannelId === null ? 'owners' : 'channel',
        }),
      );
      return exitCodes.ok;
    case 'needs_confirmation':
      return runtime.fail(
        say('cli.code.needsConfirmation', {
          operator: toPrintable(result.operator),
          login: loginOf(result.target),
          minutes: CONFIRMATION_MS / 60_000,
          reason: JSON.stringify(typed.reason),
        }),
      );
    case 'refused':
      return runtime.fail(say('cli.code.refused', { refusals: describeRefusals(result.refusals) }));
    case 'not_activated':
      return runtime.fail(say('cli.code.notActivated'));
    case 'unknown_user':
      return runtime.fail(say('cli.program.unknownLogin', { login: quote(typed.login) }));
  }
}

function describeRefusals(refusals: readonly Refusal[]): string {
  return refusals.map(describeRefusal).join('\n');
}
