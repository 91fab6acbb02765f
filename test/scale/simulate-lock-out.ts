/**
 * `node test/scale/simulate-lock-out.ts`: the figures of docs/SCALE.md. Seeded: the same every time.
 *
 * `FLOWS_PER_SECOND` what one instance does, as `npm run bench` measured it.
 */
import { createSeededBytes } from '../support/seeded-random.ts';
import { type CallsPerCode, codesPerSecond, simulateLockOut } from './lock-out-model.ts';

const flowsPerSecond = Number(process.env.FLOWS_PER_SECOND ?? 20);
/** Above this an instance's queue grows faster than it shrinks at every burst. */
const UTILIZATION = 0.6;

const variants: readonly (readonly [string, CallsPerCode])[] = [
  [
    'asked at the command and at the click, as now',
    { 'users.info': 4, 'conversations.info': 2, 'chat.postMessage': 1 },
  ],
  ['asked at the click only', { 'users.info': 2, 'conversations.info': 1, 'chat.postMessage': 1 }],
];

for (const [name, calls] of variants) {
  const result = simulateLockOut({
    workspaces: 10_000,
    people: 50_000_000,
    lockedOutShare: 0.01,
    withinMinutes: 10,
    calls,
    random: createRandom('lock-out'),
  });
  const { waitMinutes: wait } = result;
  const lines = [
    name,
    `  codes                        ${result.codes.toLocaleString('en')}`,
    `  Slack grants a workspace     ${(codesPerSecond(calls) * 60).toFixed(0)} codes a minute`,
    `  largest workspace            ${result.largestWorkspace.toLocaleString('en')} people`,
    `  wait p50 / p99 / longest     ${wait.p50.toFixed(1)} / ${wait.p99.toFixed(0)} / ${wait.longest.toFixed(0)} min`,
    `  who waits over a minute      ${(result.waitingShare * 100).toFixed(0)} %, in ${result.workspacesThatQueue} workspaces`,
    `  busiest second               ${result.codesPerSecondPeak.toLocaleString('en')} codes`,
    `  all done after               ${result.minutesUntilDone.toFixed(0)} min`,
    `  instances at ${flowsPerSecond} codes/s     ${Math.ceil(result.codesPerSecondPeak / flowsPerSecond / UTILIZATION)}`,
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function createRandom(seed: string): () => number {
  const next = createSeededBytes(seed);
  return () => next(4).readUInt32LE() / 2 ** 32;
}
