import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  changeUser,
  directMessage,
  findRequest,
  findUser,
  listCodes,
  listEvents,
  modalAfter,
  press,
  submitModal,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const cells = storeKinds.flatMap((store) => deliveryModes.map((mode) => [store, mode] as const));
const DAY_MS = 24 * 3_600_000;
const policy = { securityChannelId: 'CSECURITY' };

/** Olivia, one of two owners, wants a code for Adam, an admin; Amina is the other owner. */
async function startWithTwoOwners(options: Parameters<typeof startWorld>[0] = {}): Promise<VisibleMessage> {
  world = await startWorld({ policy, ...options });
  await changeUser(world, 'amina', { role: 'owner' });
  return ask(world, 'olivia', '@adam broken phone');
}

/** Presses **Break glass** and fills in the form. @returns what the form says in the end */
async function breakGlass(
  message: VisibleMessage,
  { words = 'Break glass', isRehearsal = false, reason = 'Everyone else is on a plane' } = {},
): Promise<string> {
  const olivia = world.sandbox.actAs('olivia');
  await modalAfter(world, 'olivia', () => olivia.click(message, 'break_glass'));
  const mode = isRehearsal ? ['rehearsal'] : [];
  const answer = await modalAfter(world, 'olivia', () =>
    submitModal(world, 'olivia', { reason, words, mode }),
  );
  if (JSON.stringify(answer.errors ?? {}) === '{}') await olivia.closeView();
  return JSON.stringify(answer);
}

async function review(
  who: string,
  notice: VisibleMessage,
  verdict: 'justified' | 'not_justified',
): Promise<string> {
  const person = world.sandbox.actAs(who);
  await modalAfter(world, who, () => person.click(notice, 'review_break_glass'));
  const answer = await modalAfter(world, who, () =>
    submitModal(world, who, { verdict, note: 'I called both of them' }),
  );
  await person.closeView();
  return JSON.stringify(answer.blocks);
}

async function post(words: string): Promise<string> {
  const message = await world.sandbox
    .actAs('olivia')
    .waitForMessage('security-alerts', (each) => toPlainText(each).includes(words));
  return toPlainText(message);
}

it.each(cells)(
  'N23 N14: announced, a code without approvals, shown to everyone as such, and reviewed: %s, %s',
  async (store, mode) => {
    const prompt = await startWithTwoOwners({ store, mode });
    expect(toPlainText(prompt)).toContain('[ Break glass ]');
    expect(await breakGlass(prompt)).toContain('One other person is notified');
    const ready = await waitForChange(world, 'olivia', prompt);
    expect(toPlainText(ready)).toContain('You broke the glass');
    expect(await post('broke the glass')).toContain('Everyone else is on a plane');
    const notice = await directMessage(world, 'amina', 'Olivia Owner broke the glass');
    expect(toPlainText(notice)).toContain('No one else approved it');
    expect(toPlainText(notice)).toContain('[ Freeze all issuing ]');
    // She broke it: she may not review it, but has to hear of it if it wasn't her.
    const own = await directMessage(world, 'olivia', 'Olivia Owner broke the glass');
    expect(toPlainText(own)).not.toContain('[ Review ]');
    expect(toPlainText(own)).toContain('Not you? Freeze all issuing now');

    const reveal = await press(world, 'olivia', ready, 'generate_code');
    expect(findCode(reveal)).not.toBeNull();
    await waitForEvent(world, 'code.delivered');
    const [code] = await listCodes(world, 'adam');
    expect(code).toMatchObject({ state: 'active' });
    const issued = await directMessage(world, 'amina', 'generated a backup code');
    expect(toPlainText(issued)).toContain('Break-glass: no one else approved it');
    expect(toPlainText(issued)).toContain('[ Revoke ]');
    expect(await post('generated a backup code')).toContain('Break-glass');
    expect(toPlainText(await ask(world, 'amina', 'history @adam'))).toContain(
      'Olivia Owner broke the glass: no approval was waited for. Reason: Everyone else is on a plane.',
    );

    expect(await review('amina', notice, 'justified')).toContain('You closed the review: justified');
    expect(await post('found the break-glass')).toContain('Note: I called both of them.');
    expect(await listEvents(world, 'review.closed')).toMatchObject([
      { actor: { id: (await findUser(world, 'amina')).id }, details: { verdict: 'justified' } },
    ]);
    expect((await listEvents(world)).map(({ action }) => action)).toContain('request.glass_broken');
  },
);

