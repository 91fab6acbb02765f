import type { Command } from 'commander';
import { addExamples, type CliRuntime, organizationOption } from '../cli-runtime.ts';
import { parseDuration } from '../client-terms.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTime, toPrintable } from '../print.ts';

export function registerClientRotate(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('rotate')
    .description('give a login service a new credential and show it, once; the old one works a while longer')
    .argument('<name or id>', 'as shown by `client list`')
    .option('--overlap <time>', 'how long both work: 24h, 7d, 0 to end the old one now', '24h')
    .addOption(organizationOption())
    .action((nameOrId: string, options: { organization?: string; overlap: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const overlapMs = parseDuration(options.overlap);
        if (overlapMs === null) return runtime.fail('--overlap takes 24h, 90m, 7d or 0.');
        const result = await services.rotateClientSecret(organization.id, nameOrId, overlapMs);
        if (result.kind === 'unknown_service') {
          return runtime.fail('There is no such service: see `backupcode client list`.');
        }
        if (result.kind === 'invalid_overlap') return runtime.fail('--overlap may be 30 days at the most.');
        const until =
          overlapMs === 0
            ? 'The old one no longer works'
            : `The old one works until ${formatTime(result.previousUntil)}`;
        runtime.complain(
          `Rotated ${toPrintable(result.service.name)} (${result.service.id}). ${until}. This credential is shown now and never again:`,
        );
        // The credential alone goes to standard output, so that it can be piped into a secret store unseen.
        runtime.print(result.credential.reveal());
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['client rotate portal', 'client rotate portal --overlap 0 > credential.txt']);
}
