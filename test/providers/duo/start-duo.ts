import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createDuoConnector } from '../../../src/providers/duo/duo-connector.ts';
import { startDuoFake } from '../../../src/sandbox/vendors/duo.ts';
import { describeDuoPerson } from '../../../src/sandbox/vendors/duo-records.ts';
import { testWorld } from '../../sources/source-worlds.ts';

/** A fake Duo with Ada in it, and a connection to it. Both go by the same clock. */
export async function startDuo({ pageMax = 300 } = {}) {
  // The faults of the fake carry the machine's time, by which a wrong clock is told from a wrong key.
  const { world, waits, pass } = testWorld({ startAt: Math.floor(Date.now() / 1000) * 1000 });
  const fake = await startDuoFake({ pageMax, now: world.clock.now });
  const ada = describeDuoPerson('ada', { email: 'Ada@corp.example' });
  const bob = describeDuoPerson('bob@corp.example');
  for (const person of [ada, bob]) fake.people.set(person.user_id, person);
  const settings = { url: fake.origin, host: fake.host, integrationKey: fake.integrationKey };
  const open = (change: Record<string, string> = {}, secretKey = fake.secretKey, clock = world.clock) =>
    createDuoConnector({ ...world, clock }).open({
      settings: { ...settings, ...change },
      secret: new Secret(secretKey),
    });
  const setStatus = (change: Record<string, unknown>) => fake.people.set(ada.user_id, { ...ada, ...change });
  const account = { id: ada.user_id, login: 'ada' };
  return { fake, world, waits, pass, ada, bob, account, open, connection: open(), setStatus };
}
export type Duo = Awaited<ReturnType<typeof startDuo>>;
