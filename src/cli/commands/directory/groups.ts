import type { Command } from 'commander';
import { listSettingsOf } from '../../../domain/organization/policy-groups.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { printJson, printTable } from '../../print.ts';

export function registerDirectoryGroups(directory: Command, runtime: CliRuntime): void {
  const command = directory
    .command('groups')
    .description(say('cli.directory.groups'))
    .addOption(organizationOption())
    .option('--json', say('cli.program.json'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, { id: organizationId, policy }) => {
        const groups = (await services.listGroups(organizationId)).map(({ id, name, source }) => ({
          name,
          source,
          id,
          settings: listSettingsOf(policy, id),
        }));
        if (options.json) printJson(runtime, groups);
        else if (groups.length === 0) runtime.print(say('cli.directory.noGroups'));
        else {
          const toRow = ({ name, source, id, settings }: (typeof groups)[number]) => [
            name,
            source,
            id,
            settings.join(', ') || '-',
          ];
          printTable(runtime, ['NAME', 'SOURCE', 'ID', 'POLICY'], groups.map(toRow));
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['directory groups', 'directory groups --json']);
}
