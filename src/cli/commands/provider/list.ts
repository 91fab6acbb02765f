import type { Command } from 'commander';
import { spellProviderRule } from '../../../domain/providers/spell-rule.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeProvider } from '../../describe/describe-provider.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatTime, printJson } from '../../print.ts';

export function registerProviderList(provider: Command, runtime: CliRuntime): void {
  const command = provider
    .command('list')
    .description(say('cli.provider.list'))
    .addOption(organizationOption())
    .option('--json', say('cli.program.json'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, { id: organizationId, policy }) => {
        const providers = await services.providers.listProviders(organizationId);
        const groups = policy.providers.length === 0 ? [] : await services.listGroups(organizationId);
        const rulesOf = (id: string) =>
          policy.providers
            .filter(({ providerId }) => providerId === id)
            .map((rule) => spellProviderRule(rule, groups, providers));
        if (options.json)
          printJson(
            runtime,
            providers.map(({ id, kind, name, settings, createdAt, updatedAt }) => ({
              id,
              kind,
              name,
              settings,
              rules: rulesOf(id),
              createdAt: formatTime(createdAt),
              updatedAt: formatTime(updatedAt),
            })),
          );
        else if (providers.length === 0) runtime.complain(say('cli.provider.none'));
        else
          runtime.print(
            providers.map((one) => describeProvider(one, rulesOf(one.id)).join('\n')).join('\n\n'),
          );
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['provider list', 'provider list --json']);
}
