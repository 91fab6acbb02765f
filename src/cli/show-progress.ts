import { Presets, SingleBar } from 'cli-progress';
import { say } from '../messages/say.ts';
import type { ImportProgress } from '../services/directory/import-directory.ts';
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
  const format = '  {bar} {value} / {total} {step}';
  const bar = new SingleBar({ stream: stderr, format, hideCursor: true }, Presets.shades_classic);
  let isStarted = false;
  return {
    report: ({ step, done, total }) => {
      // The length is unknown while the list is read: the bar then shows how much has been read.
      if (!isStarted) bar.start(total ?? done, done, { step: say('cli.directory.bar', { step }) });
      bar.setTotal(total ?? done);
      bar.update(done, { step: say('cli.directory.bar', { step }) });
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
    report: ({ step, done, total }) => {
      if (clock.now() < nextAt) return;
      nextAt = clock.now() + LINE_EVERY_MS;
      stderr.write(`  ${say('cli.directory.progress', { step, done, total: total ?? done })}\n`);
    },
    stop: () => {},
  };
}
