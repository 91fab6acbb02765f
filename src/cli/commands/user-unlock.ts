import type { Command } from 'commander';
import { loginOf } from '../../domain/directory/directory-user.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';

export function registerUserUnlock(user: Command, runtime: CliRuntime): void {
  const command = user
    .command('unlock')
    .description('let a person redeem again after too many wrong codes')
    .argument('<login>', 'the e-mail address or mobile number')
    .addOption(organizationOption())
    .action((login: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.unlockUser(organization.id, login);
        if (result.kind === 'unknown_user') {
          return runtime.fail('No one in the directory has that login: see `backupcode directory list`.');
        }
        const who = loginOf(result.user);
        runtime.print(
          result.kind === 'unlocked'
            ? `Unlocked ${who}. Find out who was trying, before you issue another code.`
            : `${who} was not locked; nothing was changed.`,
        );
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['user unlock ada@company.example']);
}
