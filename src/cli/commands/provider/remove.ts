import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { askToConfirm } from '../../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote, toPrintable } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly yes?: true;
}

export function registerProviderRemove(provider: Command, runtime: CliRuntime): void {
  const command = provider
    .command('remove')
    .description(say('cli.provider.remove'))
    .argument('<name or id>', say('cli.provider.nameOrId'))
    .option('--yes', say('cli.program.yes'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const remove = (isConfirmed: boolean) =>
          services.providers.removeProvider(organization.id, nameOrId, isConfirmed);
        let result = await remove(options.yes === true);
        if (result.kind === 'unconfirmed') {
          runtime.complain(say('cli.provider.removeTakes', { name: toPrintable(result.provider.name) }));
          if (!runtime.deps.isTty) return runtime.fail(say('cli.provider.removeNeedsYes'));
          if (!(await askToConfirm(runtime.deps, say('cli.provider.askRemove'))))
            return runtime.fail(say('cli.provider.notRemoved'));
          result = await remove(true);
        }
        const name = quote(nameOrId);
        switch (result.kind) {
          case 'removed': {
            const { provider } = result;
            runtime.print(say('cli.provider.removed', { name: toPrintable(provider.name), id: provider.id }));
            return exitCodes.ok;
          }
          case 'in_policy': {
            const rules = result.rules.map((rule) => quote(rule)).join(', ');
            return runtime.fail(say('cli.provider.inPolicy', { provider: name, rules }));
          }
          case 'has_codes':
            return runtime.fail(say('cli.provider.removeHasCodes', { provider: name }));
          case 'unknown_provider':
            return runtime.fail(say('cli.provider.unknown', { provider: name }));
          case 'unconfirmed':
            return runtime.fail(say('cli.provider.notRemoved'));
        }
      }),
    );
  addExamples(command, ['provider remove Duo', 'provider remove Duo --yes']);
}
