import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import { riskSignals } from '../../src/domain/requests/risk-signal.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import {
  ask,
  changeUser,
  directMessage,
  findRequest,
  issue,
  listCodes,
  listEvents,
  press,
  seenInDirectMessage,
  setDomainVerified,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
afterEach(() => world.stop());

/** A zone in which it is around noon. */
function noonZone(now: number): string {
  const offset = 12 - new Date(now).getUTCHours();
  // The signs of these names are the other way around.
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

async function prompted(): Promise<VisibleMessage> {
  world = await startWorld();
  return ask(world, 'adam', '@lena lost phone');
}

describe('what was true at the prompt is not any more at the click', () => {
  it.each([
    ['the requester is a member now', () => changeUser(world, 'adam', { role: 'member' }), 'requester_role'],
    [
      'the requester is helpdesk now',
      () => changeUser(world, 'adam', { role: 'helpdesk' }),
      'requester_role',
    ],
    [
      'the requester is suspended',
      () => changeUser(world, 'adam', { status: 'suspended' }),
      'requester_not_confirmed',
    ],
    ['the target is suspended', () => changeUser(world, 'lena', { status: 'suspended' }), 'target_suspended'],
    [
      'the target is deactivated',
      () => changeUser(world, 'lena', { status: 'deactivated' }),
      'target_deactivated',
    ],
    ['the target is an owner now', () => changeUser(world, 'lena', { role: 'owner' }), 'role_not_allowed'],
    [
      'the target’s contact is a mobile number now',
      () => changeUser(world, 'lena', { mobile: '+15550199', primary: 'mobile' }),
      'target_mobile_primary',
    ],
    [
      'the domain is no longer verified',
      () => setDomainVerified(world, 'acme.test', false),
      'target_domain_unverified',
    ],
    [
      'the target’s Slack account is deactivated, and Slack’s event is lost',
      () => world.sandbox.changePerson('lena', { isDeleted: true }, 'lost'),
      'target_slack_deactivated',
    ],
    [
      'the target is a guest now, and Slack’s event is lost',
      () => world.sandbox.changePerson('lena', { isRestricted: true }, 'lost'),
      'target_is_guest',
    ],
  ] as const)('N11 N12 S6 S9 U3: %s', async (_what, change, reason) => {
    const prompt = await prompted();
    const request = await findRequest(world, prompt);
    await change();
    const answer = await press(world, 'adam', prompt, 'generate_code');
    const text = toPlainText(answer);
    expect(text).toContain('No code was generated.');
    expect(text).not.toContain('with the button of the request');
    expect(answer.ts).toBe(prompt.ts);
    expect(text).not.toContain('[ Generate code ]');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason });
    expect(await world.store.read.requests.find(world.organization.id, request.id)).toMatchObject({
      state: 'cancelled',
    });
    const { codes } = world.store.read;
    expect(await codes.listLatest(world.organization.id, request.targetId, 10)).toEqual([]);
  });

  it('N11 S9: the target is an admin now, which takes two people: the request goes on, and asks for them', async () => {
    const prompt = await prompted();
    await changeUser(world, 'lena', { role: 'admin' });
    const answer = await press(world, 'adam', prompt, 'generate_code');
    const text = toPlainText(answer);
    expect(answer.ts).toBe(prompt.ts);
    expect(text).toContain('No code was generated.');
    expect(text).toContain('[ Ask for approval ]');
    expect(text).not.toContain('[ Generate code ]');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'approval_needed_now' });
    expect(await findRequest(world, answer)).toMatchObject({
      state: 'pending',
      terms: { tier: 'privileged' },
    });
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('N11 S9: the target’s status says since then that they are away: a second person is asked for', async () => {
    world = await startWorld({ policy: { riskSignals } });
    world.sandbox.changePerson('lena', { tz: noonZone(world.clock.now()) });
    const prompt = await ask(world, 'adam', '@lena lost phone');
    expect(toPlainText(prompt)).not.toContain('warning sign');
    await world.sandbox.changePerson('lena', { statusText: 'Im Urlaub', statusEmoji: ':palm_tree:' });
    const answer = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(answer)).toContain('Lena Lockedout is away, says their Slack status.');
    expect(toPlainText(answer)).toContain('[ Ask for approval ]');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('S6 S9: the requester’s Slack account is a guest’s now', async () => {
    const prompt = await prompted();
    await world.sandbox.changePerson('adam', { isRestricted: true }, 'lost');
    expect(toPlainText(await press(world, 'adam', prompt, 'generate_code'))).toContain(
      'Guests can’t use Backupcode',
    );
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('N11 S9: a policy that was tightened meanwhile holds', async () => {
    const prompt = await prompted();
    const { id, policy } = world.organization;
    await world.store.transact(id, (tx) =>
      tx.organizations.setPolicy(id, { ...policy, mayIssueFor: { owner: ['member'], admin: [] } }),
    );
    await press(world, 'adam', prompt, 'generate_code');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ reason: 'role_not_allowed' });
    expect(await listCodes(world, 'lena')).toEqual([]);
  });
});

