import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatTime, printJson, printTable } from '../../print.ts';

export function registerOrganizationList(organization: Command, runtime: CliRuntime): void {
  const command = organization
    .command('list')
    .description(say('cli.organization.list'))
    .option('--json', say('cli.program.json'))
    .action((options: { json?: true }) =>
      runtime.runWithServices(async (services) => {
        const organizations = await services.listOrganizations();
        if (options.json) {
          printJson(
            runtime,
            organizations.map(({ id, name, slackTenantIds, createdAt }) => ({
              id,
              name,
              slackTenantIds,
              createdAt: formatTime(createdAt),
            })),
          );
        } else if (organizations.length === 0) {
          runtime.print(say('cli.program.noOrganization'));
        } else {
          printTable(
            runtime,
            ['ID', 'NAME', 'SLACK', 'CREATED'],
            organizations.map(({ id, name, slackTenantIds, createdAt }) => [
              id,
              name,
              slackTenantIds.join(', ') || '-',
              formatTime(createdAt),
            ]),
          );
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['organization list', 'organization list --json']);
}
