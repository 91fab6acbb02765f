import type { Command } from 'commander';
import type { SlackConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readConfig } from '../../config/read-config.ts';
import { judgeSecurityChannel } from '../../domain/notices/security-channel.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { listPolicySettings, parsePolicySettings } from '../policy-settings.ts';

export function registerPolicySet(policy: Command, runtime: CliRuntime): void {
  const command = policy
    .command('set')
    .description('change some of the organization’s policy; all that are named, or none')
    .argument('<setting=value...>', 'settings as shown by `policy show`; roles separated by commas, or none')
    .option('--unchecked', 'set a security channel without asking Slack about it')
    .addOption(organizationOption())
    .action((texts: string[], options: { organization?: string; unchecked?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const parsed = parsePolicySettings(texts, organization.policy);
        if (parsed.kind === 'problems') return runtime.fail(parsed.problems.join('\n'));
        const channel = await checkChannel(runtime, organization, parsed.changes, options.unchecked === true);
        if (channel.kind === 'unfit') return runtime.fail(channel.problem);
        const result = await services.setPolicy(organization.id, { ...parsed.changes, ...channel.changes });
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

type ChannelCheck =
  | { readonly kind: 'fit'; readonly changes: Partial<Policy> }
  | { readonly kind: 'unfit'; readonly problem: string };

/** A channel that takes no alarms is refused: it would be noticed when it is too late. */
async function checkChannel(
  runtime: CliRuntime,
  { slackTenantIds }: Organization,
  { securityChannelId }: Partial<Policy>,
  isUnchecked: boolean,
): Promise<ChannelCheck> {
  if (securityChannelId === undefined) return { kind: 'fit', changes: {} };
  if (securityChannelId === null || isUnchecked)
    return { kind: 'fit', changes: { securityChannelTenantId: null } };
  const unfit = (problem: string): ChannelCheck => ({
    kind: 'unfit',
    problem: `securityChannelId=${securityChannelId}: ${problem} Nothing was changed. To set it all the same: --unchecked`,
  });
  let slack: SlackConfig;
  try {
    ({ slack } = readConfig(await runtime.loadEnv()));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return unfit('Slack can’t be asked, because the configuration isn’t complete. Run: backupcode doctor.');
  }
  const probe = await runtime.deps.probeChannel(slack, securityChannelId);
  const verdict = judgeSecurityChannel(probe, slackTenantIds);
  if (verdict.kind === 'unfit') return unfit(`${verdict.problem}. ${verdict.remedy}`);
  if (verdict.kind === 'risky')
    runtime.complain(`Warning: ${securityChannelId}: ${verdict.problem}. ${verdict.remedy}`);
  return {
    kind: 'fit',
    changes: { securityChannelTenantId: probe.kind === 'found' ? probe.slackTenantId : null },
  };
}

function describeChanges(before: Policy, after: Policy): string[] {
  const old = new Map(listPolicySettings(before).map(({ name, value }) => [name, value]));
  return listPolicySettings(after)
    .filter(({ name, value }) => old.get(name) !== value)
    .map(({ name, value }) => `${name}: ${old.get(name)} -> ${value} (new requests only)`);
}
