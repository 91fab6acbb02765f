import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { keepContext } from '../../../src/storage/sqlite/engine/keep-context.ts';

const context = new AsyncLocalStorage<string>();

it('runs in the context of whoever gave it, whoever calls it and however often', async () => {
  const kept = context.run('given', () =>
    keepContext(async (text: string) => {
      const first = context.getStore();
      await sleep(1);
      return `${text}: ${first}, ${context.getStore()}`;
    }),
  );
  for (const text of ['once', 'again', 'and again']) {
    expect(await context.run('called', () => kept(text))).toBe(`${text}: given, given`);
  }
});

it('fails as what it runs fails, and can be called after that', async () => {
  const kept = keepContext(async (isFine: boolean) => {
    if (!isFine) throw new Error('on purpose');
    return 'fine';
  });
  await expect(kept(false)).rejects.toThrow('on purpose');
  expect(await kept(true)).toBe('fine');
});
