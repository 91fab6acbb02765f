import type { HttpLoad } from './http-load.ts';
import { runHttpLoad } from './http-load.ts';
import { type Load, type LoadResult, runLoad } from './loads.ts';
import { startMiniSlack } from './mini-slack.ts';

/** What the benchmark asks of the process that plays Slack and everybody in it; each is answered once. */
export type DriverOrder =
  | { readonly kind: 'run'; readonly load: Load | HttpLoad }
  | { readonly kind: 'count' }
  | { readonly kind: 'await_socket'; readonly connected: boolean };

export type DriverAnswer =
  | { readonly kind: 'listening'; readonly origin: string }
  | { readonly kind: 'ran'; readonly result: LoadResult }
  /** Since the last time. */
  | { readonly kind: 'counted'; readonly calls: readonly (readonly [string, number])[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly why: string };

const slack = await startMiniSlack();
process.on('disconnect', () => process.exit(0));
process.on('message', (order: DriverOrder) => {
  obey(order).then(send, (error: unknown) => send({ kind: 'failed', why: String(error) }));
});
send({ kind: 'listening', origin: slack.origin });

async function obey(order: DriverOrder): Promise<DriverAnswer> {
  switch (order.kind) {
    case 'run': {
      const { load } = order;
      const result = load.kind === 'requests' ? await runHttpLoad(load) : await runLoad(slack, load);
      return { kind: 'ran', result };
    }
    case 'count': {
      const calls = [...slack.calls];
      slack.forgetCalls();
      return { kind: 'counted', calls };
    }
    case 'await_socket':
      while (slack.isConnected() !== order.connected) await new Promise((resolve) => setTimeout(resolve, 10));
      return { kind: 'done' };
  }
}

function send(answer: DriverAnswer): void {
  process.send?.(answer);
}
