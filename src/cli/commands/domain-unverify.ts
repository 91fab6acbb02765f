import type { Command } from 'commander';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';

export function registerDomainUnverify(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('unverify')
    .description('stop treating a domain as yours, immediately: no more codes for its addresses')
    .argument('<name>', 'the domain, as shown by `domain list`')
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.unverifyDomain(organization.id, name);
        if (result.kind === 'unknown_domain') {
          return runtime.fail('The organization has no such domain: see `backupcode domain list`.');
        }
        if (result.kind === 'not_verified')
          return runtime.fail('That domain is not verified. Nothing was changed.');
        runtime.print(
          `Unverified: ${result.name}. To take it up again: backupcode domain verify ${result.name}`,
        );
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['domain unverify company.example']);
}
