import type { Command } from 'commander';
import { clientScopes } from '../../domain/relying-service.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { parseClientTerms } from '../client-terms.ts';
import { describeAllowance } from '../describe-client.ts';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../print.ts';

interface Options {
  readonly organization?: string;
  readonly scope?: string;
  readonly expires?: string;
  readonly rate?: string;
}

export function registerClientSet(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('set')
    .description('change what a login service may do, how often and until when; its credential stays')
    .argument('<name or id>', 'as shown by `client list`')
    .option('--scope <scopes>', `all it may do from now on, separated by commas: ${clientScopes.join(', ')}`)
    .option('--expires <time>', 'when its access ends: 90d, 12h, an ISO time, or never')
    .option('--rate <requests>', 'how many requests a minute it may make')
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const parsed = parseClientTerms(options, runtime.deps.clock.now());
        if (parsed.kind === 'bad') return runtime.fail(parsed.problem);
        if (Object.keys(parsed.terms).length === 0) {
          return runtime.fail('Say what is to change: --scope, --expires or --rate.');
        }
        const result = await services.changeRelyingService(organization.id, nameOrId, parsed.terms);
        if (result.kind === 'unknown_service') {
          return runtime.fail('There is no such service: see `backupcode client list`.');
        }
        if (result.kind === 'invalid_terms') return runtime.fail(`The service ${result.problem}.`);
        if (result.kind === 'no_redirect_uri') {
          return runtime.fail(
            'It was added without --redirect-uri, so it cannot use OpenID Connect: add another service with `backupcode client add NAME --redirect-uri URL`.',
          );
        }
        const { kind, service } = result;
        runtime.print(
          kind === 'changed'
            ? `Changed ${toPrintable(service.name)} (${service.id}). It holds from its next request on:`
            : `It was so already; nothing was changed of ${toPrintable(service.name)} (${service.id}):`,
        );
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
