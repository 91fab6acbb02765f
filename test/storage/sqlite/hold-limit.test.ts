import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { StoreUnavailableError } from '../../../src/ports/store.ts';
import { createHoldLimit } from '../../../src/storage/sqlite/engine/hold-limit.ts';

it('ends what takes too long, also while one that was ended before settles at last', async () => {
  const withinLimit = createHoldLimit(100);
  const late = Promise.withResolvers<string>();
  await expect(withinLimit(() => late.promise)).rejects.toThrow(StoreUnavailableError);
  const hanging = withinLimit(() => new Promise(() => undefined));
  late.resolve('too late');
  await expect(hanging).rejects.toThrow(StoreUnavailableError);
});

it('gives each all of its time', async () => {
  const withinLimit = createHoldLimit(100);
  for (let count = 0; count < 3; count += 1) {
    expect(await withinLimit(() => sleep(60, 'in time'))).toBe('in time');
  }
});

it('fails as the work fails', async () => {
  const withinLimit = createHoldLimit(1000);
  const fail = async () => {
    throw new Error('on purpose');
  };
  await expect(withinLimit(fail)).rejects.toThrow('on purpose');
});
