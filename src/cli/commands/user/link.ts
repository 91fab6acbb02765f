import type { Command } from 'commander';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import type { LinkUserResult } from '../../../services/directory/link-user.ts';
import { askToConfirm } from '../../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { quote, toPrintable } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly workspace?: string;
  readonly yes?: true;
}

export function registerUserLink(user: Command, runtime: CliRuntime): void {
  const command = user
    .command('link')
    .description(say('cli.user.link'))
    .argument('<login>', say('cli.program.login'))
    .argument('<slack id>', say('cli.user.slackId'))
    .option('--workspace <id>', say('cli.user.workspace'))
    .option('--yes', say('cli.program.yes'))
    .addOption(organizationOption())
    .action((login: string, slackUserId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const link = (isConfirmed: boolean) =>
          services.linkUser(organization.id, {
            login,
            slackUserId,
            slackTenantId: options.workspace ?? null,
            isConfirmed,
          });
        let result = await link(options.yes === true);
        if (result.kind === 'to_confirm') {
          const { user, slackTenantId } = result;
          runtime.complain(
            say('cli.user.toConfirm', {
              name: toPrintable(user.displayName),
              login: loginOf(user),
              role: say(`role.${user.role}`),
              slackId: toPrintable(slackUserId),
              workspace: slackTenantId,
            }),
          );
          if (!runtime.deps.isTty) return runtime.fail(say('cli.user.linkNeedsYes'));
          if (!(await askToConfirm(runtime.deps, say('cli.user.askLink'))))
            return runtime.fail(say('cli.user.notConfirmed'));
          result = await link(true);
        }
        return present(runtime, result, { login: quote(login), slackId: toPrintable(slackUserId) });
      }),
    );
  addExamples(command, ['user link lena@company.example U0123456789']);
}

/** @param typed what the operator wrote, printable */
function present(
  runtime: CliRuntime,
  result: LinkUserResult,
  { login: typedLogin, slackId }: { readonly login: string; readonly slackId: string },
): ExitCode {
  const login = 'user' in result ? loginOf(result.user) : typedLogin;
  switch (result.kind) {
    case 'linked':
      runtime.print(say('cli.user.linked', { login, slackId, workspace: result.slackTenantId }));
      return exitCodes.ok;
    case 'already_linked':
      runtime.print(say('cli.user.alreadyLinked', { login, slackId }));
      return exitCodes.ok;
    case 'to_confirm':
      return runtime.fail(say('cli.user.notConfirmed'));
    case 'user_has_account':
      return runtime.fail(say('cli.user.hasAccount', { login, slackId: result.slackUserId }));
    case 'account_taken':
      return runtime.fail(
        result.by === null
          ? say('cli.user.accountTakenElsewhere', { slackId })
          : say('cli.user.accountTaken', { slackId, login: loginOf(result.by) }),
      );
    case 'no_email':
      return runtime.fail(say('cli.user.noEmail', { login }));
    case 'choose_workspace':
      return runtime.fail(
        result.slackTenantIds.length === 0
          ? say('cli.user.noWorkspace')
          : say('cli.user.chooseWorkspace', { workspaces: joinOr(result.slackTenantIds) }),
      );
    case 'invalid_slack_id':
      return runtime.fail(say('cli.user.invalidSlackId', { slackId }));
    case 'unknown_user':
      return runtime.fail(say('cli.program.unknownLogin', { login }));
  }
}

function joinOr(names: readonly string[]): string {
  return names.reduce((first, second) => say('cli.user.or', { first, second }));
}
