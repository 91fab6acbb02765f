import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { type DirectoryUser, noSourceFields } from '../../src/domain/directory/directory-user.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import {
  answerTo,
  ask,
  buttonValue,
  changeUser,
  directMessage,
  findRequest,
  findUser,
  forgeClick,
  isPrompt,
  lastClick,
  listCodes,
  listEvents,
  press,
  reject,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** Olivia, an owner, wants a code for Amina, an admin. */
async function openRequest(): Promise<VisibleMessage> {
  world = await startWorld();
  return ask(world, 'olivia', '@amina broken phone');
}

async function askAdam(): Promise<{ prompt: VisibleMessage; question: VisibleMessage }> {
  const prompt = await openRequest();
  await press(world, 'olivia', prompt, 'ask_approval');
  const question = await directMessage(world, 'adam', 'asks you to approve');
  return { prompt, question };
}

function createAdmin({ organization }: World, index: number): DirectoryUser {
  const [createdAt, email] = [Date.now(), `admin-${index}@acme.test`];
  return {
    id: systemRandom.id('user'),
    organizationId: organization.id,
    displayName: `Admin ${index}`,
    role: 'admin',
    status: 'confirmed',
    email,
    mobile: null,
    alias: null,
    primary: 'email',
    ...noSourceFields,
    createdAt,
    updatedAt: createdAt,
  };
}

