import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark, Figure } from '../harness/figure.ts';
import { medianSlope } from '../harness/statistics.ts';
import { eventsUrl, type FlowWorld, openFlowWorld } from '../world/open-flow-world.ts';
import { startBareBolt } from '../world/start-bare-bolt.ts';

const MIB = 2 ** 20;
const FLOWS_CLAIMED = 100_000;

/** What it holds when idle, and what it keeps of what has passed. In memory-backed storage: the disk plays no part. */
export const benchmark: Benchmark = {
  async run({ isQuick, say }) {
    const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
    const world = await openFlowWorld({ folder });
    try {
      const rss = await measureIdle(world, isQuick ? 1 : 3);
      return [rss, await measureSlope(world, isQuick ? 160 : 4000, isQuick, say)];
    } finally {
      await world.stop();
    }
  },
};

async function measureIdle(world: FlowWorld, count: number): Promise<Figure> {
  await world.program.stop();
  const rounds = await alternate(
    count,
    async () => {
      const program = await world.startAnother();
      const { rss } = await program.readMemory();
      await program.stop();
      return rss / MIB;
    },
    async () => {
      const bare = await startBareBolt({ apiUrl: world.driver.apiUrl, posts: false });
      const { rss } = await bare.readMemory();
      await bare.stop();
      return rss / MIB;
    },
  );
  return compare(rounds, {
    name: 'memory.rss',
    unit: 'MiB',
    baselineName: 'the bare Bolt app',
    goal: { kind: 'ratio_max', limit: 1.5 },
  });
}

/** The slope of the heap after collection over several points, of which no single one decides. */
async function measureSlope(
  world: FlowWorld,
  flows: number,
  isQuick: boolean,
  say: (text: string) => void,
): Promise<Figure> {
  const program = await world.startAnother();
  const to = { kind: 'http', urls: [eventsUrl(program)] } as const;
  const run = (count: number) => world.driver.run({ kind: 'flows', to, atOnce: 16, count });
  // The first thousands fill caches, compiled code and pools of connections: a level, not a slope.
  await run(flows);
  const points: { x: number; y: number }[] = [];
  const steps = 8;
  for (let step = 0; step <= steps; step += 1) {
    if (step > 0) await run(flows / steps);
    const { heapUsed } = await program.readMemory();
    points.push({ x: (step * flows) / steps, y: heapUsed / MIB });
  }
  say(`heap after collection: ${points.map(({ y }) => y.toFixed(2)).join(', ')} MiB`);
  const each = medianSlope(points);
  return {
    name: 'memory.slope',
    value: each * FLOWS_CLAIMED,
    unit: 'MiB',
    baseline: null,
    baselineName: null,
    ratio: null,
    spread: null,
    goal: { kind: 'value_below', limit: 5 },
    note: `growth of the heap over 100,000 flows, from the slope over ${flows} after as many to warm up${isQuick ? ': so few that they are still warming up, so this says only that it can be had' : ''}`,
  };
}
