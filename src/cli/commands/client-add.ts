import type { Command } from 'commander';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { exitCodes } from '../exit-codes.ts';

export function registerClientAdd(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('add')
    .description('make a login service known and show its credential, once')
    .argument('<name>', 'what the service is called, such as "Single sign-on"')
    .addOption(organizationOption())
    .action((name: string, options: { organization?: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const result = await services.addRelyingService(organization.id, name);
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
  addExamples(command, ['client add "Single sign-on"', 'client add sso > credential.txt']);
}
