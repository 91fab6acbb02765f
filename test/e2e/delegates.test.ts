import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import {
  ask,
  changeUser,
  directMessage,
  modalAfter,
  press,
  reject,
  submitModal,
  waitForChange,
} from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

const { tiers } = defaultPolicy;
const approvers = { roles: ['owner' as const], groups: [], manager: false };
const privileged = { ...tiers.privileged, verificationsRequired: 0, approvers };
const DAY = 24 * 3_600_000;

describe('an approver who is away', () => {
  it('N11 U1: names a delegate, who is asked in their place, rejects with a reason, and ends it', async () => {
    world = await startWorld({
      policy: { delegation: true, securityChannelId: 'CSECURITY', tiers: { ...tiers, privileged } },
    });
    await changeUser(world, 'lena', { role: 'owner' });
    const prompt = await ask(world, 'lena', 'delegate @adam');
    expect(toPlainText(prompt)).toContain('approve in your place?');
    await modalAfter(world, 'lena', (person) => person.click(prompt, 'name_delegate'));
    const until = Math.floor((world.clock.now() + 2 * DAY) / 1000);
    const answer = await modalAfter(world, 'lena', () =>
      submitModal(world, 'lena', { delegate: 'UADAM', until: String(until) }),
    );
    expect(JSON.stringify(answer.blocks)).toContain('Your approvals go to Adam Admin');
    await world.sandbox.actAs('lena').closeView();
    const told = await directMessage(world, 'adam', 'You approve in Lena Lockedout’s place');
    await directMessage(world, 'olivia', 'Adam Admin approves in Lena Lockedout’s place');
    const request = await ask(world, 'olivia', '@amina broken phone');
    await press(world, 'olivia', request, 'ask_approval');
    const question = await directMessage(world, 'adam', 'asks you to approve');
    expect(toPlainText(question)).toContain('You’re asked in Lena Lockedout’s place');
    await reject(world, 'adam', question, 'I couldn’t reach Amina');
    await waitForChange(world, 'adam', question);
    const denied = toPlainText(await directMessage(world, 'olivia', 'before you ask again'));
    expect(denied).toContain('Adam Admin (in place of Lena Lockedout) rejected');
    expect(denied).toContain('I couldn’t reach Amina');
    const ended = await press(world, 'adam', told, 'end_delegation', { confirm: true });
    expect(toPlainText(ended)).toContain('no longer approves');
    await directMessage(world, 'lena', 'no longer approves in your place');
  });
});
