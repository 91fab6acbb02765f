import { afterEach, expect, it } from 'vitest';
import {
  type BackgroundTask,
  type BackgroundWork,
  createBackgroundWork,
} from '../../../src/services/background/background-work.ts';

const NEVER_MS = 1_000_000;
let work: BackgroundWork;
let errors: string[] = [];
afterEach(async () => {
  await work.stop();
  errors = [];
});

function start(tasks: readonly BackgroundTask[], intervalMs = NEVER_MS): void {
  work = createBackgroundWork({
    tasks,
    intervalMs,
    onError: (task, error) => void errors.push(`${task}: ${error instanceof Error ? error.message : '?'}`),
  });
  work.start();
}

/** Does something as often as `results` say, then nothing more; each time it waits to be let through. */
function createGatedTask(name: string, results: readonly number[]) {
  const gates: (() => void)[] = [];
  const task = {
    name,
    isNudged: true,
    runs: 0,
    atWork: 0,
    atWorkMax: 0,
    async run(): Promise<number> {
      const result = results[task.runs] ?? 0;
      task.runs += 1;
      task.atWork += 1;
      task.atWorkMax = Math.max(task.atWorkMax, task.atWork);
      await new Promise<void>((resolve) => void gates.push(resolve));
      task.atWork -= 1;
      return result;
    },
    async letThrough(): Promise<void> {
      await expect.poll(() => gates.length).toBeGreaterThan(0);
      gates.shift()?.();
    },
  };
  return task;
}

function createCountingTask(name: string, run: (count: number) => number = () => 0) {
  const task = {
    name,
    isNudged: true,
    runs: 0,
    async run(): Promise<number> {
      task.runs += 1;
      return run(task.runs);
    },
  };
  return task;
}

it('runs every task at the start, at every nudge and at every interval', async () => {
  const [one, two] = [createCountingTask('one'), createCountingTask('two')];
  start([one, two]);
  await expect.poll(() => [one.runs, two.runs]).toEqual([1, 1]);
  work.nudge();
  await expect.poll(() => [one.runs, two.runs]).toEqual([2, 2]);
  await work.stop();
  start([one], 1);
  await expect.poll(() => one.runs).toBeGreaterThan(5);
});

it('wakes by a nudge only those that it is for', async () => {
  const nudged = createCountingTask('nudged');
  const other = Object.assign(createCountingTask('other'), { isNudged: false });
  start([nudged, other]);
  await expect.poll(() => nudged.runs).toBe(1);
  work.nudge();
  await expect.poll(() => nudged.runs).toBe(2);
  expect(other.runs).toBe(1);
});

it('runs a task again at once while it has something to do, but not for ever', async () => {
  const task = createCountingTask('few', (count) => (count < 4 ? 1 : 0));
  const endless = createCountingTask('endless', () => 1);
  start([task, endless]);
  await expect.poll(() => [task.runs, endless.runs]).toEqual([4, 100]);
});

it('never runs a task twice at the same time; what was nudged meanwhile is looked at afterwards', async () => {
  const task = createGatedTask('slow', []);
  start([task]);
  work.nudge();
  work.nudge();
  await task.letThrough();
  await task.letThrough();
  await expect.poll(() => task.atWork).toBe(0);
  expect(task).toMatchObject({ runs: 2, atWorkMax: 1 });
});

it('N13: a notice that takes for ever does not hold up the taking back of codes', async () => {
  const stuck = createGatedTask('send notices', []);
  const sweeper = createCountingTask('expire due');
  start([stuck, sweeper]);
  await expect.poll(() => sweeper.runs).toBe(1);
  work.nudge();
  await expect.poll(() => sweeper.runs).toBe(2);
  expect(stuck.runs).toBe(1);
  await stuck.letThrough();
  await stuck.letThrough();
});

it('N13: one that fails is reported, tried again, and does not keep the others from running', async () => {
  const failing = createCountingTask('failing', () => {
    throw new Error('the store is away');
  });
  const other = createCountingTask('other');
  start([failing, other]);
  await expect.poll(() => [failing.runs, other.runs]).toEqual([1, 1]);
  work.nudge();
  await expect.poll(() => [failing.runs, other.runs]).toEqual([2, 2]);
  expect(errors).toEqual(['failing: the store is away', 'failing: the store is away']);
});

it('stopping waits for what is running, and nothing runs afterwards', async () => {
  const task = createGatedTask('slow', [1, 1]);
  start([task], 1);
  await expect.poll(() => task.atWork).toBe(1);
  let isStopped = false;
  const stopped = work.stop().then(() => {
    isStopped = true;
  });
  work.nudge();
  await Promise.resolve();
  expect(isStopped).toBe(false);
  await task.letThrough();
  await stopped;
  work.nudge();
  expect(task).toMatchObject({ runs: 1, atWork: 0 });
});