describe('a code for a privileged person takes two', () => {
  it('N11 U1: asked, approved, generated; the requester alone sees the code', async () => {
    const prompt = await openRequest();
    expect(toPlainText(prompt)).toContain('Ask for approval of a backup code for Amina Admin?');
    expect(toPlainText(prompt)).not.toContain('[ Generate code ]');
    const waiting = await press(world, 'olivia', prompt, 'ask_approval');
    expect(toPlainText(waiting)).toContain('I asked Adam Admin by direct message');
    const question = await directMessage(world, 'adam', 'asks you to approve');
    expect(toPlainText(question)).toContain('Amina Admin is an Organization Admin (amina@acme.test)');
    expect(toPlainText(question)).toContain('Reason: broken phone.');
    const record = await press(world, 'adam', question, 'approve_request', { confirm: true });
    expect(toPlainText(record)).toContain('You approved');
    expect(JSON.stringify(record.blocks)).not.toContain('"button"');
    const approved = await directMessage(world, 'olivia', 'was approved');
    expect(toPlainText(approved)).toContain('Adam Admin approved your request');
    const confirm = await press(world, 'olivia', approved, 'show_prompt');
    expect(toPlainText(confirm)).toContain('Generate a one-time backup code for Amina Admin?');
    const reveal = await press(world, 'olivia', confirm, 'generate_code');
    const code = findCode(reveal) ?? '';
    expect(code).not.toBe('');
    expect(reveal.ts).toBe(confirm.ts);
    expect(reveal.channel).toBe(world.sandbox.actAs('olivia').directChannel());
    await waitForEvent(world, 'code.delivered');
    const shown = await directMessage(world, 'olivia', code);
    expect(shown.ephemeral).toBe(true);
    for (const who of ['adam', 'amina']) {
      const person = world.sandbox.actAs(who);
      expect(JSON.stringify(person.visibleMessages(person.directChannel()))).not.toContain(code);
    }
    expect(await listCodes(world, 'amina')).toMatchObject([{ state: 'active' }]);
    expect((await listEvents(world, 'request.approved'))[0]?.actor.id).toBe(
      (await findUser(world, 'adam')).id,
    );
  });

  it('S12: the prompt is lost by reloading Slack: the message that says so brings it back, as often as needed', async () => {
    const { question } = await askAdam();
    await press(world, 'adam', question, 'approve_request', { confirm: true });
    const approved = await directMessage(world, 'olivia', 'was approved');
    const olivia = world.sandbox.actAs('olivia');
    for (let time = 1; time <= 3; time += 1) {
      await press(world, 'olivia', approved, 'show_prompt');
      olivia.reload();
      expect(olivia.visibleMessages(approved.channel).filter(isPrompt)).toEqual([]);
    }
    const confirm = await press(world, 'olivia', approved, 'show_prompt');
    const reveal = await press(world, 'olivia', confirm, 'generate_code');
    expect(findCode(reveal)).not.toBeNull();
    await waitForEvent(world, 'code.delivered');
    world.clock.advance(world.organization.policy.hideAfterSeconds * 1000 + 1);
    await olivia.waitForMessage(
      reveal.channel,
      ({ ts, text }) => ts === reveal.ts && text.includes('hidden'),
    );
  });

  it('N6 S12: a message that stays in the history never becomes the code, whatever its button says', async () => {
    const { question } = await askAdam();
    await press(world, 'adam', question, 'approve_request', { confirm: true });
    const approved = await directMessage(world, 'olivia', 'was approved');
    await press(world, 'olivia', approved, 'show_prompt');
    const olivia = world.sandbox.actAs('olivia');
    const kept = () => olivia.visibleMessages(approved.channel).filter(({ ephemeral }) => !ephemeral);
    const before = kept();
    const onKeptMessage = lastClick(world);
    await answerTo(olivia, approved.channel, () =>
      forgeClick(world, onKeptMessage, { actionId: 'generate_code' }),
    );
    expect(kept()).toEqual(before);
    expect(olivia.visibleMessages(approved.channel).filter(isPrompt)).toHaveLength(2);
    expect(world.codes).toEqual([]);
    expect(await listCodes(world, 'amina')).toEqual([]);
    // Nor if Slack does not say what kind of message it was.
    const { container: _, ...unsaid } = onKeptMessage.payload;
    await answerTo(olivia, approved.channel, () =>
      forgeClick(world, { ...onKeptMessage, payload: unsaid }, { actionId: 'generate_code' }),
    );
    expect(kept()).toEqual(before);
    expect(await listCodes(world, 'amina')).toEqual([]);
  });

  it('S9: nobody but the requester is shown the prompt', async () => {
    const { question } = await askAdam();
    await press(world, 'adam', question, 'approve_request', { confirm: true });
    const approved = await directMessage(world, 'olivia', 'was approved');
    await press(world, 'olivia', approved, 'show_prompt');
    await forgeClick(world, lastClick(world), { user: 'UADAM' });
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'request_not_yours' });
  });

  it('N11 U1 U3: rejected: both are told, and nothing can be generated', async () => {
    const { prompt, question } = await askAdam();
    const asked = lastClick(world);
    const answer = await reject(world, 'adam', question, 'I couldn’t reach Amina');
    for (const words of ['You *rejected*', 'I couldn’t reach Amina', 'Olivia Owner was notified'])
      expect(JSON.stringify(answer.blocks)).toContain(words);
    const record = await waitForChange(world, 'adam', question);
    expect(toPlainText(record)).toMatch(/You rejected.*Rejected because: I couldn’t reach Amina/s);
    expect(JSON.stringify(record.blocks)).not.toContain('"button"');
    const told = toPlainText(await directMessage(world, 'olivia', 'Talk to Adam Admin'));
    expect(told).toMatch(/^Adam Admin rejected your request.*Rejected because: I couldn’t reach Amina/s);
    const events = await listEvents(world, 'request.rejected');
    expect(events).toMatchObject([{ reason: 'I couldn’t reach Amina' }]);
    await forgeClick(world, asked, { user: 'UOLIVIA', actionId: 'generate_code' });
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'request_settled' });
    const { codes } = world.store.read;
    expect(
      await codes.listLatest(world.organization.id, (await findRequest(world, prompt)).targetId, 5),
    ).toEqual([]);
  });

  it.each([
    ['UOLIVIA', 'approver_is_requester'],
    ['UAMINA', 'approver_is_target'],
    ['UHUGO', 'approver_role'],
    ['UMIA', 'approver_role'],
    ['UGINA', 'requester_is_guest'],
    ['USASHA', 'requester_is_external'],
  ])('N11 S9: approved by %s: %s', async (user, reason) => {
    const { prompt, question } = await askAdam();
    await press(world, 'olivia', await ask(world, 'olivia', '@mia'), 'cancel_request');
    const value = buttonValue(question, 'approve_request');
    await forgeClick(world, lastClick(world), { user, actionId: 'approve_request', value });
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason });
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'pending', approvals: [] });
  });

  it('N11 S9: the button to generate does not work before somebody approved', async () => {
    const prompt = await openRequest();
    await press(world, 'olivia', prompt, 'ask_approval');
    await forgeClick(world, lastClick(world), { actionId: 'generate_code' });
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'approval_needed' });
    expect(await listCodes(world, 'amina')).toEqual([]);
  });

  it('N11: an admin may not approve for an owner, so nobody can if there is one owner more', async () => {
    world = await startWorld();
    await changeUser(world, 'mia', { role: 'owner' });
    const prompt = await ask(world, 'olivia', '@mia lost key');
    const answer = await press(world, 'olivia', prompt, 'ask_approval');
    expect(toPlainText(answer)).toContain('No one can approve a code for');
    expect(await waitForEvent(world, 'approval.refused')).toMatchObject({ reason: 'no_approver' });
    await forgeClick(world, lastClick(world), { user: 'UADAM', actionId: 'approve_request' });
    await waitForEvent(world, 'request.refused');
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'pending', approvals: [] });
  });

  it.each(storeKinds)(
    'N11: 300 admins do not hide the owner who may approve for an Owner, on %s',
    async (store) => {
      world = await startWorld({ store });
      await changeUser(world, 'mia', { role: 'owner' });
      await changeUser(world, 'lena', { role: 'owner' });
      const admins = Array.from({ length: 300 }, (_, index) => createAdmin(world, index));
      await world.store.transact(world.organization.id, (tx) => tx.directory.insertMany(admins));
      const prompt = await ask(world, 'olivia', '@mia lost key');
      const answer = await press(world, 'olivia', prompt, 'ask_approval');
      expect(toPlainText(answer)).toContain('I asked Lena Lockedout');
      await directMessage(world, 'lena', 'asks you to approve');
    },
  );

  it('N11 S9: an approval is void once its giver is suspended', async () => {
    const { prompt, question } = await askAdam();
    await press(world, 'adam', question, 'approve_request', { confirm: true });
    const approved = await directMessage(world, 'olivia', 'was approved');
    await changeUser(world, 'adam', { status: 'suspended' });
    const confirm = await press(world, 'olivia', approved, 'show_prompt');
    const answer = await press(world, 'olivia', confirm, 'generate_code');
    expect(toPlainText(answer)).toContain('can no longer do so');
    expect(await listCodes(world, 'amina')).toEqual([]);
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'cancelled' });
  });

  it('N11 S9: an approver who was demoted since they were asked is refused', async () => {
    const { prompt, question } = await askAdam();
    await changeUser(world, 'adam', { role: 'member' });
    const answer = await press(world, 'adam', question, 'approve_request', { confirm: true });
    expect(toPlainText(answer)).toContain('You can’t approve codes for');
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'pending' });
  });

  it('S11: approved twice at once: once', async () => {
    const { question } = await askAdam();
    await press(world, 'adam', question, 'approve_request', { confirm: true });
    await world.sandbox.redeliver(lastClick(world), 5);
    await press(world, 'adam', question, 'approve_request', { confirm: true, stale: true });
    expect(await listEvents(world, 'request.approved')).toHaveLength(1);
  });

  it('U3 N5: nobody answers: it expires, and the requester is told even when the prompt is out of reach', async () => {
    const { prompt, question } = await askAdam();
    const request = await findRequest(world, prompt);
    expect(request.expiresAt - request.createdAt).toBeGreaterThanOrEqual(60 * 60_000);
    world.clock.advance(60 * 60_000 + 1000);
    const told = await directMessage(world, 'olivia', 'No code was generated');
    expect(toPlainText(told)).toContain('Amina Admin');
    await waitForChange(world, 'adam', question);
    const late = await press(world, 'adam', question, 'approve_request', { confirm: true, stale: true });
    expect(toPlainText(late)).toMatch(/The request for a backup code for Amina Admin expired/);
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'expired' });
    expect(await listEvents(world, 'notice.failed')).toEqual([]);
  });

  it('S6: an account that only claims an approver’s address is not asked', async () => {
    const prompt = await openRequest();
    await world.sandbox.changePerson('adam', { email: 'adam@home.example' });
    await world.sandbox.changePerson('evan', { email: 'adam@acme.test', isEmailConfirmed: false });
    await press(world, 'olivia', prompt, 'ask_approval');
    expect(await waitForEvent(world, 'notice.failed')).toMatchObject({ reason: 'email_unconfirmed' });
    const evan = world.sandbox.actAs('evan');
    expect(evan.visibleMessages(evan.directChannel())).toEqual([]);
  });

  it.each(storeKinds)(
    'U4: once one has decided, the buttons go from every copy, which says who did what, on %s',
    async (store) => {
      world = await startWorld({ store });
      await changeUser(world, 'lena', { role: 'owner' });
      const prompt = await ask(world, 'olivia', '@amina broken phone');
      const waiting = await press(world, 'olivia', prompt, 'ask_approval');
      const mine = await directMessage(world, 'adam', 'asks you to approve');
      const other = await directMessage(world, 'lena', 'asks you to approve');
      await press(world, 'adam', mine, 'approve_request', { confirm: true });
      const closed = await waitForChange(world, 'lena', other);
      expect(toPlainText(closed)).toMatch(/^Adam Admin approved the backup code for Amina Admin/);
      const replaced = await waitForChange(world, 'olivia', waiting);
      expect(toPlainText(replaced)).toMatch(/^Adam Admin approved the backup code for Amina Admin/);
      const own = await waitForChange(world, 'adam', mine);
      expect(toPlainText(own)).toContain('You approved the backup code for Amina Admin');
      for (const message of [closed, replaced, own])
        expect(JSON.stringify(message.blocks)).not.toContain('"button"');
      const late = await press(world, 'lena', other, 'reject_request', { stale: true });
      expect(toPlainText(late)).toMatch(/^Adam Admin already approved the backup code for Amina Admin/);
      const again = await press(world, 'adam', mine, 'approve_request', { confirm: true, stale: true });
      expect(toPlainText(again)).toMatch(/^You already approved the backup code/);
      expect(await listEvents(world, 'request.rejected')).toEqual([]);
      const approved = await directMessage(world, 'olivia', 'was approved');
      await press(world, 'olivia', await press(world, 'olivia', approved, 'show_prompt'), 'generate_code');
      await waitForEvent(world, 'code.delivered');
      const done = await waitForChange(world, 'olivia', approved);
      expect(toPlainText(done)).toMatch(
        /You generated the backup code for Amina Admin|The code was generated/,
      );
      expect(JSON.stringify(done.blocks)).not.toContain('"button"');
      expect(await listEvents(world, 'notice.failed')).toEqual([]);
    },
  );

  it('U4: cancelled or expired while approvers were asked: their buttons go, and an unasked one is not asked any more', async () => {
    const { prompt, question } = await askAdam();
    await press(world, 'olivia', await waitForChange(world, 'olivia', prompt), 'cancel_request');
    expect(toPlainText(await waitForChange(world, 'adam', question))).toMatch(
      /^Olivia Owner cancelled the request for a backup code for Amina Admin/,
    );
    await expect.poll(() => world.store.read.notices.count(), { timeout: 8000 }).toBe(0);
    const second = await ask(world, 'olivia', '@amina again');
    await press(world, 'olivia', second, 'ask_approval');
    const next = await world.sandbox
      .actAs('adam')
      .waitForMessage(world.sandbox.actAs('adam').directChannel(), (message) => message.ts > question.ts);
    world.clock.advance(60 * 60_000 + 1000);
    expect(toPlainText(await waitForChange(world, 'adam', next))).toMatch(
      /^The request for a backup code for Amina Admin expired/,
    );
  });

  it('U4: approved, and cancelled from the prompt’s copy: the button to generate goes from the direct message', async () => {
    const { prompt, question } = await askAdam();
    await press(world, 'adam', question, 'approve_request', { confirm: true });
    const approved = await directMessage(world, 'olivia', 'was approved');
    const asked = world.sandbox
      .envelopes({ kind: 'interactive' })
      .find(({ payload }) => JSON.stringify(payload).includes('ask_approval'));
    if (asked === undefined) throw new Error('nobody asked');
    await forgeClick(world, asked, { actionId: 'cancel_request' });
    await waitForEvent(world, 'request.cancelled');
    const closed = await waitForChange(world, 'olivia', approved);
    expect(toPlainText(closed)).toMatch(/^You cancelled the request for a backup code for Amina Admin/);
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'cancelled', cancelReason: 'withdrawn' });
  });

  it('U4 S12: a message that Slack lets no one change keeps its buttons, and answers a late press in words', async () => {
    const { question } = await askAdam();
    world.sandbox.faults.inject({
      match: { method: 'chat.update' },
      kind: 'error',
      error: 'edit_window_closed',
      times: 9,
    });
    await changeUser(world, 'lena', { role: 'owner' });
    await forgeClick(world, lastClick(world), { user: 'ULENA', actionId: 'approve_request' });
    await waitForEvent(world, 'request.approved');
    await expect.poll(() => world.sandbox.apiCalls({ method: 'chat.update' }).length).toBeGreaterThan(0);
    const late = await press(world, 'adam', question, 'reject_request');
    expect(toPlainText(late)).toMatch(/^Lena Lockedout already approved the backup code for Amina Admin/);
    expect(await listEvents(world, 'notice.failed')).toEqual([]);
  });

  it('U1: the requester can think better of it while waiting', async () => {
    const prompt = await openRequest();
    const waiting = await press(world, 'olivia', prompt, 'ask_approval');
    const question = await directMessage(world, 'adam', 'asks you to approve');
    await press(world, 'olivia', waiting, 'cancel_request');
    await waitForChange(world, 'adam', question);
    const late = await press(world, 'adam', question, 'approve_request', { confirm: true, stale: true });
    expect(toPlainText(late)).toContain('Olivia Owner already cancelled the request');
    expect(await findRequest(world, prompt)).toMatchObject({ state: 'cancelled' });
  });
});
