import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createBatch } from '../../../src/storage/mongo/batch.ts';

it('what is asked at the same time is one call, and what is asked meanwhile the next', async () => {
  const calls: (readonly number[])[] = [];
  const gate = Promise.withResolvers<void>();
  const double = createBatch(async (items: readonly number[]) => {
    calls.push(items);
    if (calls.length === 1) await gate.promise;
    return items.map((item) => item * 2);
  });
  const first = Promise.all([double(1), double(2)]);
  await sleep(5);
  const second = Promise.all([double(3), double(4), double(5)]);
  await sleep(5);
  expect(calls).toEqual([[1, 2]]);
  gate.resolve();
  expect(await first).toEqual([2, 4]);
  expect(await second).toEqual([6, 8, 10]);
  expect(calls).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
});

it('everybody is told of the failure of what they share, and the next call is a new one', async () => {
  let calls = 0;
  const ask = createBatch(async (items: readonly string[]) => {
    calls += 1;
    if (calls === 1) throw new Error('away');
    return items;
  });
  const outcomes = await Promise.allSettled([ask('a'), ask('b')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask('c')).toBe('c');
});

it('there is a largest call', async () => {
  const sizes: number[] = [];
  const ask = createBatch(async (items: readonly number[]) => {
    sizes.push(items.length);
    return items;
  });
  const asked = Array.from({ length: 150 }, (_, index) => index);
  expect(await Promise.all(asked.map((item) => ask(item)))).toEqual(asked);
  expect(sizes).toEqual([64, 64, 22]);
});
