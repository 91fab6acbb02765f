import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark, Figure } from '../harness/figure.ts';
import { medianSlope } from '../harness/statistics.ts';
import { type FlowWorld, openFlowWorld } from '../world/open-flow-world.ts';
import { startBareBolt } from '../world/start-bare-bolt.ts';
import { eventsUrl } from '../world/start-program.ts';

const MIB = 2 ** 20;
/** The growth is given for this many flows. */
const FLOWS = 100_000;
const STEPS = 8;

/** Memory when idle, and its growth under load. The store is in memory-backed storage, so the disk plays no part. */
export const benchmark: Benchmark = {
  async run({ isQuick, say }) {
    const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
    const world = await openFlowWorld({ folder });
    try {
      const rss = await measureIdle(world, isQuick ? 1 : 3);
      const counts = isQuick ? { warmUp: 160, measured: 160 } : { warmUp: 8000, measured: FLOWS };
      return [rss, await measureSlope(world, counts, say)];
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
      const bare = await startBareBolt({ apiUrl: world.driver.apiUrl, answers: false });
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

/** The slope of memory after garbage collection, by the median between several points. */
async function measureSlope(
  world: FlowWorld,
  { warmUp, measured }: { readonly warmUp: number; readonly measured: number },
  say: (text: string) => void,
): Promise<Figure> {
  const isQuick = measured < FLOWS;
  const program = await world.startAnother();
  const url = eventsUrl(program);
  const run = (count: number) => world.driver.run({ kind: 'flows', url, atOnce: 16, count });
  // The first thousands fill caches, compiled code and connection pools, once.
  await run(warmUp);
  const points: { x: number; y: number }[] = [];
  for (let step = 0; step <= STEPS; step += 1) {
    if (step > 0) await run(measured / STEPS);
    const flows = (step * measured) / STEPS;
    const { heapUsed, external, rss } = await program.readMemory();
    const held = (heapUsed + external) / MIB;
    points.push({ x: flows, y: held });
    if (!isQuick)
      say(
        `after ${warmUp + flows} flows ${held.toFixed(1)} MiB are held, ${(rss / MIB).toFixed(0)} resident`,
      );
  }
  const each = medianSlope(points);
  return {
    name: 'memory.slope',
    value: each * FLOWS,
    unit: 'MiB',
    baseline: null,
    baselineName: null,
    ratio: null,
    spread: null,
    goal: { kind: 'value_below', limit: 5 },
    note: isQuick
      ? `growth of what is held over ${FLOWS.toLocaleString('en')} flows, from the slope over ${measured}: too few to say more than that it can be measured`
      : `growth of what is held (heap and buffers) over ${FLOWS.toLocaleString('en')} flows after ${warmUp.toLocaleString('en')} to warm up, by the median of the slopes between ${STEPS + 1} looks`,
  };
}
