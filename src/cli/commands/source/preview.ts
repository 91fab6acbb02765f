import type { Command } from 'commander';
import { say } from '../../../messages/say.ts';
import { StagingUnavailableError } from '../../../ports/directory/import-staging.ts';
import type { PreviewResult } from '../../../services/sources/preview-source.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describePlannedChange, presentPlannedChange } from '../../describe/describe-planned-change.ts';
import { describeCounts, describeSyncProblem } from '../../describe/describe-source.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printTable, quote } from '../../print.ts';
import { parseLimit, SHOWN_MAX } from '../../source-terms.ts';
import { withInterrupt } from '../../with-interrupt.ts';

interface Options {
  readonly organization?: string;
  readonly limit?: string;
  readonly json?: true;
}

const SHOWN = 50;

export function registerSourcePreview(source: Command, runtime: CliRuntime): void {
  const command = source
    .command('preview')
    .description(say('cli.source.preview'))
    .argument('<name or id>', say('cli.source.nameOrId'))
    .option('--limit <count>', say('cli.source.limit', { shown: SHOWN }))
    .option('--json', say('cli.program.json'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const limit = parseLimit(options.limit ?? String(options.json ? SHOWN_MAX : SHOWN));
        if (limit === null) return runtime.fail(say('cli.source.badLimit'));
        const { createSyncDisplay } = await import('../../show-progress.ts');
        const display = createSyncDisplay(runtime.deps);
        try {
          const result = await withInterrupt(runtime.deps, (signal) =>
            services.sources.previewSource(organization.id, nameOrId, {
              shownMax: limit,
              signal,
              onProgress: display.report,
            }),
          );
          display.stop();
          return present(runtime, result, nameOrId, { limit, isJson: options.json === true });
        } catch (error) {
          if (error instanceof StagingUnavailableError)
            return runtime.fail(say('cli.directory.noRoom', { error: error.message }));
          throw error;
        } finally {
          display.stop();
        }
      }),
    );
  addExamples(command, ['source preview HR', 'source preview HR --json']);
}

function present(
  runtime: CliRuntime,
  result: PreviewResult,
  nameOrId: string,
  { limit, isJson }: { readonly limit: number; readonly isJson: boolean },
): ExitCode {
  const source = quote(nameOrId);
  switch (result.kind) {
    case 'unknown_source':
      return runtime.fail(say('cli.source.unknown', { source }));
    case 'not_read':
      return runtime.fail(say('cli.source.notRead', { source }));
    case 'secret_unreadable':
      return runtime.fail(say('cli.source.problem.secret_unreadable', { source }));
    case 'failed':
      return runtime.fail(describeSyncProblem(result.problem, result.detail, source));
    case 'planned':
      break;
  }
  const { shown, counts, losing, live, brakePercent: percent, brake } = result;
  if (isJson) {
    const changes = shown.map(presentPlannedChange);
    const asksOwner = brake.kind === 'stop';
    printJson(runtime, { changes, counts, losing: losing.length, live, brakePercent: percent, asksOwner });
    return exitCodes.ok;
  }
  if (shown.length > 0) printTable(runtime, ['', 'LOGIN', 'NAME', 'WHY'], shown.map(describePlannedChange));
  const count = counts.read - counts.unchanged - shown.length;
  const next = Math.min(SHOWN_MAX, limit * 4);
  if (count > 0) runtime.print(say('cli.source.more', { count, next }));
  runtime.print(say('cli.source.planned', { counts: describeCounts(counts) }));
  if (brake.kind === 'stop')
    runtime.print(say('cli.source.wouldBrake', { losing: losing.length, live, percent }));
  if (counts.conflicts > 0) runtime.print(say('cli.source.wouldConflict'));
  return exitCodes.ok;
}
