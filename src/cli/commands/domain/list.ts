import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { verificationRecordOf } from '../../../services/organization/verification-record.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatTime, printJson, printTable } from '../../print.ts';

export function registerDomainList(domain: Command, runtime: CliRuntime): void {
  const command = domain
    .command('list')
    .description(say('cli.domain.list'))
    .addOption(organizationOption())
    .option('--json', say('cli.domain.listJson'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const domains = await services.listDomains(organization.id);
        if (options.json) {
          const presented = domains.map((one) => ({
            name: one.name,
            isVerified: one.verifiedAt !== null,
            verifiedAt: one.verifiedAt === null ? null : formatTime(one.verifiedAt),
            lastCheckedAt: one.lastCheckedAt === null ? null : formatTime(one.lastCheckedAt),
            missingSince: one.missingSince === null ? null : formatTime(one.missingSince),
            record: verificationRecordOf(one),
          }));
          printJson(runtime, presented);
        } else {
          const rows = domains.map(({ name, verifiedAt, missingSince }) => [
            name,
            formatTime(verifiedAt),
            formatTime(missingSince),
          ]);
          printTable(runtime, ['DOMAIN', 'VERIFIED', 'MISSING'], rows);
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['domain list', 'domain list --json']);
}
