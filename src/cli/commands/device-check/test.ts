import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { toPrintable } from '../../print.ts';
import { describeDeviceProblem } from './describe-problem.ts';

export function registerDeviceCheckTest(group: Command, runtime: CliRuntime): void {
  const command = group
    .command('test')
    .description(say('cli.device.test'))
    .addOption(organizationOption())
    .action((options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, { id }) => {
        const result = await services.deviceProvider.test(id);
        switch (result.kind) {
          case 'works':
            runtime.print(say('cli.device.works', { issuer: toPrintable(result.issuer) }));
            return exitCodes.ok;
          case 'unset':
            return runtime.fail(say('cli.device.unset'));
          case 'secret_unreadable':
            return runtime.fail(say('cli.device.unreadable'));
          case 'failed':
            return runtime.fail(describeDeviceProblem(result.problem, result.detail));
        }
      }),
    );
  addExamples(command, ['device-check test']);
}
