import { expect, it } from 'vitest';
import { Secret } from '../../src/domain/secret.ts';
import { createRedeemCode } from '../../src/services/redeem-code.ts';
import { openRelyingWorld, wrongCode } from './open-relying-world.ts';

const SAMPLES = 400;
/**
 * How far the share of pairs in which one case took longer than the other is from 1/2, where nothing can be told (the common-language effect size of
 * Mann and Whitney's U, ties counted by half). 400 samples of equal distributions stay within 0.08 but for one time in tens of
 * thousands (4 standard deviations of 0.02); the bound leaves as much again for a busy machine. A comparison that is skipped
 * puts it at nearly 0.5: the last test shows that.
 */
const EFFECT_MAX = 0.16;

type Sample = { readonly name: string; readonly run: () => Promise<unknown> };

/** Interleaved in an order that changes every round, so that whatever else the machine does falls on all alike. */
async function measure(cases: readonly Sample[]): Promise<Map<string, number[]>> {
  const times = new Map(cases.map(({ name }) => [name, [] as number[]]));
  for (let round = -20; round < SAMPLES; round += 1) {
    for (let i = 0; i < cases.length; i += 1) {
      const each = cases[(i + round + cases.length * 20) % cases.length];
      if (each === undefined) continue;
      const start = performance.now();
      await each.run();
      const took = performance.now() - start;
      // The first rounds warm up the machine.
      if (round >= 0) times.get(each.name)?.push(took);
    }
  }
  return times;
}

function effectOf(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  return Math.abs(wins / (a.length * b.length) - 0.5);
}

/** The median is what a stranger would average towards; a mean is moved by a single pause of the machine. */
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

function compare(times: Map<string, number[]>): number[] {
  const names = [...times.keys()];
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
  return pairs.map(([a, b]) => {
    const [left, right] = [times.get(a) ?? [], times.get(b) ?? []];
    const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
    const effect = effectOf(left, right);
    process.stdout.write(
      `${a} / ${b}: mean ratio ${(mean(left) / mean(right)).toFixed(3)}, ` +
        `median ratio ${(median(left) / median(right)).toFixed(3)}, effect ${effect.toFixed(3)}\n`,
    );
    return effect;
  });
}

it(`N9: unknown user, no code and wrong code take the same time: effect below ${EFFECT_MAX} over ${SAMPLES} samples each`, async () => {
  const { deps, lena, mia, clock, addClient, issue } = await openRelyingWorld();
  const client = (await addClient('Portal')).service;
  await issue();
  const redeemCode = createRedeemCode(deps);
  const redeem = (login: string) => {
    // Each looks in vain: the brake has let go of whatever the one before has left.
    clock.at += 3_600_000;
    return redeemCode({ client, login, typedCode: new Secret(wrongCode()), source: 'http:test' });
  };
  const times = await measure([
    { name: 'unknown user', run: () => redeem('ghost@people.example') },
    { name: 'no code', run: () => redeem(mia.email ?? '') },
    { name: 'wrong code', run: () => redeem(lena.email ?? '') },
  ]);
  for (const effect of compare(times)) expect(effect).toBeLessThan(EFFECT_MAX);
}, 180_000);

it('N9: the measure above would notice a comparison that is skipped, as it rightly is for a mistyped code', async () => {
  const { deps, lena, clock, addClient, issue } = await openRelyingWorld();
  const client = (await addClient('Portal')).service;
  await issue();
  const redeemCode = createRedeemCode(deps);
  const redeem = (typed: string) => {
    clock.at += 3_600_000;
    const typedCode = new Secret(typed);
    return redeemCode({ client, login: lena.email ?? '', typedCode, source: 'http:test' });
  };
  const times = await measure([
    { name: 'compared', run: () => redeem(wrongCode()) },
    { name: 'skipped', run: () => redeem('typo') },
  ]);
  for (const effect of compare(times)) expect(effect).toBeGreaterThan(EFFECT_MAX);
}, 180_000);
