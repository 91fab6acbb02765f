import type { Command } from 'commander';
import { providerKinds, vendorNames } from '../../../domain/providers/provider.ts';
import { say } from '../../../messages/say.ts';
import type { AddProviderResult } from '../../../services/providers/add-provider.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeNameProblem } from '../../describe/describe-problems.ts';
import {
  describeFacts,
  describeProviderProblem,
  describeProviderSetting,
} from '../../describe/describe-provider.ts';
import { describeSecretProblem } from '../../describe/describe-source.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { quote, toPrintable } from '../../print.ts';
import { readSecret, type SecretOptions } from '../../read-secret.ts';
import { collect, parseSettings } from '../../source-terms.ts';
import { withInterrupt } from '../../with-interrupt.ts';

interface Options extends SecretOptions {
  readonly organization?: string;
  readonly set?: readonly string[];
}

export function registerProviderAdd(provider: Command, runtime: CliRuntime): void {
  const command = provider
    .command('add')
    .description(say('cli.provider.add'))
    .argument('<kind>', say('cli.provider.kind', { kinds: providerKinds.join(', ') }))
    .argument('<name>', say('cli.provider.name'))
    .option('--set <name=value>', say('cli.source.setting'), collect)
    .option('--secret-file <path>', say('cli.source.secretFileOption'))
    .option('--secret-env <name>', say('cli.source.secretEnvOption'))
    .addOption(organizationOption())
    .action((kindText: string, name: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const kind = providerKinds.find((one) => one === kindText);
        if (kind === undefined)
          return runtime.fail(
            say('cli.provider.unknownKind', { kind: quote(kindText), kinds: providerKinds.join(', ') }),
          );
        const { settingNames, secretNames, checkSettings } = await services.providers.describeKind(kind);
        const settings = parseSettings(options.set ?? []);
        if (settings === null)
          return runtime.fail(say('cli.source.badSetting', { example: settingNames[0] ?? 'name' }));
        // Before the credential is asked for.
        const problems = checkSettings(settings);
        if (problems.length > 0)
          return runtime.fail(problems.map((one) => describeProviderSetting(one, settingNames)).join('\n'));
        const read = await readSecret(runtime, options, secretNames);
        if (read.kind === 'bad') return runtime.fail(read.problem);
        const wanted = { kind, name, settings, secret: read.secret };
        const result = await withInterrupt(runtime.deps, (signal) =>
          services.providers.addProvider(organization.id, wanted, signal),
        );
        return present(runtime, result, name, settingNames);
      }),
    );
  addExamples(command, [
    'provider add entra "Entra main" --set tenant=acme.example --set clientId=CLIENT-ID',
    'provider add duo Duo --set host=api-XXXXXXXX.duosecurity.com --set integrationKey=KEY --secret-file ./duo.key',
  ]);
}

function present(
  runtime: CliRuntime,
  result: AddProviderResult,
  name: string,
  settingNames: readonly string[],
): ExitCode {
  switch (result.kind) {
    case 'added': {
      const { provider, facts } = result;
      const { id, kind } = provider;
      const printable = toPrintable(provider.name);
      runtime.print(say('cli.provider.added', { name: printable, id, vendor: vendorNames[kind] }));
      for (const line of describeFacts(facts)) runtime.print(line);
      runtime.print(say('cli.provider.addedNext', { name: printable }));
      return exitCodes.ok;
    }
    case 'invalid_name':
      return runtime.fail(describeNameProblem(result.problem));
    case 'unfit_name':
      return runtime.fail(say('cli.provider.unfitName', { name: quote(name) }));
    case 'name_taken':
      return runtime.fail(say('cli.provider.nameTaken', { name: quote(name) }));
    case 'invalid_settings':
      return runtime.fail(
        result.problems.map((one) => describeProviderSetting(one, settingNames)).join('\n'),
      );
    case 'invalid_secret':
      return runtime.fail(describeSecretProblem(result.problem, result.names));
    case 'failed': {
      const problem = describeProviderProblem(result.problem, result.detail, quote(name));
      return runtime.fail(say('cli.source.notAdded', { problem }));
    }
  }
}
