import type { Command } from 'commander';
import { listPolicyGroups } from '../../../domain/organization/policy-groups.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { printJson } from '../../print.ts';
import { listPolicySettings } from '../../settings/policy-settings.ts';
import { readPolicyNames, warnOfGone } from './names.ts';

export function registerPolicyShow(policy: Command, runtime: CliRuntime): void {
  const command = policy
    .command('show')
    .description(say('cli.policy.show'))
    .addOption(organizationOption())
    .option('--json', say('cli.program.json'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const { policy: current } = organization;
        const names = await readPolicyNames(services, organization.id);
        if (options.json) {
          const named = new Set(listPolicyGroups(current));
          const groups = names.groups.filter(({ id }) => named.has(id));
          printJson(runtime, {
            ...current,
            groups: groups.map(({ id, name, source }) => ({ id, name, source })),
            providerNames: names.providers.map(({ id, name }) => ({ id, name })),
          });
        } else {
          for (const { name, value, allowed, meaning } of listPolicySettings(current, names)) {
            runtime.print(`${name}=${value}`);
            runtime.print(`  ${meaning} (${allowed})`);
          }
        }
        warnOfGone(runtime, current, names);
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['policy show', 'policy show --json']);
}
