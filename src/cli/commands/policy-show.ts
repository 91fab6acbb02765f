import type { Command } from 'commander';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { listPolicySettings } from '../policy-settings.ts';
import { printJson, printTable } from '../print.ts';

export function registerPolicyShow(policy: Command, runtime: CliRuntime): void {
  const command = policy
    .command('show')
    .description('show the organization’s policy')
    .addOption(organizationOption())
    .option('--json', 'as JSON')
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (_, organization) => {
        if (options.json) printJson(runtime, organization.policy);
        else {
          const settings = listPolicySettings(organization.policy);
          printTable(
            runtime,
            ['SETTING', 'VALUE', 'MAY BE', 'MEANING'],
            settings.map(({ name, value, allowed, meaning }) => [name, value, allowed, meaning]),
          );
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['policy show', 'policy show --json']);
}
