import { setTimeout as sleep } from 'node:timers/promises';
import type { MiniSlack } from './mini-slack.ts';
import { makeClick, makeCommand, type SignedRequest, sign } from './payloads.ts';
import { post } from './post.ts';

/** Where to deliver: to these request URLs by turns, or over whatever web sockets are open. */
export type Destination =
  | { readonly kind: 'http'; readonly urls: readonly string[] }
  | { readonly kind: 'socket' };

export type Load =
  /** At a fixed rate, whether or not the ones before have been answered. */
  | {
      readonly kind: 'acks';
      readonly to: Destination;
      readonly perSecond: number;
      readonly count: number;
      /** Whether an answer follows: it is waited for then, so that nothing of a round falls into the next. */
      readonly isAnswered: boolean;
    }
  /** So many at a time, each until its answer has arrived at the response URL. */
  | { readonly kind: 'commands'; readonly to: Destination; readonly atOnce: number; readonly count: number }
  /** Command, click, reveal; the load is over when every target has been told. */
  | {
      readonly kind: 'flows';
      readonly to: Destination;
      readonly atOnce: number;
      readonly count: number;
      /** By so many for so many, over and over; by ever new ones unless told. */
      readonly pairs?: number;
    };

export interface LoadResult {
  /** Milliseconds from the first command until the last answer or notice. */
  readonly tookMs: number;
  /** Milliseconds each: until the acknowledgement, or until the code was shown. */
  readonly latenciesMs: readonly number[];
}

const PATIENCE_MS = 60_000;
/** For whom commands are, over and over: what Slack says of them is remembered from the time before. */
const WARM_PAIRS = 2000;
let nextIndex = 0;

export function runLoad(slack: MiniSlack, load: Load): Promise<LoadResult> {
  switch (load.kind) {
    case 'acks':
      return runAcks(slack, load);
    case 'commands':
      return runAtOnce(load.atOnce, load.count, (index) =>
        runCommand(slack, load.to, index % WARM_PAIRS).then(() => undefined),
      );
    case 'flows':
      return runFlows(slack, load);
  }
}

async function runAcks(slack: MiniSlack, load: Extract<Load, { kind: 'acks' }>): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  const pending: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let count = 0; count < load.count; count += 1) {
    const dueAt = startedAt + (count * 1000) / load.perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    // From the moment at which it was due: a late start is the server's doing as much as a late answer. A timer may be early, though.
    const begunAt = Math.min(dueAt, performance.now());
    const answer = Promise.withResolvers<unknown>();
    const responseUrl = slack.createResponseUrl(answer.resolve);
    if (load.isAnswered)
      pending.push(within(answer.promise, 'a command was not answered').then(() => undefined));
    const acked = deliverCommand(slack, load.to, takeIndex() % WARM_PAIRS, responseUrl);
    pending.push(acked.then(() => void latenciesMs.push(performance.now() - begunAt)));
    // Looked at when all have been sent.
    for (const one of pending.slice(-2)) one.catch(() => undefined);
  }
  const failed = (await Promise.allSettled(pending)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return { tookMs: performance.now() - startedAt, latenciesMs };
}

async function runFlows(slack: MiniSlack, load: Extract<Load, { kind: 'flows' }>): Promise<LoadResult> {
  const startedAt = performance.now();
  let told = 0;
  const { promise: allTold, resolve } = Promise.withResolvers<void>();
  slack.onPosted = () => {
    told += 1;
    if (told >= load.count) resolve();
  };
  const { latenciesMs } = await runAtOnce(load.atOnce, load.count, async (taken) => {
    const index = load.pairs === undefined ? taken : taken % load.pairs;
    const prompt = await runCommand(slack, load.to, index);
    const reveal = await runClick(slack, load.to, index, prompt);
    if (!/[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.test(reveal)) throw new Error(`No code: ${reveal.slice(0, 400)}`);
  });
  await within(allTold, `only ${told} of ${load.count} were told`);
  return { tookMs: performance.now() - startedAt, latenciesMs };
}

async function runAtOnce(
  atOnce: number,
  count: number,
  work: (index: number) => Promise<void>,
): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const begunAt = performance.now();
      await work(takeIndex());
      latenciesMs.push(performance.now() - begunAt);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { tookMs: performance.now() - startedAt, latenciesMs };
}

function takeIndex(): number {
  nextIndex += 1;
  return nextIndex;
}

/** @returns the answer's body */
async function runCommand(slack: MiniSlack, to: Destination, index: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const responseUrl = slack.createResponseUrl(resolve);
  await deliverCommand(slack, to, index, responseUrl);
  return within(promise, 'a command was not answered');
}

async function runClick(slack: MiniSlack, to: Destination, index: number, prompt: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const click = makeClick(index, slack.createResponseUrl(resolve), prompt);
  if (to.kind === 'socket') await slack.deliver('interactive', click);
  else await deliverSigned(to, index, sign({ payload: JSON.stringify(click) }));
  return within(promise, 'a click was not answered');
}

async function deliverCommand(
  slack: MiniSlack,
  to: Destination,
  index: number,
  responseUrl: string,
): Promise<void> {
  const command = makeCommand(index, responseUrl);
  if (to.kind === 'socket') await slack.deliver('slash_commands', command);
  else await deliverSigned(to, index, sign(command));
}

async function deliverSigned(
  { urls }: Extract<Destination, { kind: 'http' }>,
  index: number,
  signed: SignedRequest,
): Promise<void> {
  const { status } = await post(urls[index % urls.length] ?? '', signed.headers, signed.body);
  if (status !== 200) throw new Error(`A delivery was answered ${status}`);
}

async function within<T>(promise: Promise<T>, problem: string): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(problem)), PATIENCE_MS);
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
