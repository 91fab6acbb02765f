import type { Command } from 'commander';
import type { SlackConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/config-error.ts';
import { readConfig } from '../../config/read-config.ts';
import { scrub } from '../../logging/scrub.ts';
import type { LinkWorkspaceResult } from '../../services/organization/connect-workspace-by-operator.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../print.ts';

export function registerWorkspaceConnect(workspace: Command, runtime: CliRuntime): void {
  const command = workspace
    .command('connect')
    .description('say which organization a Slack workspace belongs to, where the bot cannot tell')
    .argument('<id>', 'the workspace (T...) or Enterprise Grid (E...), as the bot named it')
    .addOption(organizationOption())
    .option('--yes', 'even if the bot’s token belongs to another workspace, or Slack cannot be asked')
    .action((id: string, options: { organization?: string; yes?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const doubt = options.yes === true ? null : await findDoubt(runtime, id);
        if (doubt !== null)
          return runtime.fail(`${doubt} Nothing was changed; to do it all the same, add --yes.`);
        const { kind } = await services.linkWorkspace(organization.id, id);
        if (kind !== 'linked' && kind !== 'already_linked') return runtime.fail(refusals[kind]);
        const how = kind === 'linked' ? 'is now connected to' : 'was already connected to';
        runtime.print(`${id} ${how} ${toPrintable(organization.name)}.`);
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['workspace connect T0123456789 --organization "Second company"']);
}

/** A mistyped id would give another company's workspace to this organization, as soon as a token of it is set up. */
async function findDoubt(runtime: CliRuntime, id: string): Promise<string | null> {
  let slack: SlackConfig;
  try {
    slack = readConfig(await runtime.loadEnv()).slack;
  } catch (error) {
    if (error instanceof ConfigError)
      return 'The Slack settings are not complete, so the id cannot be checked.';
    throw error;
  }
  const probe = await runtime.deps.probeSlack(slack);
  if (probe.kind === 'failed') return `Slack could not be asked (${toPrintable(scrub(probe.error))}).`;
  if (id === probe.teamId || id === probe.enterpriseId) return null;
  const own = probe.enterpriseId ?? probe.teamId;
  return `SLACK_BOT_TOKEN belongs to ${toPrintable(probe.teamName)} (${own}), not to ${toPrintable(id)}.`;
}

const refusals: Readonly<Record<Exclude<LinkWorkspaceResult['kind'], 'linked' | 'already_linked'>, string>> =
  {
    belongs_to_another:
      'That workspace belongs to another organization: one workspace cannot be shared by two.',
    invalid_id:
      'That is no Slack workspace id: it starts with T or E and has capital letters and digits only.',
    unknown_organization: 'The organization is gone.',
  };