describe('a request that has ended', () => {
  it('S9 U1: after Cancel nothing is generated, and the buttons are gone', async () => {
    const prompt = await prompted();
    const record = await press(world, 'adam', prompt, 'cancel_request');
    expect(toPlainText(record)).toContain('You cancelled the request');
    expect(record.ts).toBe(prompt.ts);
    expect(JSON.stringify(record.blocks)).not.toContain('"button"');
    const late = await press(world, 'adam', prompt, 'generate_code', { stale: true });
    expect(toPlainText(late)).toContain('You already cancelled the request');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('S9 U3 N5: after its time nothing is generated, even before anybody has marked it expired', async () => {
    const prompt = await prompted();
    await world.service.stop();
    world.clock.advance(10 * 60_000);
    await world.startAnother();
    const late = await press(world, 'adam', prompt, 'generate_code', { stale: true });
    expect(toPlainText(late)).toContain('expired');
    await waitForEvent(world, 'request.expired');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('S12: the prompt is gone on reload; the request is not, and a new command works as well', async () => {
    const first = await prompted();
    world.sandbox.actAs('adam').reload();
    expect(seenInDirectMessage(world, 'adam').filter(({ ephemeral }) => ephemeral)).toEqual([]);
    expect(await findRequest(world, first)).toMatchObject({ state: 'pending' });
    const { code } = await issue(world, 'adam', 'lena');
    expect(code).toMatch(/^.{4}-.{4}-.{4}-.{4}$/);
    expect(await findRequest(world, first)).toMatchObject({ state: 'pending' });
  });

  it('S12: a code lost by a reload is superseded, never shown again', async () => {
    await prompted();
    const { code } = await issue(world, 'adam', 'lena');
    world.sandbox.actAs('adam').reload();
    const prompt = await ask(world, 'adam', '@lena again');
    expect(toPlainText(prompt)).toContain('A new one replaces it');
    const second = await press(world, 'adam', prompt, 'generate_code');
    await waitForEvent(world, 'code.delivered', 2);
    expect(toPlainText(second)).toContain('Lena Lockedout’s earlier code no longer works');
    expect(findCode(second)).not.toBe(code);
    const [newest, oldest] = await listCodes(world, 'lena');
    expect([newest?.state, oldest?.state]).toEqual(['active', 'superseded']);
    expect(await listEvents(world, 'code.superseded')).toHaveLength(1);
  });

  it('N3: a code past its time is not called replaced', async () => {
    await prompted();
    await issue(world, 'adam', 'lena');
    await world.service.stop();
    world.clock.advance(60 * 60_000);
    await world.startAnother();
    await waitForEvent(world, 'code.expired');
    const { reveal } = await issue(world, 'adam', 'lena');
    expect(toPlainText(reveal)).not.toContain('no longer works');
  });
});

describe('the code on the screen', () => {
  it('N6 S12: hidden by the button, it works on but is not to be seen any more', async () => {
    await prompted();
    const { reveal, code } = await issue(world, 'adam', 'lena');
    const hidden = await press(world, 'adam', reveal, 'hide_code');
    expect(hidden.ts).toBe(reveal.ts);
    expect(JSON.stringify(seenInDirectMessage(world, 'adam'))).not.toContain(code);
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'active' }]);
  });

  it('N6 S12: hides itself in time', async () => {
    await prompted();
    const { reveal, code } = await issue(world, 'adam', 'lena');
    world.clock.advance(120_000);
    await ask(world, 'adam', 'help');
    const adam = world.sandbox.actAs('adam');
    const hidden = await adam.waitForMessage(reveal.channel, (message) => message.text.includes('hidden'));
    expect(hidden.ts).toBe(reveal.ts);
    expect(JSON.stringify(adam.visibleMessages(reveal.channel))).not.toContain(code);
    expect(toPlainText(hidden)).toContain('[ Revoke ]');
  });

  it('N13: revoked by the admin: it says so, and the target is told', async () => {
    await prompted();
    const { reveal } = await issue(world, 'adam', 'lena');
    const record = await press(world, 'adam', reveal, 'revoke_code', { confirm: true });
    expect(toPlainText(record)).toContain('You revoked the backup code for Lena Lockedout');
    expect(await listCodes(world, 'lena')).toMatchObject([{ state: 'revoked', revocationReason: 'admin' }]);
    expect(toPlainText(await directMessage(world, 'lena', 'was revoked'))).toContain(
      'was revoked and no longer works',
    );
  });

  it('S9: revoking asks first, and revoking twice says who did it', async () => {
    await prompted();
    const { reveal } = await issue(world, 'adam', 'lena');
    await expect(world.sandbox.actAs('adam').click(reveal, 'revoke_code')).rejects.toThrow(
      'asks for confirmation',
    );
    await press(world, 'adam', reveal, 'revoke_code', { confirm: true });
    await expect.poll(() => world.store.read.notices.count(), { timeout: 8000 }).toBe(0);
    const again = await press(world, 'adam', reveal, 'revoke_code', { confirm: true, stale: true });
    expect(toPlainText(again)).toContain('Adam Admin already revoked');
    expect(await listEvents(world, 'code.revoked')).toHaveLength(1);
  });
});
