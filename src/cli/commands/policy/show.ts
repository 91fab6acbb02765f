import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { listPolicySettings } from '../../policy-settings.ts';
import { printJson } from '../../print.ts';

export function registerPolicyShow(policy: Command, runtime: CliRuntime): void {
  const command = policy
    .command('show')
    .description(say('cli.policy.show'))
    .addOption(organizationOption())
    .option('--json', say('cli.program.json'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        if (options.json) printJson(runtime, organization.policy);
        else {
          const settings = listPolicySettings(
            organization.policy,
            await services.sources.listSources(organization.id),
          );
          for (const { name, value, allowed, meaning } of settings) {
            runtime.print(`${name}=${value}`);
            runtime.print(`  ${meaning} (${allowed})`);
          }
        }
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['policy show', 'policy show --json']);
}
