import type { Command } from 'commander';
import { Secret } from '../../../domain/crypto/secret.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { toPrintable } from '../../print.ts';
import { readSecret, type SecretOptions } from '../../read-secret.ts';
import { describeDeviceProblem } from './describe-problem.ts';

interface Options extends SecretOptions {
  readonly organization?: string;
  readonly issuer: string;
  readonly clientId: string;
}

export function registerDeviceCheckSet(group: Command, runtime: CliRuntime): void {
  const command = group
    .command('set')
    .description(say('cli.device.set'))
    .requiredOption('--issuer <url>', say('cli.device.issuer'))
    .requiredOption('--client-id <id>', say('cli.device.clientId'))
    .option('--secret-file <path>', say('cli.source.secretFileOption'))
    .option('--secret-env <name>', say('cli.source.secretEnvOption'))
    .addOption(organizationOption())
    .addHelpText('after', `\n${say('cli.device.setHelp')}`)
    .action((options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const { issuer, clientId } = options;
        const read = await readSecret(runtime, options, ['clientSecret']);
        if (read.kind === 'bad') return runtime.fail(read.problem);
        const secret = new Secret(read.secret?.reveal().trim() ?? '');
        const result = await services.deviceProvider.set(organization.id, { issuer, clientId, secret });
        switch (result.kind) {
          case 'set': {
            const replaced = result.replaced ? 'yes' : 'no';
            runtime.print(say('cli.device.wasSet', { issuer: toPrintable(issuer), replaced }));
            return exitCodes.ok;
          }
          case 'no_client':
            return runtime.fail(say('cli.device.noClient'));
          case 'no_secret':
            return runtime.fail(say('cli.device.noSecret'));
          case 'failed': {
            const problem = describeDeviceProblem(result.problem, result.detail);
            return runtime.fail(say('cli.device.notSet', { problem }));
          }
        }
      }),
    );
  addExamples(command, [
    'device-check set --issuer https://login.acme.example/realms/acme --client-id backupcode',
    'device-check set --issuer https://login.acme.example --client-id backupcode --secret-file ./ciba.key',
  ]);
}
