import type { Command } from 'commander';
import type { Policy } from '../../domain/policy.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { listPolicySettings, parsePolicySettings } from '../policy-settings.ts';

export function registerPolicySet(policy: Command, runtime: CliRuntime): void {
  const command = policy
    .command('set')
    .description('change some of the organization’s policy; all that are named, or none')
    .argument('<setting=value...>', 'settings as shown by `policy show`; roles separated by commas, or none')
    .addOption(organizationOption())
    .action((texts: string[], options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const parsed = parsePolicySettings(texts, organization.policy);
        if (parsed.kind === 'problems') return runtime.fail(parsed.problems.join('\n'));
        const result = await services.setPolicy(organization.id, parsed.changes);
        if (result.kind === 'invalid') {
          return runtime.fail(
            result.problems.map(({ field, problem }) => `${field}: ${problem}.`).join('\n'),
          );
        }
        if (result.kind === 'unknown_organization') return runtime.fail('The organization is gone.');
        if (result.kind === 'unchanged') runtime.print('It was so already. Nothing was changed.');
        else for (const line of describeChanges(result.before, result.policy)) runtime.print(line);
        return exitCodes.ok;
      }),
    );
  addExamples(command, [
    'policy set codeLifetimeMinutes=30 reasonRequired=true',
    'policy set approvalRequiredFor=owner,admin,helpdesk securityChannelId=C0123456789',
    'policy set mayIssueFor.admin=helpdesk,member',
  ]);
}

function describeChanges(before: Policy, after: Policy): string[] {
  const old = new Map(listPolicySettings(before).map(({ name, value }) => [name, value]));
  return listPolicySettings(after)
    .filter(({ name, value }) => old.get(name) !== value)
    .map(({ name, value }) => `${name}: ${old.get(name)} -> ${value} (new requests only)`);
}
