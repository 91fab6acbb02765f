import type { Command } from 'commander';
import type { SlackConfig } from '../../../config/config.ts';
import { ConfigError } from '../../../config/config-error.ts';
import { readConfig } from '../../../config/read-config.ts';
import { judgeSecurityChannel } from '../../../domain/notices/security-channel.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeChannelVerdict, describePolicyProblem } from '../../describe/describe-problems.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { PolicyNames } from '../../settings/policy-names.ts';
import { listPolicySettings, parsePolicySettings } from '../../settings/policy-settings.ts';
import { readPolicyNames, warnOfGone } from './names.ts';

export function registerPolicySet(policy: Command, runtime: CliRuntime): void {
  const command = policy
    .command('set')
    .description(say('cli.policy.set'))
    .argument('<setting=value...>', say('cli.policy.settings'))
    .option('--unchecked', say('cli.policy.unchecked'))
    .addOption(organizationOption())
    .action((texts: string[], options: { organization?: string; unchecked?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const names = await readPolicyNames(services, organization.id);
        const parsed = parsePolicySettings(texts, organization.policy, names);
        if (parsed.kind === 'problems') return runtime.fail(parsed.problems.join('\n'));
        const channel = await checkChannel(runtime, organization, parsed.changes, options.unchecked === true);
        if (channel.kind === 'unfit') return runtime.fail(channel.problem);
        const result = await services.setPolicy(organization.id, { ...parsed.changes, ...channel.changes });
        if (result.kind === 'invalid') {
          return runtime.fail(result.problems.map(describePolicyProblem).join('\n'));
        }
        if (result.kind === 'unknown_organization') return runtime.fail(say('cli.program.organizationGone'));
        if (result.kind === 'unchanged') runtime.print(say('cli.policy.unchanged'));
        else for (const line of describeChanges(result.before, result.policy, names)) runtime.print(line);
        warnOfGone(runtime, result.policy, names);
        return exitCodes.ok;
      }),
    );
  addExamples(command, [
    'policy set codeLifetimeMinutes=30 reasonRequired=true',
    'policy set privilegedRoles=owner,admin,helpdesk securityChannelId=C0123456789',
    'policy set mayIssueFor.admin=helpdesk,member',
    'policy set executiveGroups="Board, Leadership" tiers.executive.approvers=owner,Security',
    'policy set authority.status=HR',
    'policy set providers="group:Engineering=Entra main, tier:executive=own, everyone=Duo"',
  ]);
}

type ChannelCheck =
  | { readonly kind: 'fit'; readonly changes: Partial<Policy> }
  | { readonly kind: 'unfit'; readonly problem: string };

/** Refuses a channel that can't receive alerts: later, no one would notice in time. */
async function checkChannel(
  runtime: CliRuntime,
  { slackTenantIds }: Organization,
  { securityChannelId }: Partial<Policy>,
  isUnchecked: boolean,
): Promise<ChannelCheck> {
  if (securityChannelId === undefined) return { kind: 'fit', changes: {} };
  if (securityChannelId === null || isUnchecked)
    return { kind: 'fit', changes: { securityChannelTenantId: null } };
  const channel = securityChannelId;
  let slack: SlackConfig;
  try {
    ({ slack } = readConfig(await runtime.loadEnv()));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { kind: 'unfit', problem: say('cli.policy.channelNeedsSlack', { channel }) };
  }
  const probe = await runtime.deps.probeChannel(slack, securityChannelId);
  const verdict = judgeSecurityChannel(probe, slackTenantIds);
  if (verdict.kind !== 'fit') {
    const { problem, remedy } = describeChannelVerdict(verdict);
    if (verdict.kind === 'unfit')
      return { kind: 'unfit', problem: say('cli.policy.badChannel', { channel, problem, remedy }) };
    runtime.complain(say('cli.policy.riskyChannel', { channel, problem, remedy }));
  }
  return {
    kind: 'fit',
    changes: { securityChannelTenantId: probe.kind === 'found' ? probe.slackTenantId : null },
  };
}

function describeChanges(before: Policy, after: Policy, names: PolicyNames): string[] {
  const old = new Map(listPolicySettings(before, names).map(({ name, value }) => [name, value]));
  return listPolicySettings(after, names)
    .filter(({ name, value }) => old.get(name) !== value)
    .map(({ name, value }) => say(sentenceFor(name), { name, before: old.get(name) ?? '', after: value }));
}

/** What an open request keeps as it was when it was opened, or no longer asks. */
const OF_NEW_REQUESTS =
  /^(codeLifetime|delayedStart|requestLifetime|approvalLifetime|requestsPer|requestBurst|privilegedRoles|executiveGroups|riskSignals|tiers\.|ticketRequired|reasonRequired)/;

function sentenceFor(name: string) {
  if (name.startsWith('authority.')) return 'cli.policy.changedAuthority';
  return OF_NEW_REQUESTS.test(name) ? 'cli.policy.changedForNew' : 'cli.policy.changed';
}
