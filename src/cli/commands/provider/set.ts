import type { Command } from 'commander';
import type { Secret } from '../../../domain/crypto/secret.ts';
import { say } from '../../../messages/say.ts';
import type { SetProviderResult } from '../../../services/providers/set-provider.ts';
import { askToConfirm } from '../../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
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
  readonly secret?: true;
  readonly yes?: true;
}

export function registerProviderSet(provider: Command, runtime: CliRuntime): void {
  const command = provider
    .command('set')
    .description(say('cli.provider.set'))
    .argument('<name or id>', say('cli.provider.nameOrId'))
    .option('--set <name=value>', say('cli.source.setSetting'), collect)
    .option('--secret', say('cli.source.newSecret'))
    .option('--secret-file <path>', say('cli.source.secretFileOption'))
    .option('--secret-env <name>', say('cli.source.secretEnvOption'))
    .option('--yes', say('cli.program.yes'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const settings = parseSettings(options.set ?? []);
        if (settings === null) return runtime.fail(say('cli.source.badSetting', { example: 'name' }));
        const kind = await services.providers.describeProvider(organization.id, nameOrId);
        if (kind === null) return runtime.fail(say('cli.provider.unknown', { provider: quote(nameOrId) }));
        let secret: Secret | null = null;
        if (options.secret || options.secretFile !== undefined || options.secretEnv !== undefined) {
          const read = await readSecret(runtime, options, kind.secretNames);
          if (read.kind === 'bad') return runtime.fail(read.problem);
          secret = read.secret;
        }
        if (secret === null && options.set === undefined) return runtime.fail(say('cli.provider.setNothing'));
        const changes = { settings, ...(secret === null ? {} : { secret }) };
        const change = (isConfirmed: boolean) =>
          withInterrupt(runtime.deps, (signal) =>
            services.providers.setProvider(organization.id, nameOrId, { ...changes, isConfirmed }, signal),
          );
        let result = await change(options.yes === true);
        if (result.kind === 'has_codes' && runtime.deps.isTty) {
          runtime.complain(say('cli.provider.setHasCodes', { provider: quote(nameOrId) }));
          if (!(await askToConfirm(runtime.deps, say('cli.provider.askSet'))))
            return runtime.fail(say('cli.provider.notChanged'));
          result = await change(true);
        }
        return present(runtime, result, nameOrId, kind.settingNames);
      }),
    );
  addExamples(command, [
    'provider set "Entra main" --secret',
    'provider set Duo --set integrationKey=KEY --secret-file ./duo.key',
  ]);
}

function present(
  runtime: CliRuntime,
  result: SetProviderResult,
  nameOrId: string,
  settingNames: readonly string[],
): ExitCode {
  const name = quote(nameOrId);
  switch (result.kind) {
    case 'changed': {
      const fields = result.changed.map((field) => say(`cli.source.field.${field}`)).join(', ');
      runtime.print(say('cli.provider.changed', { name: toPrintable(result.provider.name), fields }));
      for (const line of describeFacts(result.facts)) runtime.print(line);
      return exitCodes.ok;
    }
    case 'unchanged':
      runtime.print(say('cli.source.set.unchanged'));
      return exitCodes.ok;
    case 'unknown_provider':
      return runtime.fail(say('cli.provider.unknown', { provider: name }));
    case 'late':
      return runtime.fail(say('cli.provider.late', { provider: name }));
    case 'has_codes':
      runtime.complain(say('cli.provider.setHasCodes', { provider: name }));
      return runtime.fail(say('cli.provider.setNeedsYes'));
    case 'invalid_settings':
      return runtime.fail(
        result.problems.map((one) => describeProviderSetting(one, settingNames)).join('\n'),
      );
    case 'invalid_secret':
      return runtime.fail(describeSecretProblem(result.problem, result.names));
    case 'secret_unreadable':
      return runtime.fail(say('cli.provider.problem.secret_unreadable', { provider: name }));
    case 'failed': {
      const problem = describeProviderProblem(result.problem, result.detail, name);
      return runtime.fail(say('cli.source.notChanged', { problem }));
    }
  }
}
