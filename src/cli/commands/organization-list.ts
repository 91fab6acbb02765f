import type { Command } from 'commander';
import { addExamples, type CliRuntime } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTime, printJson, printTable } from '../print.ts';

export function registerOrganizationList(organization: Command, runtime: CliRuntime): void {
  const command = organization
    .command('list')
    .description('show the organizations in this store')
    .option('--json', 'as JSON')
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
          runtime.print('No organizations yet. Create one: `backupcode init`');
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
