import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress } from '../services/import-directory.ts';
import type { CliDeps } from './cli-deps.ts';

const LINE_EVERY_MS = 3000;

export interface ProgressDisplay {
  report(progress: ImportProgress): void;
  stop(): void;
}

/** A moving bar for a person, a line every few seconds for a log; on standard error either way. */
export function createProgressDisplay(deps: Pick<CliDeps, 'stderr' | 'isTty' | 'clock'>): ProgressDisplay {
  return deps.isTty ? createBar(deps) : createLines(deps);
}

function createBar({ stderr }: Pick<CliDeps, 'stderr'>): ProgressDisplay {
  const format = '  {bar} {value} of {total} people';
  const bar = new SingleBar({ stream: stderr, format, hideCursor: true }, Presets.shades_classic);
  let isStarted = false;
  return {
    report: ({ done, total }) => {
      if (!isStarted) bar.start(total, done);
      else bar.update(done);
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
    report: ({ done, total }) => {
      if (clock.now() < nextAt) return;
      nextAt = clock.now() + LINE_EVERY_MS;
      stderr.write(`  ${done} of ${total} people\n`);
    },
    stop: () => {},
  };
}
