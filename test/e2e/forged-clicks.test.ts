import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { Envelope, VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  buttonValue,
  directMessage,
  findRequest,
  forgeClick,
  issue,
  lastClick,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

interface Scene {
  /** Adam's, in his direct message, for Lena, waiting for his click. */
  readonly prompt: VisibleMessage;
  readonly requestId: string;
  /** A click of Amina's own, to be changed and delivered again. */
  readonly aminas: Envelope;
}

async function startScene(): Promise<Scene> {
  world = await startWorld({ mode: 'http' });
  const other = await ask(world, 'amina', '@mia');
  await press(world, 'amina', other, 'cancel_request');
  const aminas = lastClick(world);
  const prompt = await ask(world, 'adam', '@lena lost phone');
  return { prompt, requestId: buttonValue(prompt, 'generate_code'), aminas };
}

/** Waits for the refusal, and makes sure that Adam's request and the codes are as they were. */
async function expectNothingDone({ prompt }: Scene, reason: string): Promise<void> {
  expect(await waitForEvent(world, 'request.refused')).toMatchObject({ outcome: 'refused', reason });
  expect(await findRequest(world, prompt)).toMatchObject({ state: 'pending', settledAt: null });
  expect(await listCodes(world, 'lena')).toEqual([]);
  const adam = world.sandbox.actAs('adam');
  expect(adam.visibleMessages(prompt.channel).map((message) => message.blocks)).toContainEqual(prompt.blocks);
}

describe('a click that carries somebody else’s request', () => {
  it.each(['generate_code', 'cancel_request', 'ask_approval'])('S9: another admin’s %s', async (actionId) => {
    const scene = await startScene();
    await forgeClick(world, scene.aminas, { actionId, value: scene.requestId });
    await expectNothingDone(scene, 'request_not_yours');
  });

  it.each([
    ['UOLIVIA', 'request_not_yours'],
    ['ULENA', 'request_not_yours'],
    ['UMIA', 'request_not_yours'],
    ['UHUGO', 'request_not_yours'],
    ['UGINA', 'requester_is_guest'],
    ['USASHA', 'requester_is_external'],
    ['UDAN', 'requester_slack_deactivated'],
    ['UBUILDER', 'requester_is_bot'],
    ['UEVAN', 'requester_email_unconfirmed'],
    ['UNOBODY', 'requester_unknown_to_slack'],
  ])('S6 S9 N14: Adam’s own button, clicked by %s: %s', async (user, reason) => {
    const scene = await startScene();
    await forgeClick(world, scene.aminas, { user, actionId: 'generate_code', value: scene.requestId });
    await expectNothingDone(scene, reason);
  });

  it('S9: approving what nobody was asked to approve', async () => {
    const scene = await startScene();
    await forgeClick(world, scene.aminas, { actionId: 'approve_request', value: scene.requestId });
    await expectNothingDone(scene, 'request_settled');
  });

  it('S9 N6: the code goes to the clicker’s own response URL and to nobody else', async () => {
    const { prompt } = await startScene();
    const reveal = await press(world, 'adam', prompt, 'generate_code');
    const code = findCode(reveal) ?? '';
    for (const who of ['amina', 'olivia', 'lena', 'mia']) {
      const person = world.sandbox.actAs(who);
      const seen = [...person.visibleMessages('general'), ...person.visibleMessages(person.directChannel())];
      expect(JSON.stringify(seen)).not.toContain(code);
    }
  });
});

describe('a button with another value', () => {
  it.each([
    ['rubbish', '); DROP TABLE requests; --'],
    ['nothing', ''],
    ['2000 characters', 'x'.repeat(2000)],
    ['an id that is not there', 'req_0000000000000000'],
    ['a prototype’s name', '__proto__'],
    ['an id with a line break', 'req_0000000000000000\n'],
  ])('S9 N14: %s', async (_what, value) => {
    const scene = await startScene();
    await forgeClick(world, scene.aminas, { user: 'UADAM', actionId: 'generate_code', value });
    await expectNothingDone(scene, 'request_not_found');
  });

  it.each([
    ['a value that is no text', 7],
    ['an object', { id: 'req' }],
    ['2001 characters', 'x'.repeat(2001)],
  ])('S9: %s is not even read', async (_what, value) => {
    const scene = await startScene();
    const refused = (await listEvents(world, 'request.refused')).length;
    await forgeClick(world, scene.aminas, { actionId: 'generate_code', value });
    await expect.poll(() => world.log()).toContain('A click lacked fields that Slack promises');
    expect(await listEvents(world, 'request.refused')).toHaveLength(refused);
    expect(await findRequest(world, scene.prompt)).toMatchObject({ state: 'pending' });
  });

  it('S9: a code’s id where a request’s belongs, and the other way round', async () => {
    const scene = await startScene();
    const { reveal } = await issue(world, 'amina', 'mia');
    await forgeClick(world, scene.aminas, {
      actionId: 'generate_code',
      value: buttonValue(reveal, 'hide_code'),
    });
    await expectNothingDone(scene, 'request_not_found');
    await forgeClick(world, scene.aminas, { actionId: 'revoke_code', value: scene.requestId });
    expect(await waitForEvent(world, 'revoke.refused')).toMatchObject({ reason: 'code_not_found' });
  });
});

describe('a click on a code that is somebody else’s', () => {
  it.each([
    ['revoke_code', 'UHUGO', 'requester_role'],
    ['revoke_code', 'UMIA', 'requester_role'],
    ['revoke_code', 'ULENA', 'requester_role'],
    ['revoke_code', 'UGINA', 'requester_is_guest'],
    ['disown_code', 'UMIA', 'code_not_yours'],
    ['disown_code', 'UAMINA', 'code_not_yours'],
    ['disown_code', 'UADAM', 'code_not_yours'],
    ['disown_code', 'USASHA', 'code_not_yours'],
  ])('S9 N11: %s by %s: %s', async (actionId, user, reason) => {
    const scene = await startScene();
    const reveal = await press(world, 'adam', scene.prompt, 'generate_code');
    await waitForEvent(world, 'code.delivered');
    await forgeClick(world, scene.aminas, { user, actionId, value: buttonValue(reveal, 'revoke_code') });
    expect(await waitForEvent(world, 'revoke.refused')).toMatchObject({ outcome: 'refused', reason });
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
  });

  it('N11: an admin cannot revoke an owner’s code, an owner can', async () => {
    world = await startWorld({ mode: 'http', policy: { privilegedRoles: [] } });
    await world.sandbox.joinTeam({
      id: 'UOSCAR',
      teamId: 'TACME',
      handle: 'oscar',
      realName: 'Oscar Owner',
      email: 'mia@acme.test',
    });
    await press(world, 'adam', await ask(world, 'adam', '@lena'), 'cancel_request');
    const adams = lastClick(world);
    const owner = await world.store.read.directory.findUserByLogin(world.organization.id, 'mia@acme.test');
    expect(owner).not.toBeNull();
    if (owner === null) return;
    await world.store.transact(world.organization.id, (tx) =>
      tx.directory.update({ ...owner, role: 'owner' }),
    );
    const { reveal } = await issue(world, 'olivia', 'oscar');
    const value = buttonValue(reveal, 'revoke_code');
    await forgeClick(world, adams, { actionId: 'revoke_code', value });
    expect(await waitForEvent(world, 'revoke.refused')).toMatchObject({ reason: 'role_not_allowed' });
    await press(world, 'olivia', reveal, 'revoke_code', { confirm: true });
    expect(await listCodes(world, 'mia')).toMatchObject([{ state: 'revoked' }]);
  });

  it('S11 N13: “This wasn’t me”, delivered eleven times, is one revocation and one alarm', async () => {
    world = await startWorld({ policy: { securityChannelId: 'CSECURITY' } });
    await issue(world, 'adam', 'lena');
    const notice = await directMessage(world, 'lena', 'This wasn’t me');
    const answer = await press(world, 'lena', notice, 'disown_code', { confirm: true });
    expect(toPlainText(answer)).toContain('generated for you');
    expect(toPlainText(answer)).not.toContain('[ This wasn’t me ]');
    await world.sandbox.redeliver(lastClick(world), 10);
    const olivia = world.sandbox.actAs('olivia');
    const isAlarm = (message: VisibleMessage): boolean => toPlainText(message).includes('This wasn’t me');
    // The channel's second message within a second: it has to wait for its turn, and stopping does not wait for it.
    await olivia.waitForMessage('security-alerts', isAlarm, { timeoutMs: 15_000 });
    // The code was hidden by its end, too: nothing is left, so no second alarm is on its way.
    await expect.poll(() => world.store.read.notices.count(), { timeout: 15_000 }).toBe(0);
    await world.service.stop();
    expect(await listEvents(world, 'code.revoked')).toHaveLength(1);
    expect(await listEvents(world, 'revoke.refused')).toEqual([]);
    const alarms = olivia.visibleMessages('security-alerts').filter(isAlarm);
    expect(alarms).toHaveLength(1);
  });
});
