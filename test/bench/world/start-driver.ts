import { type ChildProcess, fork } from 'node:child_process';
import type { DriverAnswer, DriverOrder } from './driver-process.ts';
import type { Load, LoadResult } from './loads.ts';

/** The process that plays Slack and its users, separate from the one that is measured. */
export interface Driver {
  /** The Web API's address. */
  readonly apiUrl: string;
  run(load: Load): Promise<LoadResult>;
  /** The calls since the last count, by method. */
  countCalls(): Promise<ReadonlyMap<string, number>>;
  stop(): void;
}

export async function startDriver(): Promise<Driver> {
  const child = fork(new URL('./driver-process.ts', import.meta.url), [], { serialization: 'advanced' });
  const listening = await nextAnswer(child);
  if (listening.kind !== 'listening') throw new Error('The driver did not start');
  const ask = async (order: DriverOrder): Promise<DriverAnswer> => {
    const answered = nextAnswer(child);
    child.send(order);
    const answer = await answered;
    if (answer.kind === 'failed') throw new Error(answer.why);
    return answer;
  };
  return {
    apiUrl: `${listening.origin}/api/`,
    async run(load) {
      const answer = await ask({ kind: 'run', load });
      if (answer.kind !== 'ran') throw new Error(`The driver answered ${answer.kind}`);
      return answer.result;
    },
    async countCalls() {
      const answer = await ask({ kind: 'count' });
      if (answer.kind !== 'counted') throw new Error(`The driver answered ${answer.kind}`);
      return new Map(answer.calls);
    },
    stop() {
      if (child.connected) child.disconnect();
    },
  };
}

function nextAnswer(child: ChildProcess): Promise<DriverAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<DriverAnswer>();
  const onExit = (): void => reject(new Error('The driver ended instead of answering'));
  child.once('exit', onExit);
  child.once('message', (answer: DriverAnswer) => {
    child.off('exit', onExit);
    resolve(answer);
  });
  return promise;
}
