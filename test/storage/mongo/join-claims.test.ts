import { expect, it } from 'vitest';
import type { Notice } from '../../../src/domain/notice.ts';
import { joinClaims } from '../../../src/storage/mongo/join-claims.ts';
import { draftNotice } from './drafts.ts';

function openJar(names: readonly string[]) {
  const asked: (readonly [now: number, leaseMs: number, limit: number])[] = [];
  const notices: Notice[] = names.map((name, i) => draftNotice(name, i));
  const claim = joinClaims(async (now, leaseMs, limit) => {
    asked.push([now, leaseMs, limit]);
    return notices.splice(0, limit);
  });
  return { asked, claim };
}

it('claims of the same instant are one, and the oldest goes to who came first', async () => {
  const { asked, claim } = openJar(['a', 'b', 'c', 'd']);
  const [first, second, third] = await Promise.all([claim(1, 9, 1), claim(1, 9, 2), claim(1, 9, 5)]);
  expect(asked).toEqual([[1, 9, 8]]);
  expect([first, second, third].map((dealt) => dealt?.map(({ dueAt }) => dueAt))).toEqual([[0], [1, 2], [3]]);
});

it('claims that differ in their time or their lease go by themselves, and so do later ones', async () => {
  const { asked, claim } = openJar(['a', 'b', 'c', 'd']);
  await Promise.all([claim(1, 9, 1), claim(2, 9, 1), claim(1, 8, 1)]);
  await claim(1, 9, 1);
  expect(asked).toEqual([
    [1, 9, 1],
    [2, 9, 1],
    [1, 8, 1],
    [1, 9, 1],
  ]);
});

it('everybody is told of the failure of what they share, and the next claim is a new one', async () => {
  let calls = 0;
  const claim = joinClaims(async () => {
    calls += 1;
    if (calls === 1) throw new Error('away');
    return [];
  });
  const outcomes = await Promise.allSettled([claim(1, 9, 1), claim(1, 9, 1)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await claim(1, 9, 1)).toEqual([]);
});
