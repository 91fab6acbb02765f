import type { Command } from 'commander';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../print.ts';

export function registerOrganizationRename(organization: Command, runtime: CliRuntime): void {
  const command = organization
    .command('rename')
    .description('change the name that people see in Slack and on the sign-in page')
    .argument('<new name>', 'up to 200 characters')
    .addOption(organizationOption())
    .action((newName: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, { id }) => {
        const result = await services.renameOrganization(id, newName);
        switch (result.kind) {
          case 'renamed':
            runtime.print(`Renamed: ${toPrintable(result.before)} -> ${toPrintable(result.name)}`);
            return exitCodes.ok;
          case 'unchanged':
            runtime.print(`It is called ${toPrintable(result.name)} already. Nothing was changed.`);
            return exitCodes.ok;
          case 'invalid':
            return runtime.fail(`The name ${result.problem}.`);
          case 'name_taken':
            return runtime.fail('Another organization has that name: see `backupcode organization list`.');
          case 'unknown_organization':
            return runtime.fail('The organization is gone.');
        }
      }),
    );
  addExamples(command, [
    'organization rename "Acme Ltd"',
    'organization rename "Acme Ltd" --organization Acme',
  ]);
}
