import type { Command } from 'commander';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../print.ts';

export function registerClientRemove(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('remove')
    .description('take a login service’s access away, at once')
    .argument('<name or id>', 'as shown by `client list`')
    .addOption(organizationOption())
    .action((nameOrId: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.removeRelyingService(organization.id, nameOrId);
        if (result.kind === 'unknown_service') {
          return runtime.fail('There is no such service: see `backupcode client list`.');
        }
        runtime.print(`Removed ${toPrintable(result.service.name)} (${result.service.id}).`);
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['client remove "Single sign-on"']);
}
