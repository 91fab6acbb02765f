import { setTimeout as sleep } from 'node:timers/promises';
import { runLanes } from '../harness/run-lanes.ts';
import type { MiniSlack } from './mini-slack.ts';
import { makeClick, makeCommand, sign } from './payloads.ts';
import { post } from './send.ts';

/** What Slack's users do. Everything is delivered to the request URL `url`. */
export type Load =
  /** Commands at a fixed rate, whether or not earlier ones are done. */
  | {
      readonly kind: 'acks';
      readonly url: string;
      readonly perSecond: number;
      readonly count: number;
      /** Whether the app answers a command: the load waits for the answers then, so that no work is left for the next. */
      readonly isAnswered: boolean;
    }
  /** Command and click, one after another. */
  | { readonly kind: 'clicks'; readonly url: string; readonly count: number }
  /** Command, click, code. The load ends when every target has been notified. */
  | { readonly kind: 'flows'; readonly url: string; readonly atOnce: number; readonly count: number };

export interface LoadResult {
  /** Milliseconds from the first command until the last answer or notice. */
  readonly tookMs: number;
  /** Milliseconds each: to the acknowledgement; from a click to the code, less the time in which Slack had a request. */
  readonly latenciesMs: readonly number[];
}

const WAIT_MS_MAX = 60_000;
let nextIndex = 0;

export async function runLoad(slack: MiniSlack, load: Load): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  switch (load.kind) {
    case 'acks':
      await runAcks(slack, load, latenciesMs);
      break;
    case 'clicks':
      for (let count = 0; count < load.count; count += 1)
        latenciesMs.push(await runFlow(slack, load.url, takeIndex()));
      break;
    case 'flows':
      await runFlows(slack, load);
  }
  return { tookMs: performance.now() - startedAt, latenciesMs };
}

async function runAcks(
  slack: MiniSlack,
  load: Extract<Load, { kind: 'acks' }>,
  latenciesMs: number[],
): Promise<void> {
  const pending: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let count = 0; count < load.count; count += 1) {
    const dueAt = startedAt + (count * 1000) / load.perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    // The time counts from when the command was due, but a timer may fire early.
    const begunAt = Math.min(dueAt, performance.now());
    const answer = Promise.withResolvers<string>();
    const responseUrl = slack.createResponseUrl(answer.resolve);
    if (load.isAnswered)
      pending.push(within(answer.promise, 'a command was not answered').then(() => undefined));
    const acked = deliver(load.url, makeCommand(takeIndex(), responseUrl));
    pending.push(acked.then(() => void latenciesMs.push(performance.now() - begunAt)));
    // All results are looked at below; until then a failure must not end the process.
    for (const one of pending.slice(-2)) one.catch(() => undefined);
  }
  const failed = (await Promise.allSettled(pending)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function runFlows(slack: MiniSlack, load: Extract<Load, { kind: 'flows' }>): Promise<void> {
  let notified = 0;
  const { promise: allNotified, resolve } = Promise.withResolvers<void>();
  slack.onPosted = () => {
    notified += 1;
    if (notified >= load.count) resolve();
  };
  await runLanes(load.atOnce, load.count, () => runFlow(slack, load.url, takeIndex()));
  await within(allNotified, `only ${notified} of ${load.count} were notified`);
}

function takeIndex(): number {
  nextIndex += 1;
  return nextIndex;
}

/** @returns milliseconds from the click until the code was shown, less the time in which Slack had a request */
async function runFlow(slack: MiniSlack, url: string, index: number): Promise<number> {
  const prompted = Promise.withResolvers<string>();
  await deliver(url, makeCommand(index, slack.createResponseUrl(prompted.resolve)));
  const prompt = await within(prompted.promise, 'a command was not answered');
  const revealed = Promise.withResolvers<string>();
  const click = makeClick(index, slack.createResponseUrl(revealed.resolve), prompt);
  const [begunAt, ownMs] = [performance.now(), slack.ownMs()];
  await deliver(url, { payload: JSON.stringify(click) });
  const reveal = await within(revealed.promise, 'a click was not answered');
  const tookMs = performance.now() - begunAt - (slack.ownMs() - ownMs);
  if (!/[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.test(reveal)) throw new Error(`No code: ${reveal.slice(0, 400)}`);
  return tookMs;
}

async function deliver(url: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const { headers, body } = sign(fields);
  const { status } = await post(url, headers, body);
  if (status !== 200) throw new Error(`A delivery was answered ${status}`);
}

async function within<T>(promise: Promise<T>, problem: string): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(problem)), WAIT_MS_MAX);
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
