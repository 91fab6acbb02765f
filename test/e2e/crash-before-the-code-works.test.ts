import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { REVEAL_MS_MAX } from '../../src/services/codes/expire-due.ts';
import { ask, directMessage, issue, listCodes, listEvents, waitForEvent } from '../support/act-in-slack.ts';
import { type CrashWorld, startCrashWorld } from '../support/start-crash-world.ts';
import { storeKinds } from '../support/start-world.ts';

let world: CrashWorld;
afterEach(() => world.stop());

const theReveal = { url: '/actions/', body: 'Backup code for Lena' } as const;

/** Adam asks and clicks; the process dies at the given moment of the reveal. */
async function dieInReveal(when: 'before' | 'after'): Promise<void> {
  const prompt = await ask(world, 'adam', '@lena lost phone');
  const adam = world.sandbox.actAs('adam');
  await world.dieDuring({ when, ...theReveal }, () => adam.click(prompt, 'generate_code'));
}

async function expectTakenBack(): Promise<void> {
  const told = await directMessage(world, 'adam', 'couldn’t show');
  expect(toPlainText(told)).not.toContain(world.codeAt(0));
  expect(await listCodes(world, 'lena')).toMatchObject([
    { state: 'revoked', revocationReason: 'never_delivered' },
  ]);
  expect(await listEvents(world, 'code.revoked')).toMatchObject([
    { reason: 'never_delivered', outcome: 'failed', actor: { kind: 'system' } },
  ]);
  expect(await world.redeem('lena@acme.test', world.codeAt(0))).toMatchObject({ code: 'code_refused' });
  expect(await world.auditState()).toBe('sound');
}

for (const store of storeKinds) {
  describe(`SIGKILL before a code works, on ${store}`, () => {
    it('U3 S11: after the request, before the prompt: the request ends by itself, and another can be made at once', async () => {
      world = await startCrashWorld({ store });
      const adam = world.sandbox.actAs('adam');
      await world.dieDuring({ when: 'before', url: 'chat.postEphemeral' }, () =>
        adam.command('general', '/backupcode @lena lost phone'),
      );
      expect(await world.first.died).toBe('SIGKILL');
      expect(adam.visibleMessages('general')).toEqual([]);
      expect(adam.visibleMessages(adam.directChannel())).toEqual([]);
      expect(await listEvents(world, 'request.opened')).toHaveLength(1);
      const second = await world.restart();
      const { code } = await issue(world, 'adam', 'lena');
      expect(await world.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
      world.clock.advance(10 * 60_000 + 1000);
      second.followClock();
      await waitForEvent(world, 'request.expired');
      await adam.waitForMessage('general', (message) => toPlainText(message).includes('expired'));
      expect(await world.auditState()).toBe('sound');
    });

    it('N3 N13 S4: after the click was settled, before the code was sent: it never works, is taken back, and the admin is told', async () => {
      world = await startCrashWorld({ store });
      await dieInReveal('before');
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'undelivered' }]);
      const second = await world.restart();
      expect(await world.redeem('lena@acme.test', world.codeAt(0))).toMatchObject({ code: 'code_refused' });
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'undelivered' }]);
      world.clock.advance(REVEAL_MS_MAX + 1000);
      second.followClock();
      await expectTakenBack();
    });

    it('N3 S4: after Slack took the code, before it was made to work: it does not work, is taken back, and the admin is told', async () => {
      world = await startCrashWorld({ store });
      await dieInReveal('after');
      const adam = world.sandbox.actAs('adam');
      const seen = await adam.waitForMessage(adam.directChannel(), (message) => findCode(message) !== null);
      expect(findCode(seen)).toBe(world.codeAt(0));
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'undelivered' }]);
      const second = await world.restart();
      expect(await world.redeem('lena@acme.test', world.codeAt(0))).toMatchObject({ code: 'code_refused' });
      world.clock.advance(REVEAL_MS_MAX + 1000);
      second.followClock();
      await expectTakenBack();
    });

    it('S11: another instance goes on at once: a new code supersedes the one that was never shown', async () => {
      world = await startCrashWorld({ store });
      await dieInReveal('before');
      await world.restart();
      const { code } = await issue(world, 'adam', 'lena');
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }, { state: 'superseded' }]);
      expect(await world.redeem('lena@acme.test', world.codeAt(0))).toMatchObject({ code: 'code_refused' });
      expect(await world.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
      expect(await world.auditState()).toBe('sound');
    });

    it('S11: two instances over HTTP, one dies in the reveal: the other serves the next click', async () => {
      world = await startCrashWorld({ store, mode: 'http' });
      const prompt = await ask(world, 'adam', '@mia lost phone');
      await dieInReveal('before');
      await world.restart();
      const adam = world.sandbox.actAs('adam');
      await adam.click(prompt, 'generate_code');
      await waitForEvent(world, 'code.delivered');
      expect(await listCodes(world, 'mia')).toMatchObject([{ state: 'active' }]);
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'undelivered' }]);
    });
  });
}