describe('break-glass', () => {
  it('U2: wrong words, or no reason, are said at the field, and nothing is done', async () => {
    const prompt = await startWithTwoOwners();
    const olivia = world.sandbox.actAs('olivia');
    await modalAfter(world, 'olivia', () => olivia.click(prompt, 'break_glass'));
    await submitModal(world, 'olivia', { reason: 'no one is awake', words: 'break the glass' });
    await expect.poll(() => JSON.stringify(olivia.modal())).toContain('Type exactly this: break glass');
    await submitModal(world, 'olivia', { reason: ' ', words: 'break glass' });
    await expect.poll(() => JSON.stringify(olivia.modal())).toContain('Say why');
    expect((await findRequest(world, prompt)).state).toBe('pending');
    expect(await listEvents(world, 'request.glass_broken')).toEqual([]);
  });

  it('S9 U1: from the message that waits for approval; the approvers’ buttons go, and theirs is the notice', async () => {
    world = await startWorld({ policy });
    const prompt = await ask(world, 'olivia', '@amina broken phone');
    const waiting = await press(world, 'olivia', prompt, 'ask_approval');
    const question = await directMessage(world, 'adam', 'asks you to approve');
    await breakGlass(waiting);
    const record = await waitForChange(world, 'adam', question);
    expect(toPlainText(record)).toContain('Olivia Owner broke the glass');
    expect(JSON.stringify(record.blocks)).not.toContain('"button"');
    const notice = await directMessage(world, 'adam', 'Olivia Owner broke the glass for a backup code');
    expect(toPlainText(notice)).toContain('You get this because you could have approved it.');
    const granted = await directMessage(world, 'olivia', 'You broke the glass');
    const confirm = await press(world, 'olivia', granted, 'show_prompt');
    expect(findCode(await press(world, 'olivia', confirm, 'generate_code'))).not.toBeNull();
    // The only owner broke it: an admin reviews it.
    expect(await review('adam', notice, 'not_justified')).toContain('Revoke');
    expect(await post('not justified')).not.toContain('can’t issue codes');
  });

  it('S9: not offered to an admin, and a forged press is refused', async () => {
    const prompt = await startWithTwoOwners();
    const ofAmina = await ask(world, 'adam', '@lena lost phone');
    expect(toPlainText(ofAmina)).not.toContain('Break glass');
    await changeUser(world, 'olivia', { role: 'admin' });
    const olivia = world.sandbox.actAs('olivia');
    await olivia.click(prompt, 'break_glass');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'glass_owners_only' });
    expect(olivia.modal()).toBeUndefined();
  });

  it('not justified: the requester is frozen, the request ends, and another is told of it once', async () => {
    const prompt = await startWithTwoOwners();
    await breakGlass(prompt);
    const ready = await waitForChange(world, 'olivia', prompt);
    const notice = await directMessage(world, 'amina', 'broke the glass');
    expect(await review('amina', notice, 'not_justified')).toContain('Olivia Owner can’t issue codes');
    expect((await findRequest(world, prompt)).state).toBe('cancelled');
    const late = await press(world, 'olivia', ready, 'generate_code', { stale: true });
    expect(findCode(late)).toBeNull();
    expect(await listCodes(world, 'adam')).toEqual([]);
    expect(toPlainText(await ask(world, 'olivia', '@mia'))).toContain('Your issuing is frozen');
    expect(toPlainText(await directMessage(world, 'olivia', 'not justified'))).toContain('can’t issue codes');
    const amina = world.sandbox.actAs('amina');
    const again = await press(world, 'amina', notice, 'review_break_glass', { stale: true });
    expect(toPlainText(again)).toContain('already closed this review');
    expect(amina.modal()).toBeUndefined();
  });

  it('a review that no one closes is escalated daily, and blocks the next break-glass but no rehearsal', async () => {
    await breakGlass(await startWithTwoOwners());
    await waitForEvent(world, 'request.glass_broken');
    const next = await ask(world, 'olivia', '@adam broken again');
    const olivia = world.sandbox.actAs('olivia');
    const form = await modalAfter(world, 'olivia', () => olivia.click(next, 'break_glass'));
    expect(JSON.stringify(form)).toContain('Only a rehearsal is possible');
    const values = { reason: 'still no one here', words: 'break glass', mode: ['rehearsal'] };
    await modalAfter(world, 'olivia', () => submitModal(world, 'olivia', values));
    await waitForEvent(world, 'request.glass_rehearsed');
    for (const day of [1, 2]) {
      world.clock.advance(DAY_MS + 61_000);
      await waitForEvent(world, 'review.escalated', day);
    }
    const reminder = await directMessage(world, 'amina', 'No one has reviewed');
    expect(await post('No one has reviewed')).toContain('I’ll remind you daily');
    expect(await review('amina', reminder, 'justified')).toContain('justified');
  });

  it('a rehearsal is marked everywhere, makes no code, and stays one', async () => {
    const prompt = await startWithTwoOwners();
    expect(await breakGlass(prompt, { isRehearsal: true })).toContain('Rehearsal');
    const ready = await waitForChange(world, 'olivia', prompt);
    expect(toPlainText(ready)).toContain('This is a rehearsal');
    const notice = await directMessage(world, 'amina', 'Rehearsal: Olivia Owner broke the glass');
    expect(toPlainText(notice)).not.toContain('Freeze');
    const end = toPlainText(await press(world, 'olivia', ready, 'generate_code'));
    expect(end).toContain('Rehearsal finished. No code was generated.');
    expect(end).toContain('····-····-····-····');
    expect(await listCodes(world, 'adam')).toEqual([]);
    expect(world.codes).toEqual([]);
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'cancelled', cancelReason: 'rehearsed' });
    expect(await review('amina', notice, 'not_justified')).not.toContain('can’t issue codes');
    expect(await listEvents(world, 'issuer.frozen')).toEqual([]);
  });
});
