import type { Command } from 'commander';
import { clientScopes } from '../../../domain/clients/client.ts';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { parseClientTerms } from '../../client-terms.ts';
import { describeNameProblem, describeTermsProblem } from '../../describe/describe-problems.ts';
import { exitCodes } from '../../exit-codes.ts';
import { authMethodNames, type OidcOptions, parseOidcTerms, profileNames } from '../../oidc-terms.ts';
import { quote } from '../../print.ts';

interface Options extends OidcOptions {
  readonly organization?: string;
  readonly scope?: string;
  readonly expires?: string;
  readonly rate?: string;
  readonly strict?: true;
}

export function registerClientAdd(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('add')
    .description(say('cli.client.add'))
    .argument('<name>', say('cli.client.name'))
    .option('--scope <scopes>', say('cli.client.scopes', { scopes: clientScopes.join(', ') }))
    .option('--expires <time>', say('cli.client.expires'))
    .option('--rate <requests>', say('cli.client.rate'))
    .option('--strict', say('cli.client.strict'))
    .option(
      '--redirect-uri <url>',
      say('cli.client.redirectUri'),
      (url: string, others: readonly string[] | undefined) => [...(others ?? []), url],
    )
    .option('--profile <name>', say('cli.client.profile', { profiles: profileNames.join(', ') }))
    .option('--auth <method>', say('cli.client.auth', { methods: authMethodNames.join(', ') }))
    .option('--hint-issuer <url>', say('cli.client.hintIssuer'))
    .option('--hint-jwks <url>', say('cli.client.hintJwks'))
    .option('--hint-audience <audience>', say('cli.client.hintAudience'))
    .option('--hint-claim <claim>', say('cli.client.hintClaim'))
    .option('--hint-tenant <id>', say('cli.client.hintTenant'))
    .addOption(organizationOption())
    .action((name: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const terms = parseClientTerms(options, runtime.deps.clock.now());
        if (terms.kind === 'bad') return runtime.fail(terms.problem);
        const oidc = parseOidcTerms(options);
        if (oidc.kind === 'bad') return runtime.fail(oidc.problem);
        const result = await services.addClient(organization.id, name, {
          ...terms.terms,
          ...(oidc.terms === null ? {} : { oidc: oidc.terms }),
          isStrict: options.strict === true,
        });
        if (result.kind === 'invalid_terms') return runtime.fail(describeTermsProblem(result.problem));
        if (result.kind === 'invalid_name') return runtime.fail(describeNameProblem(result.problem));
        if (result.kind === 'name_taken') {
          return runtime.fail(say('cli.client.nameTaken', { name: quote(name) }));
        }
        if (result.kind === 'source_name_taken') {
          return runtime.fail(say('cli.client.sourceNameTaken', { name: quote(name) }));
        }
        if (oidc.terms?.authMethod === 'none') {
          runtime.complain(say('cli.client.addedPublic'));
          runtime.print(result.service.id);
          return exitCodes.ok;
        }
        if (oidc.terms !== null) {
          runtime.complain(say('cli.client.addedOidc', { id: result.service.id }));
          runtime.complain(say('cli.client.oidcSecret'));
          runtime.print(result.credential.reveal());
          return exitCodes.ok;
        }
        if (result.service.scopes.includes('scim')) runtime.complain(say('cli.client.addedScim'));
        runtime.complain(say('cli.client.added', { id: result.service.id }));
        // The credential alone goes to standard output, so that it can be piped into a secret store unseen.
        runtime.print(result.credential.reveal());
        return exitCodes.ok;
      }),
    );
  addExamples(command, [
    'client add "Single sign-on"',
    'client add portal --scope codes:redeem --expires 90d',
    'client add portal --redirect-uri https://portal.example/callback',
    'client add "Entra ID" --scope scim',
    'client add sso > credential.txt',
  ]);
}
