import type { Command } from 'commander';
import { tiers } from '../../../domain/requests/tier.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { printJson, toPrintable } from '../../print.ts';

export function registerDeviceCheckShow(group: Command, runtime: CliRuntime): void {
  const command = group
    .command('show')
    .description(say('cli.device.show'))
    .addOption(organizationOption())
    .option('--json', say('cli.program.json'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, { id, policy }) => {
        const provider = await services.deviceProvider.find(id);
        const allowing = tiers.filter((tier) => policy.tiers[tier].verificationMethods.includes('device'));
        if (options.json) {
          const { issuer, clientId, updatedAt } = provider ?? {};
          printJson(runtime, provider === null ? null : { issuer, clientId, updatedAt, tiers: allowing });
        } else if (provider === null) runtime.print(say('cli.device.unset'));
        else
          runtime.print(
            say('cli.device.shown', {
              issuer: toPrintable(provider.issuer),
              clientId: toPrintable(provider.clientId),
              at: new Date(provider.updatedAt).toISOString(),
              count: allowing.length,
              tiers: allowing.join(', '),
            }),
          );
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['device-check show', 'device-check show --json']);
}
