import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import type { SourceSummary } from '../../../services/sources/list-sources.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeSource } from '../../describe/describe-source.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatTime, printJson } from '../../print.ts';

export function registerSourceList(source: Command, runtime: CliRuntime): void {
  const command = source
    .command('list')
    .description(say('cli.source.list'))
    .addOption(organizationOption())
    .option('--json', say('cli.program.json'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const sources = await services.sources.listSources(organization.id);
        if (options.json) printJson(runtime, sources.map(toJson));
        else if (sources.length === 0) runtime.complain(say('cli.source.none'));
        else runtime.print(sources.map((one) => describeSource(one).join('\n')).join('\n\n'));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['source list', 'source list --json']);
}

function toJson(one: SourceSummary): object {
  const timeOrNull = (time: number | null) => (time === null ? null : formatTime(time));
  const { id, kind, name, settings, roleRules, allowedOwners, brakePercent, everyMinutes, run } = one;
  return {
    id,
    kind,
    name,
    settings,
    roleRules,
    allowedOwners,
    brakePercent,
    everyMinutes,
    people: one.people,
    conflicts: one.conflicts,
    lastFullAt: timeOrNull(one.lastFullAt),
    nextRunAt: timeOrNull(one.nextRunAt),
    run: run && {
      id: run.id,
      state: run.state,
      isFull: run.isFull,
      startedAt: formatTime(run.startedAt),
      endedAt: timeOrNull(run.endedAt),
      counts: run.counts,
      losing: run.losing,
      problem: run.problem,
      detail: run.detail,
    },
  };
}
