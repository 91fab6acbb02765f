import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { SyncAnswer, SyncOrder } from './sync-process.ts';

/** A run in a process of its own. */
export interface ForkedSync {
  /** Resolves when it waits for its source; rejects if it ends before. */
  readonly reading: Promise<void>;
  /** What it came to; `null` if it was killed. */
  readonly ended: Promise<Extract<SyncAnswer, { kind: 'ended' }> | null>;
  goOn(): void;
}

export function forkSync(order: SyncOrder): ForkedSync {
  const child = fork(new URL('./sync-process.ts', import.meta.url), [JSON.stringify(order)], {
    execArgv: [],
  });
  const reading = Promise.withResolvers<void>();
  reading.promise.catch(() => {});
  let last: SyncAnswer | null = null;
  child.on('message', (answer: SyncAnswer) => {
    last = answer;
    if (answer.kind === 'reading') reading.resolve();
  });
  const ended = once(child, 'exit').then(([code, signal]) => {
    reading.reject(new Error('The run ended before it waited'));
    if (signal === 'SIGKILL') return null;
    if (last?.kind === 'ended') return last;
    throw new Error(last?.kind === 'failed' ? last.why : `The run ended with ${code ?? signal}`);
  });
  return { reading: reading.promise, ended, goOn: () => void child.send('go on') };
}
