import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeConflict, presentConflict } from '../../describe/describe-conflict.ts';
import { exitCodes } from '../../exit-codes.ts';
import { printJson, quote } from '../../print.ts';
import { parseLimit, SHOWN_MAX } from '../../source-terms.ts';

interface Options {
  readonly organization?: string;
  readonly limit?: string;
  readonly json?: true;
}

const SHOWN = 20;

export function registerSourceConflicts(source: Command, runtime: CliRuntime): void {
  const command = source
    .command('conflicts')
    .description(say('cli.source.conflicts'))
    .argument('[name or id]', say('cli.source.conflictsOf'))
    .option('--limit <count>', say('cli.source.limit', { shown: SHOWN }))
    .option('--json', say('cli.program.json'))
    .addOption(organizationOption())
    .action((nameOrId: string | undefined, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const limit = parseLimit(options.limit ?? String(options.json ? SHOWN_MAX : SHOWN));
        if (limit === null) return runtime.fail(say('cli.source.badLimit'));
        const result = await services.sources.listConflicts(organization.id, nameOrId ?? null, limit);
        if (result.kind === 'unknown_source')
          return runtime.fail(say('cli.source.unknown', { source: quote(nameOrId ?? '') }));
        const { conflicts, count } = result;
        if (options.json) printJson(runtime, { count, conflicts: conflicts.map(presentConflict) });
        else if (conflicts.length === 0) runtime.complain(say('cli.source.noConflicts'));
        else runtime.print(conflicts.map((one) => describeConflict(one).join('\n')).join('\n\n'));
        const more = count - conflicts.length;
        if (more > 0 && !options.json)
          runtime.print(
            say('cli.source.moreConflicts', { count: more, next: Math.min(SHOWN_MAX, limit * 4) }),
          );
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['source conflicts', 'source conflicts HR --json']);
}
