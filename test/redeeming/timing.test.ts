import { expect, it } from 'vitest';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import { nameLockoutKeyOf } from '../../src/services/redeeming/lockout-key.ts';
import { createOpenChallenge } from '../../src/services/redeeming/open-challenge.ts';
import { createRedeemCode } from '../../src/services/redeeming/redeem-code.ts';
import { compareTimes, EFFECT_MAX, measureInterleaved } from '../support/timing-effect.ts';
import { openClientWorld, wrongCode } from './open-client-world.ts';

const SAMPLES = 400;

async function openTimedWorld() {
  const { deps, lena, mia, clock, organizationId, addClient, issue } = await openClientWorld();
  const client = (await addClient('Portal')).service;
  await issue();
  const redeemCode = createRedeemCode(deps);
  /** Each looks in vain, and no earlier one has locked it out. */
  const attempt = (name: string, login: string | null, typed = wrongCode) => ({
    name,
    prepare: () => {
      const key = nameLockoutKeyOf(deps.keys, organizationId, login ?? '', true);
      const lockout = newLockout(organizationId, key, clock.at);
      return deps.store.transact(organizationId, (tx) => tx.lockouts.put(lockout));
    },
    run: () =>
      redeemCode({ client, login: login ?? '', typedCode: new Secret(typed()), source: 'http:test' }),
  });
  return { lena, mia, attempt };
}

it(`N9: unknown user, no code and wrong code take the same time: effect below ${EFFECT_MAX} over ${SAMPLES} samples each`, async () => {
  const { lena, mia, attempt } = await openTimedWorld();
  const cases = [
    attempt('unknown user', 'ghost@people.example'),
    attempt('no code', mia.email),
    attempt('wrong code', lena.email),
  ];
  const times = await measureInterleaved(cases, SAMPLES);
  for (const effect of compareTimes(times)) expect(effect).toBeLessThan(EFFECT_MAX);
}, 180_000);

it(`N9: opening a challenge takes the same time for somebody and for nobody: effect below ${EFFECT_MAX}`, async () => {
  const { deps, lena, clock, addClient } = await openClientWorld();
  const client = (await addClient('Portal')).service;
  const openChallenge = createOpenChallenge(deps);
  const open = (login: string) => {
    // Another hour, so that each is written down.
    clock.at += 3_600_000;
    return openChallenge({ client, login, returnTo: null, source: 'http:test' });
  };
  const times = await measureInterleaved(
    [
      { name: 'somebody', run: () => open(lena.email ?? '') },
      { name: 'nobody', run: () => open('ghost@people.example') },
    ],
    SAMPLES,
  );
  for (const effect of compareTimes(times)) expect(effect).toBeLessThan(EFFECT_MAX);
}, 180_000);

// Work beside it can hide a difference, never make one; the work itself is counted in equal-work.test.ts.
it('N9: the measure above would notice a comparison that is skipped, as it rightly is for a mistyped code', {
  retry: 3,
  timeout: 180_000,
}, async () => {
  const { lena, attempt } = await openTimedWorld();
  const cases = [attempt('compared', lena.email), attempt('skipped', lena.email, () => 'typo')];
  const times = await measureInterleaved(cases, SAMPLES);
  for (const effect of compareTimes(times)) expect(effect).toBeGreaterThan(EFFECT_MAX);
});
