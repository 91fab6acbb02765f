import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeNameProblem } from '../../describe/describe-problems.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote, toPrintable } from '../../print.ts';

export function registerOrganizationRename(organization: Command, runtime: CliRuntime): void {
  const command = organization
    .command('rename')
    .description(say('cli.organization.rename'))
    .argument('<new name>', say('cli.organization.newName'))
    .addOption(organizationOption())
    .action((newName: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, { id }) => {
        const result = await services.renameOrganization(id, newName);
        switch (result.kind) {
          case 'renamed':
            runtime.print(
              say('cli.organization.renamed', {
                before: toPrintable(result.before),
                name: toPrintable(result.name),
              }),
            );
            return exitCodes.ok;
          case 'unchanged':
            runtime.print(say('cli.organization.sameName', { name: toPrintable(result.name) }));
            return exitCodes.ok;
          case 'invalid':
            return runtime.fail(describeNameProblem(result.problem));
          case 'name_taken':
            return runtime.fail(say('cli.organization.nameTaken', { name: quote(newName) }));
          case 'unknown_organization':
            return runtime.fail(say('cli.program.organizationGone'));
        }
      }),
    );
  addExamples(command, [
    'organization rename "Acme Ltd"',
    'organization rename "Acme Ltd" --organization Acme',
  ]);
}
