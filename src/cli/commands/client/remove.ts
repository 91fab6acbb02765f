import type { Command } from 'commander';
import type { Client } from '../../../domain/clients/client.ts';
import { say } from '../../../messages/say.ts';
import { askToConfirm } from '../../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatMinute, quote, toPrintable } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly yes?: true;
}

export function registerClientRemove(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('remove')
    .description(say('cli.client.remove'))
    .argument('<name or id>', say('cli.client.nameOrId'))
    .option('--yes', say('cli.client.removeYes'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const remove = (isConfirmed: boolean) =>
          services.removeClient(organization.id, nameOrId, isConfirmed);
        let result = await remove(options.yes === true);
        if (result.kind === 'recently_used') {
          runtime.complain(describeLoss(result.service).join('\n'));
          if (!runtime.deps.isTty) return runtime.fail(say('cli.client.removeNeedsYes'));
          if (!(await askToConfirm(runtime.deps, say('cli.client.askRemove'))))
            return runtime.fail(say('cli.client.notRemoved'));
          result = await remove(true);
        }
        if (result.kind !== 'removed') {
          return runtime.fail(say('cli.client.unknown', { client: quote(nameOrId) }));
        }
        const { name, id } = result.service;
        runtime.print(say('cli.client.removed', { name: toPrintable(name), id }));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['client remove "Single sign-on"', 'client remove "Single sign-on" --yes']);
}

/** What stops working without the client. */
function describeLoss({ name, scopes, redirectUris, lastUsedAt }: Client): string[] {
  const losses = [
    scopes.includes('codes:redeem') || scopes.includes('challenges')
      ? say('cli.client.losesRedeeming')
      : null,
    scopes.includes('enrolments:report') ? say('cli.client.losesEnrolments') : null,
    scopes.includes('oidc')
      ? say('cli.client.losesOidc', { addresses: redirectUris.map(toPrintable).join(', ') })
      : null,
    scopes.includes('scim') ? say('cli.client.losesScim') : null,
  ].filter((loss) => loss !== null);
  return [
    say('cli.client.lastUsed', { name: toPrintable(name), time: formatMinute(lastUsedAt) }),
    ...losses.map((loss) => `  - ${loss}`),
    say('cli.client.cannotUndo'),
  ];
}
