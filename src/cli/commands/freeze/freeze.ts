import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { askToConfirm } from '../../ask-to-confirm.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { toPrintable } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly reason: string;
  readonly revokeCodes?: true;
  readonly yes?: true;
}

export function registerFreeze(program: Command, runtime: CliRuntime): void {
  const command = program
    .command('freeze')
    .description(say('cli.freeze.freeze'))
    .requiredOption('--reason <text>', say('cli.freeze.reason'))
    .option('--revoke-codes', say('cli.freeze.revokeCodes'))
    .option('--yes', say('cli.program.yes'))
    .addOption(organizationOption())
    .addHelpText('after', `\n${say('cli.freeze.help')}`)
    .action((options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const revokesCodes = options.revokeCodes === true;
        if (options.yes !== true) {
          const codes = revokesCodes ? 'yes' : 'no';
          runtime.complain(
            say('cli.freeze.toConfirm', { organization: toPrintable(organization.name), codes }),
          );
          if (!runtime.deps.isTty) return runtime.fail(say('cli.freeze.needsYes'));
          if (!(await askToConfirm(runtime.deps, say('cli.freeze.ask'))))
            return runtime.fail(say('cli.freeze.notConfirmed'));
        }
        const { reason } = options;
        const frozen = await services.freezes.freeze(organization.id, { reason, revokesCodes });
        const { requestsEnded: ended, codesLive: codes, codesRevoked: count } = frozen;
        runtime.print(
          frozen.kind === 'frozen'
            ? say('cli.freeze.frozen', { ended, codes })
            : say('cli.freeze.frozenBefore', { codes }),
        );
        if (count !== null) runtime.print(say('cli.freeze.revoked', { count }));
        return exitCodes.ok;
      }),
    );
  addExamples(command, [
    'freeze --reason "an admin’s account was taken over"',
    'freeze --reason "codes were read out to a stranger" --revoke-codes',
  ]);
}
