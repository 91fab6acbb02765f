import { afterEach, expect, it, vi } from 'vitest';
import { parseCredential } from '../../src/domain/clients/client-credential.ts';
import { anotherCode, type HttpWorld, openHttpWorld } from './open-http-world.ts';

let world: HttpWorld;
afterEach(() => world.close());

const listRefusals = async () => {
  const events = await world.store.read.audit.listLatest(world.lena.organizationId, 500);
  return events.filter(({ action }) => action === 'client.refused').reverse();
};
const redeemWith = (authorization: string, from = '192.0.2.7') =>
  world.redeem(
    { user: world.lena.email, code: anotherCode() },
    { authorization: `Bearer ${authorization}`, 'x-forwarded-for': from },
  );

it('N14 N20: wrong credentials of a service are in its history, with the caller’s address, and sparsely; all are in the log', async () => {
  world = await openHttpWorld({ trustedProxies: ['127.0.0.1'] });
  const wrong = `${world.credential.slice(0, -4)}AAAA`;
  for (let nth = 1; nth <= 45; nth += 1) expect((await redeemWith(wrong)).status).toBe(401);
  await vi.waitFor(async () => expect(await listRefusals()).toHaveLength(12));
  const refusals = await listRefusals();
  const [first] = refusals;
  expect(first).toMatchObject({
    actor: { kind: 'client', id: parseCredential(world.credential)?.id },
    outcome: 'refused',
    reason: 'credential',
    source: 'http:192.0.2.7',
  });
  expect(refusals.slice(10).map(({ details }) => details)).toEqual([
    { refusedThisHour: 20 },
    { refusedThisHour: 40 },
  ]);
  const lines = world.logLines().filter(({ msg, error }) => msg === 'request' && error === 'unauthorized');
  expect(lines).toHaveLength(45);
  expect(lines.every(({ address }) => address === '192.0.2.7')).toBe(true);
  world.clock.at += 3_600_000;
  await redeemWith(wrong, '192.0.2.8');
  await vi.waitFor(async () => expect((await listRefusals()).at(-1)?.source).toBe('http:192.0.2.8'));
  expect(JSON.stringify([refusals, world.logText()])).not.toContain(wrong.slice(-20));
});

it('N20: what is nobody’s credential is in no history, and a right one is none of it', async () => {
  world = await openHttpWorld();
  for (const credential of ['rubbish', 'bkc_cli_00000000000000000000000000_AAAA']) {
    expect((await redeemWith(credential)).status).toBe(401);
  }
  expect((await redeemWith(world.credential)).status).toBe(403);
  // What comes last is recorded last: then nothing else is on its way.
  await redeemWith(`${world.credential.slice(0, -4)}AAAA`);
  await vi.waitFor(async () => expect(await listRefusals()).toHaveLength(1));
});
