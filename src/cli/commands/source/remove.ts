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

export function registerSourceRemove(source: Command, runtime: CliRuntime): void {
  const command = source
    .command('remove')
    .description(say('cli.source.remove'))
    .argument('<name or id>', say('cli.source.nameOrId'))
    .option('--yes', say('cli.program.yes'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const remove = (isConfirmed: boolean) =>
          services.sources.removeSource(organization.id, nameOrId, isConfirmed);
        let result = await remove(options.yes === true);
        if (result.kind === 'has_people') {
          const { people } = result;
          runtime.complain(say('cli.source.removeHas', { name: toPrintable(result.source.name), people }));
          warnOfPolicyGroups(runtime, result.policyGroups);
          if (!runtime.deps.isTty) return runtime.fail(say('cli.source.removeNeedsYes'));
          if (!(await askToConfirm(runtime.deps, say('cli.source.askRemove'))))
            return runtime.fail(say('cli.source.notRemoved'));
          result = await remove(true);
        } else if (result.kind === 'removed') warnOfPolicyGroups(runtime, result.policyGroups);
        if (result.kind !== 'removed')
          return runtime.fail(say('cli.source.unknown', { source: quote(nameOrId) }));
        const { name, id } = result.source;
        runtime.print(say('cli.source.removed', { name: toPrintable(name), id, people: result.people }));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['source remove HR', 'source remove HR --yes']);
}

function warnOfPolicyGroups(runtime: CliRuntime, names: readonly string[]): void {
  if (names.length > 0)
    runtime.complain(say('cli.source.removePolicyGroups', { groups: names.map(quote).join(', ') }));
}
