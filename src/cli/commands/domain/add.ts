import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { verificationRecordOf } from '../../../services/organization/verification-record.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote } from '../../print.ts';

export function registerDomainAdd(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('add')
    .description(say('cli.domain.add'))
    .argument('<name>', say('cli.domain.name'))
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.addDomain(organization.id, name);
        if (result.kind === 'invalid_name') {
          return runtime.fail(say('cli.domain.invalidName', { name: quote(name) }));
        }
        const record = verificationRecordOf(result.domain);
        const facts = { name: result.domain.name };
        runtime.print(say(result.kind === 'added' ? 'cli.domain.added' : 'cli.domain.present', facts));
        runtime.print(say('cli.domain.setRecord', facts));
        runtime.print(`  name   ${record.name}`);
        runtime.print(`  value  ${record.value}`);
        runtime.print(say('cli.domain.thenVerify', facts));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['domain add company.example']);
}
