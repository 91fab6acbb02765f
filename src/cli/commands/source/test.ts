import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeSyncProblem } from '../../describe/describe-source.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote } from '../../print.ts';
import { withInterrupt } from '../../with-interrupt.ts';

export function registerSourceTest(source: Command, runtime: CliRuntime): void {
  const command = source
    .command('test')
    .description(say('cli.source.test'))
    .argument('<name or id>', say('cli.source.nameOrId'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await withInterrupt(runtime.deps, (signal) =>
          services.sources.testSource(organization.id, nameOrId, signal),
        );
        const name = quote(nameOrId);
        switch (result.kind) {
          case 'works':
            runtime.print(say('cli.source.works', { source: name, people: result.people ?? 'none' }));
            return exitCodes.ok;
          case 'unknown_source':
            return runtime.fail(say('cli.source.unknown', { source: name }));
          case 'not_read':
            return runtime.fail(say('cli.source.notRead', { source: name }));
          case 'secret_unreadable':
            return runtime.fail(say('cli.source.problem.secret_unreadable', { source: name }));
          case 'failed':
            return runtime.fail(describeSyncProblem(result.problem, result.detail, name));
        }
      }),
    );
  addExamples(command, ['source test HR']);
}
