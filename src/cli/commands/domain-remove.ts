import type { Command } from 'commander';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';

export function registerDomainRemove(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('remove')
    .description('forget a domain that is not verified')
    .argument('<name>', 'the domain, as shown by `domain list`')
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.removeDomain(organization.id, name);
        switch (result.kind) {
          case 'removed':
            runtime.print(`Removed ${result.name}. Its TXT record is no longer needed.`);
            return exitCodes.ok;
          case 'still_verified':
            return runtime.fail(
              `${result.name} is verified. To stop codes for its addresses, run \`backupcode domain unverify ${result.name}\` first.`,
            );
          case 'unknown_domain':
            return runtime.fail('The organization has no such domain: see `backupcode domain list`.');
        }
      }),
    );
  addExamples(command, ['domain remove old.example']);
}
