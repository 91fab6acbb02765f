import type { Command } from 'commander';
import type { SlackConfig } from '../../../config/config.ts';
import { ConfigError } from '../../../config/config-error.ts';
import { readConfig } from '../../../config/read-config.ts';
import { scrub } from '../../../logging/scrub.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { toPrintable } from '../../print.ts';

export function registerWorkspaceConnect(workspace: Command, runtime: CliRuntime): void {
  const command = workspace
    .command('connect')
    .description(say('cli.workspace.connect'))
    .argument('<id>', say('cli.workspace.id'))
    .addOption(organizationOption())
    .option('--yes', say('cli.workspace.yes'))
    .action((id: string, options: { organization?: string; yes?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const doubt = options.yes === true ? null : await findDoubt(runtime, id);
        if (doubt !== null) return runtime.fail(say('cli.workspace.doubt', { doubt }));
        const { kind } = await services.connectWorkspaceByOperator(organization.id, id);
        if (kind === 'unknown_organization') return runtime.fail(say('cli.program.organizationGone'));
        const text = say(`cli.workspace.${kind}`, {
          id: toPrintable(id),
          organization: toPrintable(organization.name),
        });
        if (kind !== 'linked' && kind !== 'already_linked') return runtime.fail(text);
        runtime.print(text);
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['workspace connect T0123456789 --organization "Second company"']);
}

/** A mistyped id would give another company's workspace to this organization once its token is set up. */
async function findDoubt(runtime: CliRuntime, id: string): Promise<string | null> {
  let slack: SlackConfig;
  try {
    slack = readConfig(await runtime.loadEnv()).slack;
  } catch (error) {
    if (error instanceof ConfigError) return say('cli.workspace.noSettings');
    throw error;
  }
  const probe = await runtime.deps.probeSlack(slack);
  if (probe.kind === 'failed')
    return say('cli.workspace.slackFailed', { error: toPrintable(scrub(probe.error)) });
  if (id === probe.teamId || id === probe.enterpriseId) return null;
  const own = probe.enterpriseId ?? probe.teamId;
  return say('cli.workspace.otherToken', { name: toPrintable(probe.teamName), own, id: toPrintable(id) });
}
