import type { Command } from 'commander';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeRefusal } from '../../describe/describe-problems.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatMinute, quote } from '../../print.ts';

export function registerUnfreeze(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('unfreeze')
    .description(say('cli.freeze.unfreeze'))
    .argument('[login]', say('cli.freeze.login'))
    .addOption(organizationOption())
    .addHelpText('after', `\n${say('cli.freeze.unfreezeHelp')}`)
    .action((login: string | undefined, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        if (login !== undefined) {
          const result = await services.freezes.release(organization.id, login);
          if (result.kind === 'unknown_user')
            return runtime.fail(say('cli.program.unknownLogin', { login: quote(login) }));
          const key = result.kind === 'released' ? 'cli.freeze.released' : 'cli.freeze.personNotFrozen';
          runtime.print(say(key, { login: loginOf(result.user) }));
          return exitCodes.ok;
        }
        const result = await services.freezes.unfreeze(organization.id);
        switch (result.kind) {
          case 'refused':
            return runtime.fail(result.refusals.map(describeRefusal).join('\n'));
          case 'not_frozen':
            runtime.print(say('cli.freeze.notFrozen'));
            return exitCodes.ok;
          case 'unfrozen':
            runtime.print(say('cli.freeze.unfrozen', { count: result.requestsReleased }));
            return exitCodes.ok;
          case 'proposed':
            runtime.print(say('cli.freeze.proposed', { until: formatMinute(result.until) }));
            return exitCodes.ok;
          case 'proposed_before':
            return runtime.fail(say('cli.freeze.proposedBefore', { until: formatMinute(result.until) }));
        }
      }),
    );
  addExamples(command, ['unfreeze', 'unfreeze ada@company.example']);
}
