import { Presets, SingleBar } from 'cli-progress';
import { say } from '../messages/say.ts';
import type { ImportProgress } from '../services/directory/import/import-options.ts';
import type { SyncProgress } from '../services/sources/run/run-sync.ts';
import type { CliDeps } from './cli-deps.ts';

const LINE_EVERY_MS = 3000;

/** How far the work is: in words for the bar, and in a line of its own. */
interface Progress {
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
  readonly line: string;
}

export interface ProgressDisplay<Reported = Progress> {
  report(progress: Reported): void;
  stop(): void;
}

type Deps = Pick<CliDeps, 'stderr' | 'isTty' | 'clock'>;

/** A moving bar for a person, a line every few seconds for a log; on standard error either way. */
function createDisplay(deps: Deps): ProgressDisplay {
  return deps.isTty ? createBar(deps) : createLines(deps);
}

export function createProgressDisplay(deps: Deps): ProgressDisplay<ImportProgress> {
  const { report, stop } = createDisplay(deps);
  return {
    report: ({ step, done, total }) => {
      const unit = say('cli.directory.bar', { step });
      report({
        done,
        total,
        unit,
        line: say('cli.directory.progress', { step, done, total: total ?? done }),
      });
    },
    stop,
  };
}

export function createSyncDisplay(deps: Deps): ProgressDisplay<SyncProgress> {
  const { report, stop } = createDisplay(deps);
  return {
    report: ({ step, done, total }) => {
      const unit = say('cli.source.bar', { step });
      report({ done, total, unit, line: say('cli.source.progress', { step, done, total: total ?? done }) });
    },
    stop,
  };
}

function createBar({ stderr }: Pick<CliDeps, 'stderr'>): ProgressDisplay {
  const format = '  {bar} {value} / {total} {step}';
  const bar = new SingleBar({ stream: stderr, format, hideCursor: true }, Presets.shades_classic);
  let isStarted = false;
  return {
    report: ({ unit: step, done, total }) => {
      // The length is unknown while the list is read: the bar then shows how much has been read.
      if (!isStarted) bar.start(total ?? done, done, { step });
      bar.setTotal(total ?? done);
      bar.update(done, { step });
      isStarted = true;
    },
    stop: () => {
      if (isStarted) bar.stop();
    },
  };
}

function createLines({ stderr, clock }: Pick<CliDeps, 'stderr' | 'clock'>): ProgressDisplay {
  let nextAt = clock.now() + LINE_EVERY_MS;
  return {
    report: ({ line }) => {
      if (clock.now() < nextAt) return;
      nextAt = clock.now() + LINE_EVERY_MS;
      stderr.write(`  ${line}\n`);
    },
    stop: () => {},
  };
}
