import type { Command } from 'commander';
import { clientScopes } from '../../domain/relying-service.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { parseClientTerms } from '../client-terms.ts';
import { exitCodes } from '../exit-codes.ts';
import { authMethodNames, type OidcOptions, parseOidcTerms, profileNames } from '../oidc-terms.ts';

interface Options extends OidcOptions {
  readonly organization?: string;
  readonly scope?: string;
  readonly expires?: string;
  readonly rate?: string;
}

export function registerClientAdd(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('add')
    .description('make a login service known and show its credential, once')
    .argument('<name>', 'what the service is called, such as "Single sign-on"')
    .option('--scope <scopes>', `what it may do, separated by commas: ${clientScopes.join(', ')}`)
    .option('--expires <time>', 'when its access ends: 90d, 12h, or an ISO time; never unless given')
    .option('--rate <requests>', 'how many requests a minute it may make; 600 unless given')
    .option(
      '--redirect-uri <url>',
      'makes it a client of OpenID Connect: where people are sent back to; may be given several times',
      (url: string, others: readonly string[] | undefined) => [...(others ?? []), url],
    )
    .option('--profile <name>', `how it speaks OpenID Connect: ${profileNames.join(', ')}; code unless given`)
    .option('--auth <method>', `how it proves who it is: ${authMethodNames.join(', ')}; post unless given`)
    .option('--hint-issuer <url>', 'the issuer whose ID tokens may name the person, beside ours')
    .option('--hint-jwks <url>', 'where that issuer publishes its keys')
    .option('--hint-audience <audience>', 'the audience of that issuer’s tokens')
    .option('--hint-claim <claim>', 'the claim that holds the person’s login; email unless given')
    .option('--hint-tenant <id>', 'with --profile entra: the directory (tenant) ID of your Entra ID')
    .addOption(organizationOption())
    .action((name: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const terms = parseClientTerms(options, runtime.deps.clock.now());
        if (terms.kind === 'bad') return runtime.fail(terms.problem);
        const oidc = parseOidcTerms(options);
        if (oidc.kind === 'bad') return runtime.fail(oidc.problem);
        const result = await services.addRelyingService(organization.id, name, {
          ...terms.terms,
          ...(oidc.terms === null ? {} : { oidc: oidc.terms }),
        });
        if (result.kind === 'invalid_terms') return runtime.fail(`The service ${result.problem}.`);
        if (result.kind === 'invalid_name') return runtime.fail(`The name ${result.problem}.`);
        if (result.kind === 'name_taken') {
          return runtime.fail(
            'There is a service of that name already: take another name, or remove that one first.',
          );
        }
        if (oidc.terms?.authMethod === 'none') {
          runtime.complain('Added. A public client has no secret; this is its client id:');
          runtime.print(result.service.id);
          return exitCodes.ok;
        }
        if (oidc.terms !== null) {
          runtime.complain(`Added. Client id: ${result.service.id}`);
          runtime.complain('The client secret is shown now and never again:');
          runtime.print(result.credential.reveal());
          return exitCodes.ok;
        }
        runtime.complain(`Added ${result.service.id}. This credential is shown now and never again:`);
        // The credential alone goes to standard output, so that it can be piped into a secret store unseen.
        runtime.print(result.credential.reveal());
        return exitCodes.ok;
      }),
    );
  addExamples(command, [
    'client add "Single sign-on"',
    'client add portal --scope codes:redeem --expires 90d',
    'client add portal --redirect-uri https://portal.example/callback',
    'client add sso > credential.txt',
  ]);
}
