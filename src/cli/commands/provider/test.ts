import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeFacts, describeProviderProblem } from '../../describe/describe-provider.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote } from '../../print.ts';
import { withInterrupt } from '../../with-interrupt.ts';

export function registerProviderTest(provider: Command, runtime: CliRuntime): void {
  const command = provider
    .command('test')
    .description(say('cli.provider.test'))
    .argument('<name or id>', say('cli.provider.nameOrId'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await withInterrupt(runtime.deps, (signal) =>
          services.providers.testProvider(organization.id, nameOrId, signal),
        );
        const name = quote(nameOrId);
        switch (result.kind) {
          case 'works':
            runtime.print(say('cli.provider.works', { provider: name }));
            for (const line of describeFacts(result.facts)) runtime.print(line);
            return exitCodes.ok;
          case 'unknown_provider':
            return runtime.fail(say('cli.provider.unknown', { provider: name }));
          case 'secret_unreadable':
            return runtime.fail(say('cli.provider.problem.secret_unreadable', { provider: name }));
          case 'failed':
            return runtime.fail(describeProviderProblem(result.problem, result.detail, name));
        }
      }),
    );
  addExamples(command, ['provider test "Entra main"']);
}
