import type { Command } from 'commander';
import { loginOf } from '../../domain/directory/directory-user.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';

export function registerUserUnlink(user: Command, runtime: CliRuntime): void {
  const command = user
    .command('unlink')
    .description('forget a person’s Slack accounts, after a conflict was looked into')
    .argument('<login>', 'the e-mail address or mobile number')
    .addOption(organizationOption())
    .action((login: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.unlinkUser(organization.id, login);
        if (result.kind === 'unknown_user') {
          return runtime.fail('No one in the directory has that login: see `backupcode directory list`.');
        }
        const who = loginOf(result.user);
        runtime.print(
          result.kind === 'unlinked'
            ? `Unlinked ${who}. The next Slack account with that confirmed address is linked to them.`
            : `No Slack account is linked to ${who}; nothing was changed.`,
        );
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['user unlink ada@company.example']);
}
