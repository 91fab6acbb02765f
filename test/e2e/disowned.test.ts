import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  changeUser,
  directMessage,
  findRequest,
  forgeClick,
  issue,
  lastClick,
  listCodes,
  listEvents,
  press,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { judgeAudit } from '../support/judge-audit.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

const ALARM = 'Lena Lockedout says: “This wasn’t me.”';
const DAY_MS = 24 * 3_600_000;

let world: World;
afterEach(() => world.stop());

function alarmsTo(who: string): VisibleMessage[] {
  const person = world.sandbox.actAs(who);
  return person
    .visibleMessages(person.directChannel())
    .filter((message) => toPlainText(message).startsWith(ALARM));
}

async function alarmTo(who: string, count = 1): Promise<string> {
  await expect.poll(() => alarmsTo(who).length, { timeout: 5000 }).toBe(count);
  return toPlainText(alarmsTo(who).at(-1) as VisibleMessage);
}

function disown(notice: VisibleMessage, who = 'lena'): Promise<VisibleMessage> {
  return press(world, who, notice, 'disown_code', { confirm: true, stale: true });
}

for (const store of storeKinds) {
  describe(`“This wasn’t me”, on ${store}`, () => {
    it('N19: on the newest notice: the code is dead, the issuer and every owner are told, and the words say so', async () => {
      world = await startWorld({ store });
      const portal = await openPortal(world);
      const { code, reveal } = await issue(world, 'adam', 'lena');
      const answer = toPlainText(await disown(await directMessage(world, 'lena', 'disown_code')));
      expect(answer).toMatch(/^The code generated for you .* no longer works\. Adam Admin generated it\./);
      expect(answer).toContain('We alerted Adam Admin and Olivia Owner.');
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ code: 'code_refused' });
      expect(await alarmTo('adam')).toContain('The code was live. It no longer works.');
      expect(await alarmTo('olivia')).toContain('Adam Admin generated the backup code');
      const shown = await waitForChange(world, 'adam', reveal);
      expect(findCode(shown)).toBeNull();
      expect(toPlainText(shown)).toContain('Lena Lockedout said “This wasn’t me”');
      expect(await listEvents(world, 'code.disowned')).toMatchObject([
        {
          outcome: 'allowed',
          details: { stateBefore: 'active', requestsCancelled: 0, signInsStopped: 0 },
        },
      ]);
      expect(toPlainText(await ask(world, 'adam', 'status @lena'))).toContain('said “This wasn’t me”');
      expect(await judgeAudit(world)).toBe('sound');
    });

    it('N19: on an older notice, a day later: the newest code is dead too, and both issuers are told', async () => {
      world = await startWorld({ store, policy: { securityChannelId: 'CSECURITY' } });
      await issue(world, 'adam', 'lena');
      const old = await directMessage(world, 'lena', 'disown_code');
      world.clock.advance(DAY_MS);
      await waitForEvent(world, 'code.expired');
      await issue(world, 'amina', 'lena', 'it-help');
      const answer = toPlainText(await disown(old));
      expect(answer).toMatch(/The code generated for you .* no longer works\. Amina Admin generated it\./);
      expect(answer).toMatch(/had already stopped working. It expired/);
      expect(answer).toContain('the security channel');
      expect((await listCodes(world, 'lena')).map(({ state }) => state)).toEqual(['revoked', 'expired']);
      expect(await alarmTo('amina')).toMatch(
        /A newer code, from .*, was live\. It no longer works\. You generated it\./,
      );
      expect(await alarmTo('adam')).toContain('You generated the backup code');
      await alarmTo('olivia');
      const inChannel = await world.sandbox
        .actAs('olivia')
        .waitForMessage('security-alerts', (message) => toPlainText(message).startsWith(ALARM));
      expect(toPlainText(inChannel)).toContain('It no longer works. Amina Admin generated it.');
    });

    it('N19: after it was used: when and where, who was alerted, and what to do; no one is left out without a channel', async () => {
      world = await startWorld({ store });
      const portal = await openPortal(world);
      const { code } = await issue(world, 'adam', 'lena');
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
      const answer = toPlainText(await disown(await directMessage(world, 'lena', 'was used to sign in')));
      expect(answer).toMatch(/^Your code was used .* at Acme portal/);
      expect(answer).toMatch(/We alerted Adam Admin and Olivia Owner\.\s+Change your password now/);
      expect(await alarmTo('olivia')).toMatch(/The code was used .* End Lena Lockedout’s sessions now\./);
      await alarmTo('adam');
      expect(await listEvents(world, 'code.disowned')).toMatchObject([
        { details: { stateBefore: 'redeemed', endedCodeId: null } },
      ]);
    });

    it('N19: open requests for the person end with it, the requester is told, and their prompt says why', async () => {
      world = await startWorld({ store });
      await issue(world, 'adam', 'lena');
      const notice = await directMessage(world, 'lena', 'disown_code');
      const prompt = await ask(world, 'amina', '@lena again');
      const answer = toPlainText(await disown(notice));
      expect(answer).toContain('We cancelled a request for another code.');
      expect(await findRequest(world, prompt)).toMatchObject({
        state: 'cancelled',
        cancelReason: 'disowned',
      });
      await directMessage(world, 'amina', 'Your request for a backup code for them was cancelled');
      // Slack lets no one replace a prompt that was never clicked: a late press is answered in words.
      const late = await press(world, 'amina', prompt, 'generate_code', { stale: true });
      expect(toPlainText(late)).toContain('Lena Lockedout said “This wasn’t me”');
      expect(JSON.stringify(late.blocks)).not.toContain('"button"');
      expect(await listCodes(world, 'lena')).toHaveLength(1);
    });

    it('N19 S11: one delivery counts once, and a second press says so', async () => {
      world = await startWorld({ store });
      await issue(world, 'adam', 'lena');
      const notice = await directMessage(world, 'lena', 'disown_code');
      await disown(notice);
      await alarmTo('olivia');
      await world.sandbox.redeliver(lastClick(world), 5);
      expect(toPlainText(await disown(notice))).toContain('You already reported this');
      expect(await listEvents(world, 'code.disowned')).toHaveLength(1);
      await expect.poll(() => world.store.read.notices.count(), { timeout: 8000 }).toBe(0);
      expect([alarmsTo('olivia').length, alarmsTo('adam').length]).toEqual([1, 1]);
      // And it is no licence: what was issued since ends by the same old button.
      await issue(world, 'amina', 'lena', 'it-help');
      await disown(notice);
      await waitForEvent(world, 'code.disowned', 2);
      expect((await listCodes(world, 'lena')).map(({ state }) => state)).toEqual(['revoked', 'revoked']);
    });
  });
}

