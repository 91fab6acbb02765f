import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { CrashingChange } from './crashing-changes.ts';
import type { SeededOrganization } from './store-fixtures.ts';
import type { StoreJob } from './store-jobs.ts';
import type { WorkerAnswer, WorkerOrder } from './store-worker.ts';

/** Another process that has the same store open. */
export interface StoreWorker {
  /** One at a time. */
  run(job: StoreJob): Promise<readonly string[]>;
  /** @returns the signal the process died of */
  crash(
    seeded: SeededOrganization,
    afterWrites: number,
    change?: CrashingChange,
  ): Promise<NodeJS.Signals | null>;
  stop(): Promise<void>;
}

/** Resolves when the process has opened the store. */
export async function forkStoreWorker(url: string): Promise<StoreWorker> {
  const child = fork(new URL('./store-worker.ts', import.meta.url), [url], { execArgv: [] });
  const ready = await nextAnswer(child);
  if (ready.kind !== 'ready') throw new Error(`The worker answered ${ready.kind} before it was ready`);

  function send(order: WorkerOrder): void {
    child.send(order);
  }

  return {
    run: async (job) => {
      const answered = nextAnswer(child);
      send({ kind: 'job', job });
      const answer = await answered;
      if (answer.kind === 'done') return answer.result;
      throw new Error(answer.kind === 'failed' ? answer.why : 'The worker answered out of turn');
    },
    crash: async (seeded, afterWrites, change = 'main') => {
      const died = once(child, 'exit');
      const failed = nextAnswer(child);
      send({ kind: 'crash', change, seeded, afterWrites });
      // Either it dies, or it answers that it failed before it could.
      const [, signal] = await Promise.race([died, failed.then((answer) => Promise.reject(toError(answer)))]);
      failed.catch(() => undefined);
      return signal;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      send({ kind: 'stop' });
      await exited;
    },
  };
}

function toError(answer: WorkerAnswer): Error {
  return new Error(answer.kind === 'failed' ? answer.why : 'The worker answered out of turn');
}

/** @throws Error if the process ends instead */
function nextAnswer(child: ChildProcess): Promise<WorkerAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>();
  const onMessage = (message: unknown) => {
    child.off('exit', onExit);
    resolve(message as WorkerAnswer);
  };
  const onExit = (code: number | null) => {
    child.off('message', onMessage);
    reject(new Error(`The worker ended with code ${code}`));
  };
  child.once('message', onMessage);
  child.once('exit', onExit);
  return promise;
}
