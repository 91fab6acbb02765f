import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote } from '../../print.ts';

export function registerDomainUnverify(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('unverify')
    .description(say('cli.domain.unverify'))
    .argument('<name>', say('cli.domain.shown'))
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.unverifyDomain(organization.id, name);
        if (result.kind === 'unknown_domain') {
          return runtime.fail(say('cli.domain.unknown', { name: quote(name) }));
        }
        if (result.kind === 'not_verified')
          return runtime.fail(say('cli.domain.notVerified', { name: quote(name) }));
        runtime.print(say('cli.domain.unverified', result));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['domain unverify company.example']);
}
