import { afterEach, describe, expect, it } from 'vitest';
import { findCode } from '../../src/demo/plain-text.ts';
import type { Envelope } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  findUser,
  isPrompt,
  issue,
  lastClick,
  listCodes,
  listEvents,
  press,
  seenInDirectMessage,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { listCountedBy } from '../support/list-counted.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

function lastCommand(): Envelope {
  const envelope = world.sandbox.envelopes({ kind: 'slash_commands' }).at(-1);
  if (envelope === undefined) throw new Error('nobody typed a command');
  return envelope;
}

/** Delivers again in other seconds, so that over HTTP each copy has a signature of its own, as Slack's retries have. */
async function deliverAgain(envelope: Envelope, times: number): Promise<void> {
  const skews = Array.from({ length: times }, (_, index) => index + 1);
  await Promise.all(skews.map((skewS) => world.sandbox.redeliver(envelope, 1, { skewS })));
}

async function countRequests(): Promise<number> {
  const adam = await findUser(world, 'adam');
  return (await listCountedBy(world.store.read.requests, world.organization.id, adam.id)).length;
}

for (const store of storeKinds) {
  describe.each(deliveryModes)(`the same delivery again, over %s on ${store}`, (mode) => {
    it('S11: a command eleven times: one request, one prompt', async () => {
      world = await startWorld({ mode, store });
      await ask(world, 'adam', '@lena lost phone');
      await deliverAgain(lastCommand(), 10);
      await world.service.stop();
      expect(await countRequests()).toBe(1);
      expect(await listEvents(world, 'request.opened')).toHaveLength(1);
      const prompts = seenInDirectMessage(world, 'adam').filter(isPrompt);
      expect(prompts).toHaveLength(1);
    });

    it('S11 N3: a click eleven times: one code, shown once', async () => {
      world = await startWorld({ mode, store });
      const { reveal } = await issue(world, 'adam', 'lena');
      await deliverAgain(lastClick(world), 10);
      await world.service.stop();
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
      expect(await listEvents(world, 'code.generated')).toHaveLength(1);
      const shown = world.sandbox.responseUrlPosts().filter(({ body }) => findCodeIn(body) !== null);
      expect(shown).toHaveLength(1);
      expect(seenInDirectMessage(world, 'adam')).toEqual([reveal]);
    });
  });

  describe(`two instances on ${store}`, () => {
    it('S11 N3: each delivery at both at once: one request, one code', async () => {
      world = await startWorld({ store });
      const second = await world.startAnother();
      await expect.poll(() => world.sandbox.app().connections().length).toBe(2);
      const prompt = await ask(world, 'adam', '@lena lost phone');
      await world.sandbox.redeliver(lastCommand(), 10);
      const { connections } = world.sandbox.app();
      const clicked = press(world, 'adam', prompt, 'generate_code');
      await expect.poll(() => world.sandbox.envelopes({ kind: 'interactive' }).length).toBeGreaterThan(0);
      await world.sandbox.redeliver(lastClick(world), 10);
      expect(findCode(await clicked)).not.toBeNull();
      await waitForEvent(world, 'code.delivered');
      const used = new Set(
        world.sandbox.envelopes({ kind: 'interactive' }).map(({ connection }) => connection),
      );
      expect([...used].sort()).toEqual(connections().sort());
      await Promise.all([world.service.stop(), second.stop()]);
      expect(await countRequests()).toBe(1);
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
      expect(await listEvents(world, 'code.generated')).toHaveLength(1);
    });

    it('S11 N3: a double click that reaches both: one code', async () => {
      world = await startWorld({ store });
      const second = await world.startAnother();
      await expect.poll(() => world.sandbox.app().connections().length).toBe(2);
      const prompt = await ask(world, 'adam', '@lena lost phone');
      const adam = world.sandbox.actAs('adam');
      await Promise.all(Array.from({ length: 5 }, () => adam.click(prompt, 'generate_code')));
      await waitForEvent(world, 'code.delivered');
      await waitForEvent(world, 'request.refused', 4);
      await Promise.all([world.service.stop(), second.stop()]);
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
      const seen = seenInDirectMessage(world, 'adam');
      expect(seen.filter((message) => findCode(message) !== null)).toHaveLength(1);
      expect(seen).toHaveLength(1);
    });

    it('S11: two requests for one person clicked at once: the later code is the only one that works', async () => {
      world = await startWorld({ store });
      const second = await world.startAnother();
      const [first, other] = await Promise.all([
        ask(world, 'adam', '@lena'),
        ask(world, 'amina', '@lena', 'it-help'),
      ]);
      await Promise.all([
        world.sandbox.actAs('adam').click(first, 'generate_code'),
        world.sandbox.actAs('amina').click(other, 'generate_code'),
      ]);
      await waitForEvent(world, 'code.generated', 2);
      await Promise.all([world.service.stop(), second.stop()]);
      const states = (await listCodes(world, 'lena')).map(({ state }) => state);
      expect(states.sort()).toEqual(['active', 'superseded']);
    });
  });
}

function findCodeIn(body: unknown): string | null {
  return /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}/.exec(JSON.stringify(body))?.[0] ?? null;
}
