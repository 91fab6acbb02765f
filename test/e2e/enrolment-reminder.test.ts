import { afterEach, describe, expect, it, vi } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { ENROLMENT_DUE_MS } from '../../src/services/notices/enqueue-used.ts';
import { directMessage, findUser, issue, listEvents } from '../support/act-in-slack.ts';
import type { ForkedService } from '../support/fork-service.ts';
import { type CrashWorld, startCrashWorld } from '../support/start-crash-world.ts';
import { storeKinds } from '../support/start-world.ts';

// Several processes are started, one after another.
vi.setConfig({ testTimeout: 60_000 });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const REMINDER = 'hasn’t set up a new second factor';

let world: CrashWorld;
let running: ForkedService;
afterEach(() => world.stop());

/** Adam has issued a code for Lena, she has signed in with it, and both have been told. */
async function useCode(): Promise<void> {
  const { code } = await issue(world, 'adam', 'lena');
  expect(await world.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
  await directMessage(world, 'adam', 'was used');
  await directMessage(world, 'lena', 'was used to sign in');
}

/** The login service says that Lena has a new factor. */
async function report(): Promise<number> {
  const { id } = await findUser(world, 'lena');
  const response = await fetch(`${running.httpUrl}/v1/users/${id}/factor-enrolled`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.credential.reveal()}`, 'content-type': 'application/json' },
    body: '{}',
  });
  return response.status;
}

/** The process dies without warning, and after so much time another takes its place. */
async function dieFor(ms: number): Promise<void> {
  await running.kill();
  world.clock.advance(ms);
  running = await world.restart();
}

/** Returns once a notice of now was sent, and of those before it only `waiting` are left. */
async function waitUntilSent(witness: string, waiting: number): Promise<void> {
  await issue(world, 'adam', witness);
  await directMessage(world, witness, 'issued a one-time backup code');
  // The witness's own code waits to be hidden, and for the reminder that it is unused.
  const count = () => world.store.read.notices.count();
  await expect.poll(count, { timeout: 15_000 }).toBe(waiting + 2);
}

function reminders(): number {
  const adam = world.sandbox.actAs('adam');
  const messages = adam.visibleMessages(adam.directChannel());
  return messages.filter((each) => toPlainText(each).includes(REMINDER)).length;
}

for (const store of storeKinds) {
  describe(`after a code was used, on ${store}`, () => {
    it('N13: no new factor is reported within a day: the admin is reminded, once, whatever dies in between', async () => {
      world = await startCrashWorld({ store });
      running = world.first;
      await useCode();
      await dieFor(ENROLMENT_DUE_MS - 30 * MINUTE_MS);
      await waitUntilSent('mia', 1);
      expect(reminders()).toBe(0);
      await dieFor(HOUR_MS);
      const reminder = toPlainText(await directMessage(world, 'adam', REMINDER));
      expect(reminder).toMatch(/Lena.*no login service has reported a new factor/s);
      await waitUntilSent('hugo', 0);
      await dieFor(2 * ENROLMENT_DUE_MS);
      await waitUntilSent('mia', 0);
      expect(reminders()).toBe(1);
      expect(await world.auditState()).toBe('sound');
    });

    it('N13: it is reported in time: nobody is reminded, also by the process that takes over', async () => {
      world = await startCrashWorld({ store });
      running = world.first;
      await useCode();
      await dieFor(ENROLMENT_DUE_MS - 30 * MINUTE_MS);
      expect(await report()).toBe(200);
      expect(await listEvents(world, 'factor.enrolled')).toMatchObject([
        { outcome: 'allowed', details: { cleared: 1 } },
      ]);
      await dieFor(HOUR_MS);
      await waitUntilSent('mia', 0);
      expect(reminders()).toBe(0);
      await dieFor(2 * ENROLMENT_DUE_MS);
      await waitUntilSent('hugo', 0);
      expect(reminders()).toBe(0);
      expect(await world.auditState()).toBe('sound');
    });
  });
}
