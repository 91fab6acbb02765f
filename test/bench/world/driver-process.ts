import { type Load, type LoadResult, runLoad } from './loads.ts';
import { startMiniSlack } from './mini-slack.ts';

/** What the benchmark asks of the process that plays Slack and its users. Each order gets one answer. */
export type DriverOrder = { readonly kind: 'run'; readonly load: Load } | { readonly kind: 'count' };

export type DriverAnswer =
  | { readonly kind: 'listening'; readonly origin: string }
  | { readonly kind: 'ran'; readonly result: LoadResult }
  /** Calls since the last count, by method. */
  | { readonly kind: 'counted'; readonly calls: readonly (readonly [string, number])[] }
  | { readonly kind: 'failed'; readonly why: string };

const slack = await startMiniSlack();
process.on('disconnect', () => process.exit(0));
process.on('message', (order: DriverOrder) => {
  obey(order).then(send, (error: unknown) => send({ kind: 'failed', why: String(error) }));
});
send({ kind: 'listening', origin: slack.origin });

async function obey(order: DriverOrder): Promise<DriverAnswer> {
  if (order.kind === 'run') return { kind: 'ran', result: await runLoad(slack, order.load) };
  const calls = [...slack.calls];
  slack.forgetCalls();
  return { kind: 'counted', calls };
}

function send(answer: DriverAnswer): void {
  process.send?.(answer);
}
