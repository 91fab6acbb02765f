import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { createRedeemCode } from '../../src/services/redeeming/redeem-code.ts';
import { openClientWorld, wrongCode } from './open-client-world.ts';

/** The cost of each scrypt that was asked for: work is counted, so that nothing beside this test can blur it. */
const costs = vi.hoisted((): (number | undefined)[] => []);

vi.mock('node:crypto', async (importOriginal) => {
  const crypto = await importOriginal<typeof import('node:crypto')>();
  const scrypt = (...all: Parameters<typeof crypto.scrypt>) => {
    costs.push((all[3] as { N?: number } | undefined)?.N);
    return crypto.scrypt(...all);
  };
  return { ...crypto, scrypt, default: { ...crypto, scrypt } };
});

let world: Awaited<ReturnType<typeof openClientWorld>>;
beforeEach(async () => {
  world = await openClientWorld();
  await world.issue();
});
afterEach(() => {
  costs.length = 0;
});

it('N9: unknown user, no code, wrong code and the right one take the same comparisons at the same cost', async () => {
  const client = (await world.addClient('Portal')).service;
  const redeem = createRedeemCode(world.deps);
  const work = async (login: string | null): Promise<(number | undefined)[]> => {
    costs.length = 0;
    await redeem({ client, login: login ?? '', typedCode: new Secret(wrongCode()), source: 'http:test' });
    return [...costs];
  };
  const wrong = await work(world.lena.email);
  expect(wrong).toEqual([64, 64]);
  expect(await work(world.mia.email)).toEqual(wrong);
  expect(await work('ghost@people.example')).toEqual(wrong);
  expect(await work('+442079460018')).toEqual(wrong);
});

it('N2 N9: a mistyped code is compared with nothing', async () => {
  const client = (await world.addClient('Portal')).service;
  costs.length = 0;
  await createRedeemCode(world.deps)({
    client,
    login: world.lena.email ?? '',
    typedCode: new Secret('typo'),
    source: 'http:test',
  });
  expect(costs).toEqual([]);
});
