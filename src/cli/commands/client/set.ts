import type { Command } from 'commander';
import { clientScopes } from '../../../domain/clients/client.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { parseClientTerms } from '../../client-terms.ts';
import { describeAllowance } from '../../describe/describe-client.ts';
import { describeTermsProblem } from '../../describe/describe-problems.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote, toPrintable } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly scope?: string;
  readonly expires?: string;
  readonly rate?: string;
}

export function registerClientSet(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('set')
    .description(say('cli.client.set'))
    .argument('<name or id>', say('cli.client.nameOrId'))
    .option('--scope <scopes>', say('cli.client.setScopes', { scopes: clientScopes.join(', ') }))
    .option('--expires <time>', say('cli.client.setExpires'))
    .option('--rate <requests>', say('cli.client.setRate'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const parsed = parseClientTerms(options, runtime.deps.clock.now());
        if (parsed.kind === 'bad') return runtime.fail(parsed.problem);
        if (Object.keys(parsed.terms).length === 0) {
          return runtime.fail(say('cli.client.setNothing'));
        }
        const result = await services.changeClient(organization.id, nameOrId, parsed.terms);
        if (result.kind === 'unknown_service') {
          return runtime.fail(say('cli.client.unknown', { client: quote(nameOrId) }));
        }
        if (result.kind === 'invalid_terms') return runtime.fail(describeTermsProblem(result.problem));
        if (result.kind === 'no_redirect_uri') {
          return runtime.fail(say('cli.client.noRedirectUri', { name: quote(nameOrId) }));
        }
        if (result.kind === 'source_name_taken') {
          return runtime.fail(say('cli.client.sourceNameTaken', { name: quote(nameOrId) }));
        }
        const { kind, service } = result;
        runtime.print(say(`cli.client.${kind}`, { name: toPrintable(service.name), id: service.id }));
        for (const line of describeAllowance(service, runtime.deps.clock.now())) runtime.print(line);
        return exitCodes.ok;
      }),
    );
  addExamples(command, [
    'client set portal --scope codes:redeem,challenges',
    'client set portal --expires 90d --rate 120',
    'client set portal --expires never',
  ]);
}
