import type { Command } from 'commander';
import type { Source } from '../../../domain/directory/source.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type { OperatorServices } from '../../../services/operator-services.ts';
import type { SyncResult } from '../../../services/sources/run/sync-result.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { describeCounts, describeSyncProblem } from '../../describe/describe-source.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { formatMinute, quote } from '../../print.ts';
import { withInterrupt } from '../../with-interrupt.ts';

interface Options {
  readonly organization?: string;
  readonly full?: true;
  readonly applyWaiting?: true;
  readonly discardWaiting?: true;
  readonly cancel?: true;
}

export function registerSourceSync(source: Command, runtime: CliRuntime): void {
  const command = source
    .command('sync')
    .description(say('cli.source.sync'))
    .argument('<name or id>', say('cli.source.nameOrId'))
    .option('--full', say('cli.source.full'))
    .option('--apply-waiting', say('cli.source.applyWaiting'))
    .option('--discard-waiting', say('cli.source.discardWaiting'))
    .option('--cancel', say('cli.source.cancel'))
    .addOption(organizationOption())
    .action((nameOrId: string, options: Options) => {
      const chosen = [options.full, options.applyWaiting, options.discardWaiting, options.cancel];
      if (chosen.filter((one) => one).length > 1) return command.error(`error: ${say('cli.source.oneOf')}`);
      return runtime.runForOrganization(options, async (services, { id }) => {
        const found = await services.sources.findSource(id, nameOrId);
        if (found === null) return runtime.fail(say('cli.source.unknown', { source: quote(nameOrId) }));
        if (options.cancel) return cancel(runtime, services, id, found);
        if (options.applyWaiting || options.discardWaiting) {
          const kind = options.applyWaiting ? 'apply' : 'discard';
          const decided = await services.sources.decideWaiting(id, found.id, kind);
          const name = quote(found.name);
          if (decided.kind === 'unknown_source')
            return runtime.fail(say('cli.source.unknown', { source: name }));
          if (decided.kind === 'nothing_waits')
            return runtime.fail(say('cli.source.nothingWaits', { source: name }));
          if (decided.kind === 'discarded') {
            runtime.print(say('cli.source.discarded', { source: name }));
            return exitCodes.ok;
          }
        }
        return sync(runtime, services, id, found, options);
      });
    });
  addExamples(command, ['source sync HR', 'source sync HR --full', 'source sync HR --apply-waiting']);
}

async function cancel(
  runtime: CliRuntime,
  { sources }: OperatorServices,
  organizationId: OrganizationId,
  { id, name }: Source,
): Promise<ExitCode> {
  const result = await sources.cancelSync(organizationId, id);
  if (result.kind !== 'cancelled') return runtime.fail(say('cli.source.notRunning', { source: quote(name) }));
  runtime.print(say('cli.source.cancelAsked'));
  return exitCodes.ok;
}

async function sync(
  runtime: CliRuntime,
  { sources }: OperatorServices,
  organizationId: OrganizationId,
  { id, name }: Source,
  options: Options,
): Promise<ExitCode> {
  const { createSyncDisplay } = await import('../../show-progress.ts');
  const display = createSyncDisplay(runtime.deps);
  try {
    const result = await withInterrupt(runtime.deps, (signal) =>
      sources.runSync(organizationId, id, {
        isFull: options.full === true,
        signal,
        onAbort: 'cancel',
        onProgress: display.report,
      }),
    );
    display.stop();
    return present(runtime, result, name, options.applyWaiting === true);
  } finally {
    display.stop();
  }
}

function present(runtime: CliRuntime, result: SyncResult, name: string, wasAsked: boolean): ExitCode {
  const source = quote(name);
  switch (result.kind) {
    case 'done': {
      runtime.print(say('cli.source.synced', { source, counts: describeCounts(result.counts) }));
      const count = result.counts.conflicts;
      if (count > 0) runtime.print(say('cli.source.syncedConflicts', { count, name: source }));
      return exitCodes.ok;
    }
    case 'waiting': {
      if (wasAsked) return runtime.fail(say('cli.source.changedSinceAsked', { name: source }));
      const { losing, live, brakePercent: percent, names } = result;
      for (const { displayName } of names) runtime.complain(`  ${quote(displayName)}`);
      return runtime.fail(say('cli.source.waiting', { losing, live, percent, name: source, source }));
    }
    case 'must_decide':
      return runtime.fail(say('cli.source.waits', { source, losing: result.run.losing, name: source }));
    case 'discarded':
      return runtime.fail(say('cli.source.stillDiscarded', { source, name: source }));
    case 'busy':
      return runtime.fail(
        say('cli.source.busy', { source, time: formatMinute(result.run.startedAt), name: source }),
      );
    case 'failed':
      return runtime.fail(describeSyncProblem(result.problem, result.detail, source));
    case 'cancelled':
      return runtime.fail(say('cli.source.cancelled'));
    case 'released':
    case 'lost':
      return runtime.fail(say('cli.source.lost'));
    case 'not_read':
      return runtime.fail(say('cli.source.notRead', { source }));
    case 'unknown_source':
      return runtime.fail(say('cli.source.unknown', { source }));
  }
}
