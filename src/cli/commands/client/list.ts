import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import type { ClientSummary } from '../../../services/clients/list-clients.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeClient } from '../../describe/describe-client.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatTime, printJson } from '../../print.ts';

export function registerClientList(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('list')
    .description(say('cli.client.list'))
    .addOption(organizationOption())
    .option('--json', say('cli.program.json'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const clients = await services.listClients(organization.id);
        if (options.json) {
          printJson(runtime, clients.map(toJson));
        } else if (clients.length === 0) {
          runtime.complain(say('cli.client.none'));
        } else {
          const now = runtime.deps.clock.now();
          runtime.print(clients.map((one) => describeClient(one, now).join('\n')).join('\n\n'));
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['client list', 'client list --json']);
}

function toJson(one: ClientSummary): object {
  const timeOrNull = (time: number | null) => (time === null ? null : formatTime(time));
  return {
    id: one.id,
    name: one.name,
    scopes: one.scopes,
    requestsPerMinute: one.requestsPerMinute,
    createdAt: formatTime(one.createdAt),
    expiresAt: timeOrNull(one.expiresAt),
    lastUsedAt: timeOrNull(one.lastUsedAt),
    previousSecretUntil: timeOrNull(one.previousSecretUntil),
    oidc: one.oidc === null ? null : { redirectUris: one.oidc.redirectUris, ...one.oidc.settings },
  };
}
