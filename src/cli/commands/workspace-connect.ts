import type { Command } from 'commander';
import type { LinkWorkspaceResult } from '../../services/link-workspace.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../print.ts';

export function registerWorkspaceConnect(workspace: Command, runtime: CliRuntime): void {
  const command = workspace
    .command('connect')
    .description('say which organization a Slack workspace belongs to, where the bot cannot tell')
    .argument('<id>', 'the workspace (T...) or Enterprise Grid (E...), as the bot named it')
    .addOption(organizationOption())
    .action((id: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const { kind } = await services.linkWorkspace(organization.id, id);
        if (kind !== 'linked' && kind !== 'already_linked') return runtime.fail(refusals[kind]);
        const how = kind === 'linked' ? 'is now connected to' : 'was already connected to';
        runtime.print(`${id} ${how} ${toPrintable(organization.name)}.`);
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['workspace connect T0123456789 --organization "Second company"']);
}

const refusals: Readonly<Record<Exclude<LinkWorkspaceResult['kind'], 'linked' | 'already_linked'>, string>> =
  {
    belongs_to_another:
      'That workspace belongs to another organization: one workspace cannot be shared by two.',
    invalid_id:
      'That is no Slack workspace id: it starts with T or E and has capital letters and digits only.',
    unknown_organization: 'The organization is gone.',
  };
