import { afterEach, describe, expect, it, vi } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import { REVEAL_MS_MAX } from '../../src/services/codes/expire-due.ts';
import {
  ask,
  directMessage,
  findRequest,
  issue,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { judgeAudit } from '../support/judge-audit.ts';
import { passTimeUntil } from '../support/pass-time.ts';
import { openPortal } from '../support/redeem.ts';
import { type OutageWorld, startOutageWorld } from '../support/start-outage-world.ts';
import { storeKinds } from '../support/start-world.ts';

// An outage is noticed, and its end, after seconds.
vi.setConfig({ testTimeout: 60_000 });

let world: OutageWorld;
afterEach(() => world.stop());

const TROUBLE = 'Something went wrong on our side';
const isTrouble = (message: VisibleMessage): boolean => toPlainText(message).includes(TROUBLE);

for (const store of storeKinds) {
  describe(`the store is away, on ${store}`, () => {
    it('U2: at the command: the admin is told, nothing is opened, and later it works again', async () => {
      world = await startOutageWorld(store);
      await world.cutOff();
      expect(toPlainText(await ask(world, 'adam', '@lena lost phone'))).toContain(TROUBLE);
      await world.restore();
      expect(await listEvents(world, 'request.opened')).toEqual([]);
      const { code } = await issue(world, 'adam', 'lena');
      const portal = await openPortal(world);
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
      expect(await judgeAudit(world)).toBe('sound');
    });

    it('U2 S1 S2: at a command over HTTP: acknowledged at once, and the admin is told; nothing was done', async () => {
      world = await startOutageWorld(store, 'http');
      await world.cutOff();
      const adam = world.sandbox.actAs('adam');
      const { acked } = await adam.command('general', '/backupcode @lena lost phone');
      expect(acked).toBe(true);
      await adam.waitForMessage('general', isTrouble, { timeoutMs: 15_000 });
      await world.restore();
      expect(await listEvents(world, 'request.opened')).toEqual([]);
      await issue(world, 'adam', 'lena');
    });

    it('U2 N3: at the click: the admin is told, nothing is made, and the button works later', async () => {
      world = await startOutageWorld(store);
      const prompt = await ask(world, 'adam', '@lena lost phone');
      await world.cutOff();
      expect(toPlainText(await press(world, 'adam', prompt, 'generate_code'))).toContain(TROUBLE);
      await world.restore();
      expect(await listCodes(world, 'lena')).toEqual([]);
      expect(await findRequest(world, prompt)).toMatchObject({ state: 'pending' });
      expect(findCode(await press(world, 'adam', prompt, 'generate_code'))).not.toBeNull();
      expect(await judgeAudit(world)).toBe('sound');
    });

    it('N3 N17 S4: between the showing and the making to work: told as unknown in place of the code, then as revoked', async () => {
      world = await startOutageWorld(store);
      const { sandbox } = world;
      const prompt = await ask(world, 'adam', '@lena lost phone');
      sandbox.faults.inject({ match: { method: 'response_url' }, kind: 'latency', ms: 400 });
      const adam = sandbox.actAs('adam');
      await adam.click(prompt, 'generate_code');
      await expect.poll(() => sandbox.responseUrlPosts().length).toBe(2);
      await world.cutOff();
      const shown = await adam.waitForMessage(prompt.channel, (message) => findCode(message) !== null);
      const told = await adam.waitForMessage(
        prompt.channel,
        (message) => toPlainText(message).includes('may or may not work'),
        { timeoutMs: 40_000 },
      );
      expect(told.ts).toBe(prompt.ts);
      expect(findCode(told)).toBeNull();
      expect(toPlainText(told)).toContain('/backupcode status @name');
      await world.restore();
      const portal = await openPortal(world);
      const redeem = () => portal.redeem('lena@acme.test', findCode(shown) ?? '');
      expect(await redeem()).toMatchObject({ status: 403, code: 'code_refused' });
      world.clock.advance(REVEAL_MS_MAX + 1000);
      await waitForEvent(world, 'code.revoked');
      await directMessage(world, 'adam', 'couldn’t show');
      expect(await redeem()).toMatchObject({ status: 403, code: 'code_refused' });
      expect(await judgeAudit(world)).toBe('sound');
    });

    it('N3: at redeeming: a 503 that says so, and the code is not spent', async () => {
      world = await startOutageWorld(store);
      const { code } = await issue(world, 'adam', 'lena');
      const portal = await openPortal(world);
      await world.cutOff();
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 503, code: 'unavailable' });
      await world.restore();
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
      expect(await judgeAudit(world)).toBe('sound');
    });

    it('N13: while notices are waiting: they go out when it is back, without a restart', async () => {
      world = await startOutageWorld(store);
      world.sandbox.faults.inject({
        match: { method: 'chat.postMessage' },
        kind: 'error',
        error: 'fatal_error',
      });
      await issue(world, 'adam', 'lena');
      await waitForEvent(world, 'notice.failed');
      await world.cutOff();
      await expect.poll(() => world.log().includes('Background work failed'), { timeout: 10_000 }).toBe(true);
      await world.restore();
      const lena = world.sandbox.actAs('lena');
      await passTimeUntil(world, 10_000, () => lena.visibleMessages(lena.directChannel()).length > 0);
    });
  });
}
