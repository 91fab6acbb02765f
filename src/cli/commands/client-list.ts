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
          const presented = clients.map((one) => ({
            id: one.id,
            name: one.name,
            scopes: one.scopes,
            requestsPerMinute: one.requestsPerMinute,
            createdAt: formatTime(one.createdAt),
            expiresAt: one.expiresAt === null ? null : formatTime(one.expiresAt),
            lastUsedAt: one.lastUsedAt === null ? null : formatTime(one.lastUsedAt),
            previousSecretUntil:
              one.previousSecretUntil === null ? null : formatTime(one.previousSecretUntil),
          }));
          printJson(runtime, presented);
        } else {
          const rows = clients.map((one) => [
            one.id,
            one.name,
            one.scopes.join(','),
            formatTime(one.createdAt),
            formatTime(one.expiresAt),
            formatTime(one.lastUsedAt),
          ]);
          printTable(runtime, ['ID', 'NAME', 'SCOPES', 'ADDED', 'EXPIRES', 'LAST USED'], rows);
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['client list', 'client list --json']);
}
