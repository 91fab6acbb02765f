import type { Command } from 'commander';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTime, printJson, printTable } from '../print.ts';

export function registerClientList(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('list')
    .description('show the login services that may redeem codes')
    .addOption(organizationOption())
    .option('--json', 'as JSON')
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const clients = await services.listRelyingServices(organization.id);
        if (options.json) {
          const presented = clients.map(({ id, name, createdAt, lastUsedAt }) => ({
            id,
            name,
            createdAt: formatTime(createdAt),
            lastUsedAt: lastUsedAt === null ? null : formatTime(lastUsedAt),
          }));
          printJson(runtime, presented);
        } else {
          const rows = clients.map((one) => [
            one.id,
            one.name,
            formatTime(one.createdAt),
            formatTime(one.lastUsedAt),
          ]);
          printTable(runtime, ['ID', 'NAME', 'ADDED', 'LAST USED'], rows);
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['client list', 'client list --json']);
}
