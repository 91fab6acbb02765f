import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { parseDuration } from '../../client-terms.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatMinute, quote, toPrintable } from '../../print.ts';

export function registerClientRotate(client: Command, runtime: CliRuntime): void {
  const command = client
    .command('rotate')
    .description(say('cli.client.rotate'))
    .argument('<name or id>', say('cli.client.nameOrId'))
    .option('--overlap <time>', say('cli.client.overlap'), '24h')
    .addOption(organizationOption())
    .action((nameOrId: string, options: { organization?: string; overlap: string }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const overlapMs = parseDuration(options.overlap);
        if (overlapMs === null) return runtime.fail(say('cli.client.badOverlap'));
        const result = await services.rotateClientSecret(organization.id, nameOrId, overlapMs);
        if (result.kind === 'unknown_service') {
          return runtime.fail(say('cli.client.unknown', { client: quote(nameOrId) }));
        }
        if (result.kind === 'invalid_overlap') return runtime.fail(say('cli.client.longOverlap'));
        const { service, previousUntil } = result;
        const rotated = { name: toPrintable(service.name), id: service.id };
        runtime.complain(
          overlapMs === 0
            ? say('cli.client.rotatedNow', rotated)
            : say('cli.client.rotated', { ...rotated, until: formatMinute(previousUntil) }),
        );
        // The credential alone goes to standard output, so that it can be piped into a secret store unseen.
        runtime.print(result.credential.reveal());
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['client rotate portal', 'client rotate portal --overlap 0 > credential.txt']);
}
