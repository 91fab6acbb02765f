import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { NOTICE_LEASE_MS } from '../../src/domain/notices/notice.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  directMessage,
  findUser,
  issue,
  listCodes,
  listEvents,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { type CrashWorld, startCrashWorld } from '../support/start-crash-world.ts';
import { storeKinds } from '../support/start-world.ts';

let world: CrashWorld;
afterEach(() => world.stop());

const theNotice = { url: 'chat\\.postMessage', body: 'issued a one-time backup code' } as const;

/** Adam issues a code for Lena; the process dies at the given moment of telling her. */
async function dieInNotice(when: 'before' | 'after'): Promise<void> {
  const prompt = await ask(world, 'adam', '@lena lost phone');
  const adam = world.sandbox.actAs('adam');
  await world.dieDuring({ when, ...theNotice }, () => adam.click(prompt, 'generate_code'));
}

/** The dead process had taken the notices for a while; when that is over, the next one takes them. */
async function restartAfterLease(): Promise<void> {
  world.clock.advance(NOTICE_LEASE_MS + 1000);
  await world.restart();
}

function messagesTo(who: string, text: string): VisibleMessage[] {
  const person = world.sandbox.actAs(who);
  return person.visibleMessages(person.directChannel()).filter((each) => toPlainText(each).includes(text));
}

async function expectOutboxEmptied(): Promise<void> {
  // Left are those that are due later: the one that hides the code, and the reminder that it is unused.
  await expect.poll(() => world.store.read.notices.count(), { timeout: 5000 }).toBeLessThanOrEqual(2);
}

async function unlink(who: string): Promise<void> {
  const { id, organizationId } = await findUser(world, who);
  await world.store.transact(organizationId, (tx) => tx.identities.removeByUser(organizationId, id));
}

for (const store of storeKinds) {
  describe(`SIGKILL after a code works, on ${store}`, () => {
    it('N13: after the code was made to work, before the notice: the person is told all the same', async () => {
      world = await startCrashWorld({ store });
      await dieInNotice('before');
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
      expect(messagesTo('lena', 'issued')).toEqual([]);
      await restartAfterLease();
      await directMessage(world, 'lena', 'issued a one-time backup code');
      await expectOutboxEmptied();
      expect(messagesTo('lena', 'issued')).toHaveLength(1);
      expect(await world.redeem('lena@acme.test', world.codeAt(0))).toMatchObject({ status: 200 });
      expect(await world.redeem('lena@acme.test', world.codeAt(0))).toMatchObject({ code: 'code_used' });
      expect(await world.auditState()).toBe('sound');
    });

    it('N13: between the notice and its being crossed off: told twice rather than never, and not a third time', async () => {
      world = await startCrashWorld({ store });
      await dieInNotice('after');
      expect(messagesTo('lena', 'issued')).toHaveLength(1);
      await restartAfterLease();
      await expect.poll(() => messagesTo('lena', 'issued').length, { timeout: 5000 }).toBe(2);
      await expectOutboxEmptied();
      expect(messagesTo('lena', 'issued')).toHaveLength(2);
      expect(await world.auditState()).toBe('sound');
    });

    it('N13: “This wasn’t me”, killed before it was settled: the code still works, and a second press revokes it', async () => {
      world = await startCrashWorld({ store });
      await issue(world, 'adam', 'lena');
      const notice = await directMessage(world, 'lena', 'disown_code');
      const lena = world.sandbox.actAs('lena');
      // Slack is asked who she is only if no link says so.
      await unlink('lena');
      await world.dieDuring({ when: 'before', url: 'users\\.info', body: lena.id }, () =>
        lena.click(notice, 'disown_code', { confirm: true }),
      );
      expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
      await world.restart();
      await lena.click(notice, 'disown_code', { confirm: true });
      await waitForEvent(world, 'code.revoked');
      expect(await world.redeem('lena@acme.test', world.codeAt(0))).toMatchObject({ code: 'code_refused' });
      expect(await world.auditState()).toBe('sound');
    });

    it('N13: “This wasn’t me”, killed after it was settled: the code is dead, and everybody is told', async () => {
      world = await startCrashWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
      await issue(world, 'adam', 'lena');
      const notice = await directMessage(world, 'lena', 'disown_code');
      const lena = world.sandbox.actAs('lena');
      await world.dieDuring({ when: 'before', url: '/actions/', body: 'no longer works' }, () =>
        lena.click(notice, 'disown_code', { confirm: true }),
      );
      expect(await listCodes(world, 'lena')).toMatchObject([
        { state: 'revoked', revocationReason: 'disowned' },
      ]);
      await restartAfterLease();
      expect(await world.redeem('lena@acme.test', world.codeAt(0))).toMatchObject({ code: 'code_refused' });
      await directMessage(world, 'adam', 'The code was live. It no longer works.');
      const alerts = world.sandbox.actAs('olivia');
      await alerts.waitForMessage('security-alerts', (each) => toPlainText(each).includes('This wasn’t me'));
      // Lena never saw the answer, so she presses again, and is told when she did it first.
      await lena.click(notice, 'disown_code', { confirm: true });
      await directMessage(world, 'lena', 'You already reported this');
      expect(await listEvents(world, 'code.revoked')).toHaveLength(1);
      expect(await world.auditState()).toBe('sound');
    });

    it('N3 N13: after a code was redeemed, before anybody was told: it stays used, and they are told', async () => {
      world = await startCrashWorld({ store });
      const { code } = await issue(world, 'adam', 'lena');
      await directMessage(world, 'lena', 'disown_code');
      await world.dieDuring({ when: 'before', url: 'chat\\.postMessage' }, () =>
        world.redeem('lena@acme.test', code).catch(() => undefined),
      );
      await restartAfterLease();
      expect(await world.redeem('lena@acme.test', code)).toMatchObject({ code: 'code_used' });
      await directMessage(world, 'adam', 'was used');
      await directMessage(world, 'lena', 'was used');
      expect(await listEvents(world, 'code.redeemed')).toHaveLength(1);
      expect(await world.auditState()).toBe('sound');
    });
  });
}
