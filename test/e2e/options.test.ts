import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import {
  ask,
  directMessage,
  findRequest,
  issue,
  listCodes,
  listEvents,
  modalAfter,
  press,
  seenInDirectMessage,
  submitModal,
  waitForChange,
} from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { deliveryModes, startWorld, storeKinds, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const cells = storeKinds.flatMap((store) => deliveryModes.map((mode) => [store, mode] as const));

/** Submits the form; what the modal says then. */
const submit = async (who: string, values: Parameters<typeof submitModal>[2]) =>
  JSON.stringify(await modalAfter(world, who, () => submitModal(world, who, values)));

/** Some full minute, as Slack's field has it, so many hours ahead. */
const inHours = (hours: number) => Math.ceil((world.clock.now() + hours * HOUR) / MINUTE) * MINUTE;

describe.each(cells)('options of a code, on %s over %s', (store, mode) => {
  it('N5 U2: a lifetime and a start; too early is refused, then it works', async () => {
    world = await startWorld({ store, mode });
    const portal = await openPortal(world);
    const adam = world.sandbox.actAs('adam');
    const prompt = await ask(world, 'adam', '@lena starts on Monday');
    await adam.click(prompt, 'choose_options');
    await expect.poll(() => JSON.stringify(adam.modal())).toContain('datetimepicker');
    const startsAt = inHours(20);
    const answer = await submit('adam', {
      lifetime: '240',
      start: 'later',
      start_at: new Date(startsAt).toISOString(),
    });
    expect(answer).toMatch(/will work from .* until/);
    const ready = await waitForChange(world, 'adam', prompt);
    expect(toPlainText(ready)).toMatch(/The code works from .* until .*Before that it’s refused/);
    expect(toPlainText(ready)).toContain('for 4 hours');
    const reveal = await press(world, 'adam', ready, 'generate_code');
    expect(toPlainText(reveal)).toMatch(/Works once, from .*Have Lena Lockedout note the code and the time/s);
    const code = findCode(reveal) ?? expect.unreachable();
    expect(await listCodes(world, 'lena')).toMatchObject([{ startsAt, expiresAt: startsAt + 4 * HOUR }]);
    expect(toPlainText(await directMessage(world, 'lena', 'issued a one-time'))).toMatch(
      /It works from .* until/,
    );
    expect(await portal.redeem('lena@acme.test', code)).toMatchObject({
      status: 403,
      code: 'code_not_started',
    });
    const status = toPlainText(await ask(world, 'adam', 'status @lena'));
    expect(status).toMatch(/It works from .* until/);
    expect(status).toContain('1 too early');
    expect(toPlainText(await ask(world, 'adam', 'list codes'))).toMatch(/a code works from .* until/);
    world.clock.advance(startsAt - world.clock.now());
    expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
  });
});

describe.each(storeKinds)('on %s', (store) => {
  it('N11: approvers see both, and are asked again after a change', async () => {
    world = await startWorld({ store });
    const prompt = await ask(world, 'olivia', '@adam lost phone');
    const olivia = world.sandbox.actAs('olivia');
    await press(world, 'olivia', prompt, 'ask_approval');
    const question = await directMessage(world, 'amina', 'Approve a backup code');
    expect(toPlainText(question)).toContain('The code works once, for 60 minutes, as soon as');
    await press(world, 'amina', question, 'approve_request', { confirm: true });
    const approved = await directMessage(world, 'olivia', 'approved your request');
    const ready = await press(world, 'olivia', approved, 'show_prompt');
    await olivia.click(ready, 'choose_options');
    await expect.poll(() => JSON.stringify(olivia.modal())).toContain('everyone has to approve again');
    const startsAt = inHours(24);
    const answer = await submit('olivia', {
      lifetime: '30',
      start: 'later',
      start_at: new Date(startsAt).toISOString(),
    });
    expect(answer).toContain('ask for approval once more');
    const request = await findRequest(world, ready);
    expect(request).toMatchObject({ state: 'pending', approvals: [], lifetimeMinutes: 30, startsAt });
    const again = await waitForChange(world, 'olivia', ready);
    expect(toPlainText(again)).not.toContain('[ Generate code ]');
    await press(world, 'olivia', again, 'ask_approval');
    const second = await directMessage(world, 'amina', 'for 30 minutes: from');
    expect(toPlainText(second)).toContain('[ Approve ]');
  });

  it('U2: a later start without a time, one in the past, and one too far ahead', async () => {
    world = await startWorld({ store });
    const adam = world.sandbox.actAs('adam');
    const prompt = await ask(world, 'adam', '@lena lost phone');
    await adam.click(prompt, 'choose_options');
    await expect.poll(() => adam.modal() !== undefined).toBe(true);
    await adam.submitView({ start: 'later' });
    await expect.poll(() => JSON.stringify(adam.modal())).toContain('Choose a date and a time');
    const past = await submit('adam', { start: 'later', start_at: new Date(inHours(-1)).toISOString() });
    expect(past).toContain('The start that you chose has passed');
    await adam.closeView();
    await adam.click(prompt, 'choose_options');
    await expect.poll(() => JSON.stringify(adam.modal())).toContain('datetimepicker');
    const far = await submit('adam', { start: 'later', start_at: new Date(inHours(24 * 8)).toISOString() });
    expect(far).toContain('at most 7 days ahead');
    expect(await listEvents(world, 'request.options_changed')).toEqual([]);
  });

  it('N13 U4: the reminder, Issue another, and its end', async () => {
    world = await startWorld({ store });
    const { code } = await issue(world, 'adam', 'lena');
    const portal = await openPortal(world);
    world.clock.advance(50 * MINUTE);
    const reminder = await directMessage(world, 'adam', 'hasn’t been used');
    expect(toPlainText(reminder)).toMatch(/expires .*\[ Issue another \].*\[ Revoke \]/s);
    const prompt = await press(world, 'adam', reminder, 'issue_another');
    expect(toPlainText(prompt)).toContain('A new one replaces it');
    expect((await findRequest(world, prompt)).reason).toBe(await readReason());
    const reveal = await press(world, 'adam', prompt, 'generate_code');
    const next = findCode(reveal) ?? expect.unreachable();
    await expect
      .poll(() => seenInDirectMessage(world, 'adam').map(toPlainText).join('\n'))
      .toContain('A newer code replaced it');
    expect(seenInDirectMessage(world, 'adam').map(toPlainText).join('\n')).not.toContain('Issue another');
    expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ code: 'code_refused' });
    expect(await portal.redeem('lena@acme.test', next)).toMatchObject({ status: 200 });
  });

  it('no reminder of a code that was used, or of one that is too short', async () => {
    world = await startWorld({ store, policy: { codeLifetimeMinutes: 10 } });
    await issue(world, 'adam', 'mia');
    world.clock.advance(5 * MINUTE);
    const kinds = async () =>
      (await world.store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 100)).map(
        ({ content }) => content.kind,
      );
    expect(await kinds()).not.toContain('requester_code_unused');
  });

  it('nor of one that was used: the reminder goes with the code', async () => {
    world = await startWorld({ store });
    const { code } = await issue(world, 'adam', 'lena');
    const portal = await openPortal(world);
    expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
    await directMessage(world, 'adam', 'was used');
    const waiting = async () =>
      (await world.store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 100)).filter(
        ({ content }) => content.kind === 'requester_code_unused',
      ).length;
    await expect.poll(waiting).toBe(0);
    const text = seenInDirectMessage(world, 'adam').map(toPlainText).join('\n');
    expect(text).not.toContain('hasn’t been used');
  });
});

/** Of the request that Lena's newest code came from. */
async function readReason(): Promise<string> {
  const [code] = await listCodes(world, 'lena');
  const { requestId } = code ?? expect.unreachable();
  return (await world.store.read.requests.find(world.organization.id, requestId))?.reason ?? '';
}
