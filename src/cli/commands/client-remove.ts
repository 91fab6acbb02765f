import type { Command } from 'commander';
import type { RelyingService } from '../../domain/relying-service.ts';
import { say } from '../../messages/say.ts';
import { askToConfirm } from '../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatMinute, toPrintable } from '../print.ts';

interface Options {
  readonly organization?: string;
  readonly yes?: true;
}

export function registerClientRemove(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('remove')
    .description('take a login service’s access away, immediately and for good')
    .argument('<name or id>', 'as shown by `client list`')
    .option('--yes', 'even if it was used within the last 30 days, without asking')
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const remove = (isConfirmed: boolean) =>
          services.removeRelyingService(organization.id, nameOrId, isConfirmed);
        let result = await remove(options.yes === true);
        if (result.kind === 'recently_used') {
          runtime.complain(describeLoss(result.service).join('\n'));
          if (!runtime.deps.isTty)
            return runtime.fail('Nothing was removed. To remove it all the same, add --yes.');
          if (!(await askToConfirm(runtime.deps, 'Remove it?'))) return runtime.fail('Nothing was removed.');
          result = await remove(true);
        }
        if (result.kind !== 'removed') {
          return runtime.fail('There is no such service: see `backupcode client list`.');
        }
        const { name, id } = result.service;
        runtime.print(say('cli.client.removed', { name: toPrintable(name), id }));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['client remove "Single sign-on"', 'client remove "Single sign-on" --yes']);
}

/** What stops working when the service goes. */
function describeLoss({ name, scopes, redirectUris, lastUsedAt }: RelyingService): string[] {
  const losses = [
    scopes.includes('codes:redeem') || scopes.includes('challenges')
      ? 'Its credential is refused immediately: people who sign in there can no longer use a backup code.'
      : null,
    scopes.includes('enrolments:report')
      ? 'It can report no new factors: admins are reminded of people who have set one up.'
      : null,
    scopes.includes('oidc')
      ? `Sign-ins over OpenID Connect end with an error instead of at ${redirectUris.map(toPrintable).join(', ')}.`
      : null,
  ].filter((loss) => loss !== null);
  return [
    `${toPrintable(name)} was last used on ${formatMinute(lastUsedAt)}. Removing it breaks:`,
    ...losses.map((loss) => `  - ${loss}`),
    'This can’t be undone: adding it again gives it a new id and credential.',
  ];
}
