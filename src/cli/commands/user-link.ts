import type { Command } from 'commander';
import { loginOf } from '../../domain/directory/directory-user.ts';
import { roleNames } from '../../domain/directory/roles.ts';
import type { LinkUserResult } from '../../services/directory/link-user.ts';
import { askToConfirm } from '../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../print.ts';

interface Options {
  readonly organization?: string;
  readonly workspace?: string;
  readonly yes?: true;
}

export function registerUserLink(user: Command, runtime: CliRuntime): void {
  const command = user
    .command('link')
    .description('link a person to a Slack account whose address Slack does not show as confirmed')
    .argument('<login>', 'the person’s e-mail address, mobile number or alias')
    .argument('<slack id>', 'of the Slack account: in Slack, Profile > More > Copy member ID (U... or W...)')
    .option(
      '--workspace <id>',
      'which workspace (T...) or Enterprise Grid (E...), where there is more than one',
    )
    .option('--yes', 'without asking')
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
            `${toPrintable(user.displayName)} (${loginOf(user)}, ${roleNames[user.role]}) will act in Slack as ${slackUserId} of ${slackTenantId}. ` +
              'Make sure that this account is theirs: a wrong link hands their role to someone else.',
          );
          if (!runtime.deps.isTty) return runtime.fail('Nothing was linked. If it is right, add --yes.');
          if (!(await askToConfirm(runtime.deps, 'Link them?'))) return runtime.fail('Nothing was linked.');
          result = await link(true);
        }
        return present(runtime, result, slackUserId);
      }),
    );
  addExamples(command, ['user link lena@company.example U0123456789']);
}

function present(runtime: CliRuntime, result: LinkUserResult, slackUserId: string): ExitCode {
  switch (result.kind) {
    case 'linked':
      runtime.print(`Linked ${loginOf(result.user)} to ${slackUserId} of ${result.slackTenantId}.`);
      return exitCodes.ok;
    case 'already_linked':
      runtime.print(`${loginOf(result.user)} was already linked to ${slackUserId}. Nothing was changed.`);
      return exitCodes.ok;
    case 'to_confirm':
      return runtime.fail('Nothing was linked.');
    case 'user_has_account':
      return runtime.fail(
        `${loginOf(result.user)} is linked to ${result.slackUserId} already. If that is wrong: \`backupcode user unlink ${loginOf(result.user)}\``,
      );
    case 'account_taken': {
      const who = result.by === null ? 'someone else' : loginOf(result.by);
      return runtime.fail(`${slackUserId} is linked to ${who}. If that is wrong, unlink them first.`);
    }
    case 'no_email':
      return runtime.fail(
        `${loginOf(result.user)} has no e-mail address, which a Slack account is compared with. Add one by an import.`,
      );
    case 'choose_workspace':
      return runtime.fail(
        result.slackTenantIds.length === 0
          ? 'The organization has no Slack workspace yet: start the bot once, or `backupcode workspace connect ID`.'
          : `Name one of the organization’s workspaces: --workspace ${result.slackTenantIds.join(' or ')}`,
      );
    case 'invalid_slack_id':
      return runtime.fail('A Slack member ID starts with U or W, and has capital letters and digits only.');
    case 'unknown_user':
      return runtime.fail('No one in the directory has that login: see `backupcode directory list`.');
  }
}
