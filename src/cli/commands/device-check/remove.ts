import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { askToConfirm } from '../../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { toPrintable } from '../../print.ts';

export function registerDeviceCheckRemove(group: Command, runtime: CliRuntime): void {
  const command = group
    .command('remove')
    .description(say('cli.device.remove'))
    .option('--yes', say('cli.program.yes'))
    .addOption(organizationOption())
    .action((options: { organization?: string; yes?: true }) =>
      runtime.runForOrganization(options, async (services, { id }) => {
        const provider = await services.deviceProvider.find(id);
        if (provider === null) return runtime.fail(say('cli.device.unset'));
        const issuer = toPrintable(provider.issuer);
        if (options.yes !== true) {
          runtime.complain(say('cli.device.toConfirm', { issuer }));
          if (!runtime.deps.isTty) return runtime.fail(say('cli.device.needsYes'));
          if (!(await askToConfirm(runtime.deps, say('cli.device.ask'))))
            return runtime.fail(say('cli.device.notRemoved'));
        }
        const result = await services.deviceProvider.remove(id);
        if (result.kind === 'needed') {
          const { tiers } = result;
          return runtime.fail(say('cli.device.needed', { count: tiers.length, tiers: tiers.join(', ') }));
        }
        if (result.kind === 'unset') return runtime.fail(say('cli.device.unset'));
        runtime.print(say('cli.device.removed', { issuer }));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['device-check remove', 'device-check remove --yes']);
}