describe('who may say that it was not they', () => {
  it.each(['UADAM', 'UOLIVIA', 'UMIA', 'UEVAN'])('N19 S9: not %s', async (user) => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    const notice = await directMessage(world, 'lena', 'disown_code');
    await press(world, 'amina', await ask(world, 'amina', '@mia'), 'cancel_request');
    const value = /"action_id":"disown_code","value":"([^"]+)"/.exec(JSON.stringify(notice.blocks))?.[1];
    await forgeClick(world, lastClick(world), { user, actionId: 'disown_code', value });
    expect(await waitForEvent(world, 'revoke.refused')).toMatchObject({ reason: 'code_not_yours' });
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active', disownedAt: null }]);
  });

  it('N19: the person themselves, though an operator removed the link to their account', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    const notice = await directMessage(world, 'lena', 'disown_code');
    const { userId } = (await listCodes(world, 'lena'))[0] ?? {};
    if (userId === undefined) throw new Error('no code');
    await world.store.transact(world.organization.id, (tx) =>
      tx.identities.removeByUser(world.organization.id, userId),
    );
    await disown(notice);
    expect(await listCodes(world, 'lena')).toMatchObject([
      { state: 'revoked', revocationReason: 'disowned' },
    ]);
  });

  it('N19: an owner who disowns is not alarmed about themselves; the others are', async () => {
    world = await startWorld();
    await changeUser(world, 'lena', { role: 'owner' });
    await changeUser(world, 'mia', { role: 'owner' });
    const prompt = await ask(world, 'olivia', '@lena lost key');
    await press(world, 'olivia', prompt, 'ask_approval');
    await press(world, 'mia', await directMessage(world, 'mia', 'asks you to approve'), 'approve_request', {
      confirm: true,
    });
    const approved = await directMessage(world, 'olivia', 'was approved');
    await press(world, 'olivia', await press(world, 'olivia', approved, 'show_prompt'), 'generate_code');
    await waitForEvent(world, 'code.delivered');
    const answer = toPlainText(await disown(await directMessage(world, 'lena', 'disown_code')));
    expect(answer).toMatch(/We alerted (Olivia Owner and Mia Member|Mia Member and Olivia Owner)\./);
    await alarmTo('mia');
    await alarmTo('olivia');
    expect(alarmsTo('lena')).toEqual([]);
  });
});

describe('an admin revokes what has ended', () => {
  it('U4 N14: it says who ended it and how, and the history says that nothing was revoked', async () => {
    world = await startWorld();
    const portal = await openPortal(world);
    const { code } = await issue(world, 'adam', 'lena');
    const status = await ask(world, 'amina', 'status @lena', 'it-help');
    await portal.redeem('lena@acme.test', code);
    const answer = await press(world, 'amina', status, 'revoke_code', { confirm: true });
    expect(toPlainText(answer)).toContain('Too late: Lena Lockedout’s code was used');
    expect(await waitForEvent(world, 'revoke.refused')).toMatchObject({
      outcome: 'refused',
      reason: 'code_not_live',
      details: { stateBefore: 'redeemed' },
    });
    expect(await listEvents(world, 'code.revoked')).toEqual([]);
  });

  it('U4: revoked by another admin before: by name', async () => {
    world = await startWorld();
    await issue(world, 'adam', 'lena');
    const first = await ask(world, 'amina', 'status @lena', 'it-help');
    const second = await ask(world, 'olivia', 'status @lena', 'it-help');
    await press(world, 'amina', first, 'revoke_code', { confirm: true });
    const answer = await press(world, 'olivia', second, 'revoke_code', { confirm: true });
    expect(toPlainText(answer)).toMatch(/^Amina Admin already revoked Lena Lockedout’s code/);
  });
});
