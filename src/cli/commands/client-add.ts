import type { Command } from 'commander';
import { clientScopes } from '../../domain/relying-service.ts';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { parseClientTerms } from '../client-terms.ts';
import { exitCodes } from '../exit-codes.ts';

interface Options {
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
    .addOption(organizationOption())
    .action((name: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const terms = parseClientTerms(options, runtime.deps.clock.now());
        if (terms.kind === 'bad') return runtime.fail(terms.problem);
        const result = await services.addRelyingService(organization.id, name, terms.terms);
        if (result.kind === 'invalid_terms') return runtime.fail(`The service ${result.problem}.`);
        if (result.kind === 'invalid_name') return runtime.fail(`The name ${result.problem}.`);
        if (result.kind === 'name_taken') {
          return runtime.fail(
            'There is a service of that name already: take another name, or remove that one first.',
          );
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
    'client add sso > credential.txt',
  ]);
}
