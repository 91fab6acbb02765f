import type { Command } from 'commander';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote } from '../../print.ts';

export function registerUserUnlink(user: Command, runtime: CliRuntime): void {
  const command = user
    .command('unlink')
    .description(say('cli.user.unlink'))
    .argument('<login>', say('cli.program.login'))
    .addOption(organizationOption())
    .action((login: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.unlinkUser(organization.id, login);
        if (result.kind === 'unknown_user') {
          return runtime.fail(say('cli.program.unknownLogin', { login: quote(login) }));
        }
        const key = result.kind === 'unlinked' ? 'cli.user.unlinked' : 'cli.user.notLinked';
        runtime.print(say(key, { login: loginOf(result.user) }));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['user unlink ada@company.example']);
}
