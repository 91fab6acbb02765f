import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote } from '../../print.ts';

export function registerDomainRemove(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('remove')
    .description(say('cli.domain.remove'))
    .argument('<name>', say('cli.domain.shown'))
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.removeDomain(organization.id, name);
        switch (result.kind) {
          case 'removed':
            runtime.print(say('cli.domain.removed', result));
            return exitCodes.ok;
          case 'still_verified':
            return runtime.fail(say('cli.domain.stillVerified', result));
          case 'unknown_domain':
            return runtime.fail(say('cli.domain.unknown', { name: quote(name) }));
        }
      }),
    );
  addExamples(command, ['domain remove old.example']);
}
