import type { Command } from 'commander';
import { verificationRecordOf } from '../../services/add-domain.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';

export function registerDomainAdd(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('add')
    .description('add an e-mail domain and show the TXT record that proves it is yours')
    .argument('<name>', 'the domain, such as company.example; a sub-domain is a domain of its own')
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.addDomain(organization.id, name);
        if (result.kind === 'invalid_name') {
          return runtime.fail('That is no domain name: write it like company.example.');
        }
        const record = verificationRecordOf(result.domain);
        runtime.print(result.kind === 'added' ? 'Added, not yet verified.' : 'It was there already.');
        runtime.print(`Set this TXT record in the DNS of ${result.domain.name}:`);
        runtime.print(`  name   ${record.name}`);
        runtime.print(`  value  ${record.value}`);
        runtime.print(`Then: backupcode domain verify ${result.domain.name}`);
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['domain add company.example']);
}
