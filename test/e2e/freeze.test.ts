import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  changeUser,
  directMessage,
  forgeClick,
  issue,
  lastClick,
  listCodes,
  listEvents,
  press,
} from '../support/act-in-slack.ts';
import { judgeAudit } from '../support/judge-audit.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const answerOf = async (message: Promise<VisibleMessage>) => toPlainText(await message);
const click = (who: string, message: VisibleMessage, action: string) =>
  press(world, who, message, action, { confirm: true, stale: true });

for (const [store, mode] of [
  ...storeKinds.map((kind) => [kind, 'socket'] as const),
  ['sqlite', 'http'] as const,
]) {
  describe(`a freeze, on ${store}, by ${mode}`, () => {
    it('N11: from the command to the unfreezing by two, and a code that works goes on working', async () => {
      world = await startWorld({ store, mode });
      const portal = await openPortal(world);
      await changeUser(world, 'amina', { role: 'owner' });
      const { code } = await issue(world, 'adam', 'lena');
      const question = await ask(world, 'olivia', 'freeze account of an admin taken over');
      expect(question.ephemeral).toBe(true);
      expect(toPlainText(question)).toContain('One issued code still works and can be used.');
      expect(toPlainText(question)).toContain('Reason: account of an admin taken over');
      const done = await answerOf(press(world, 'olivia', question, 'freeze_issuing'));
      expect(done).toContain('You froze all issuing');
      expect(await answerOf(ask(world, 'adam', '@mia'))).toContain('All issuing is frozen.');
      const toldAmina = await directMessage(world, 'amina', 'froze all issuing');
      expect(toPlainText(toldAmina)).toContain('Reason: account of an admin taken over');
      expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });

      expect(await answerOf(ask(world, 'olivia', 'unfreeze'))).toContain('A second person has to agree by');
      expect(await answerOf(ask(world, 'olivia', 'unfreeze'))).toContain('You already asked');
      expect(await answerOf(ask(world, 'adam', 'unfreeze'))).toContain(
        'Only Organization Owners can do this.',
      );
      const proposal = await directMessage(world, 'amina', 'wants to resume issuing');
      expect(await answerOf(click('amina', proposal, 'unfreeze_issuing'))).toContain('Issuing has resumed.');
      await directMessage(world, 'olivia', 'Issuing has resumed');
      await issue(world, 'adam', 'mia');
      expect((await listEvents(world)).map(({ action }) => action)).toEqual(
        expect.arrayContaining([
          'organization.frozen',
          'organization.unfreeze_proposed',
          'organization.unfrozen',
        ]),
      );
      expect(await judgeAudit(world)).toBe('sound');
    });

    it('N19: “This wasn’t me” freezes the issuer, an owner releases them in one click; the alarm’s other buttons work', async () => {
      world = await startWorld({ store, mode });
      await issue(world, 'adam', 'lena');
      const notice = await directMessage(world, 'lena', 'disown_code');
      const answer = await answerOf(click('lena', notice, 'disown_code'));
      expect(answer).toContain('Adam Admin can’t issue codes until an Owner has looked.');
      expect(toPlainText(await directMessage(world, 'adam', 'You can’t issue codes until'))).toContain(
        'You can’t issue codes until an Owner has looked. That doesn’t mean you did anything wrong',
      );
      expect(await answerOf(ask(world, 'adam', '@mia'))).toContain('No one is accusing you');
      const alarm = await directMessage(world, 'olivia', 'release_issuer');
      const toAdam = await directMessage(world, 'adam', 'You can’t issue codes until');
      expect(JSON.stringify(toAdam.blocks)).not.toContain('freeze_issuing');
      expect(await answerOf(click('olivia', alarm, 'release_issuer'))).toContain(
        'Adam Admin can issue codes again.',
      );
      await directMessage(world, 'adam', 'You can issue codes again.');
      await issue(world, 'adam', 'mia');
      expect(await answerOf(ask(world, 'olivia', 'unfreeze @adam'))).toContain('isn’t frozen');

      expect(await answerOf(click('olivia', alarm, 'freeze_issuing'))).toContain('You froze all issuing');
      const frozen = await directMessage(world, 'olivia', 'froze all issuing');
      expect(await answerOf(click('olivia', frozen, 'revoke_all'))).toContain('You revoked the one code');
      expect((await listCodes(world, 'mia'))[0]).toMatchObject({
        state: 'revoked',
        revocationReason: 'frozen',
      });
    });

    it('N20: a burst waits for two people, and then each requester continues', async () => {
      world = await startWorld({ store, mode, policy: { requestBurst: 2, requestBurstMinutes: 10 } });
      await issue(world, 'adam', 'lena');
      await issue(world, 'amina', 'lena');
      expect(await answerOf(ask(world, 'adam', '@mia lost phone'))).toContain(
        'Your request for a backup code for Mia Member is waiting for review.',
      );
      const alarm = await directMessage(world, 'olivia', 'More than 2 backup codes');
      expect(await answerOf(click('olivia', alarm, 'unfreeze_issuing'))).toContain(
        'A second person has to agree',
      );
      const proposal = await directMessage(world, 'amina', 'wants to release the requests on hold');
      expect(await answerOf(click('amina', proposal, 'unfreeze_issuing'))).toContain('resumed');
      const released = await directMessage(world, 'adam', 'can go on.');
      const prompt = await press(world, 'adam', released, 'show_prompt');
      expect(toPlainText(prompt)).toContain('Generate a one-time backup code for Mia Member?');
    });
  });
}

describe('S9: a forged click', () => {
  it('by an admin, or with another value, freezes and unfreezes nothing', async () => {
    world = await startWorld({});
    const question = await ask(world, 'olivia', 'freeze');
    await press(world, 'olivia', question, 'freeze_issuing');
    const told = await directMessage(world, 'olivia', 'froze all issuing');
    await click('olivia', told, 'unfreeze_issuing');
    const original = lastClick(world);
    for (const value of ['', 'org_aaaaaaaaaaaaaaaa', 'frz_aaaaaaaaaaaaaaaa'])
      await forgeClick(world, original, { user: world.sandbox.actAs('adam').id, value });
    await expect
      .poll(async () => (await listEvents(world, 'freeze.refused')).length, { timeout: 5000 })
      .toBeGreaterThan(0);
    expect(await listEvents(world, 'organization.unfrozen')).toEqual([]);
  });
});
