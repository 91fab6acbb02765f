import { afterEach, describe, expect, it } from 'vitest';
import { toPlainText } from '../../src/demo/plain-text.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { riskSignals } from '../../src/domain/requests/risk-signal.ts';
import type { VisibleMessage } from '../../src/sandbox/sandbox.ts';
import { draftAudit } from '../../src/services/deps.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import {
  ask,
  changeUser,
  directMessage,
  findRequest,
  findUser,
  issue,
  listCodes,
  listEvents,
  press,
  reject,
  waitForChange,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import { startWorld, type World } from '../support/start-world.ts';

/**
 * What attackers did to help desks, from the first call to what stops it. The policy is the default one, without the sign `night`,
 * which would depend on when the tests run.
 */
const policy = {
  tiers: defaultPolicy.tiers,
  twoWayWords: defaultPolicy.twoWayWords,
  riskSignals: riskSignals.filter((signal) => signal !== 'night'),
};
const verifiedPolicy = {
  ...policy,
  tiers: { ...policy.tiers, standard: { ...policy.tiers.standard, verificationsRequired: 1 } },
};
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

let world: World;
afterEach(() => world.stop());

/** The requester ticks ways of verifying the caller; the prompt as it is then. */
async function verify(
  who: string,
  prompt: VisibleMessage,
  values: Parameters<ReturnType<World['sandbox']['actAs']>['submitView']>[0],
): Promise<VisibleMessage> {
  const person = world.sandbox.actAs(who);
  await person.click(prompt, 'verify_caller');
  await expect.poll(() => person.modal() !== undefined).toBe(true);
  await person.submitView(values);
  return waitForChange(world, who, prompt);
}

/** A code for Lena takes a verified caller and a second person now, whoever asks for it. */
async function expectRaised(prompt: VisibleMessage, signal: (typeof riskSignals)[number], words: string) {
  const text = toPlainText(prompt);
  expect(text).toContain(words);
  expect(text).toContain('[ Verify caller ]');
  expect(text).not.toContain('[ Generate code ]');
  expect(await findRequest(world, prompt)).toMatchObject({
    terms: {
      tier: 'privileged',
      signals: expect.arrayContaining([signal]),
      verificationsRequired: 1,
      approvalsRequired: 1,
    },
  });
}

describe('"My manager already approved"', () => {
  it('N22 N11: the manager is asked in Slack and says no: the request ends, and owners are alarmed', async () => {
    world = await startWorld({ policy: verifiedPolicy });
    await changeUser(world, 'lena', { manager: 'mia@acme.test' });
    const prompt = await ask(world, 'adam', '@lena lost phone, the manager already approved');
    expect(toPlainText(prompt)).not.toContain('[ Generate code ]');
    const waiting = await verify('adam', prompt, { methods: ['manager'] });
    expect(toPlainText(waiting)).toContain('I asked Mia Member');
    const question = await directMessage(world, 'mia', 'Is it really');
    await press(world, 'mia', question, 'refuse_caller');

    const told = toPlainText(await directMessage(world, 'adam', 'The manager says that it’s not'));
    expect(told).toContain('Stop the call');
    expect(told).toContain('Don’t tell the caller why.');
    const alarm = toPlainText(await directMessage(world, 'olivia', 'Someone pretended to be Lena'));
    expect(alarm).toContain('/backupcode freeze');
    const late = await press(world, 'adam', waiting, 'verify_caller', { stale: true });
    expect(toPlainText(late)).toContain('the manager said that it isn’t Lena');
    expect(await listCodes(world, 'lena')).toEqual([]);
    expect(await listEvents(world, 'request.caller_refused')).toHaveLength(1);
  });

  it('N22: no accomplice can be named as the manager: where the directory names one, that one is asked', async () => {
    world = await startWorld({ policy: verifiedPolicy });
    await changeUser(world, 'lena', { manager: 'mia@acme.test' });
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const person = world.sandbox.actAs('adam');
    await person.click(prompt, 'verify_caller');
    await expect.poll(() => person.modal() !== undefined).toBe(true);
    expect(JSON.stringify(person.modal())).toContain('ask Mia Member in Slack');
    expect(JSON.stringify(person.modal())).not.toContain('The directory doesn’t say');
    await person.submitView({ methods: ['manager'] });
    await directMessage(world, 'mia', 'Is it really');
    expect(await findRequest(world, prompt)).toMatchObject({
      verifications: [{ method: 'manager', state: 'waiting', by: (await findUser(world, 'mia')).id }],
    });
  });
});

describe('the caller who calls again', () => {
  it('N22: a refused caller tries the next admin, who reads that another was asked; it takes two people now', async () => {
    world = await startWorld({ policy });
    const first = await ask(world, 'adam', '@lena lost phone');
    await press(world, 'adam', first, 'cancel_request');
    const second = await ask(world, 'amina', '@lena phone stolen on the journey');
    await expectRaised(second, 'several_requesters', 'Other people asked for a code for Lena');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('N22: two codes within a day raise what the third one needs', async () => {
    world = await startWorld({ policy });
    await issue(world, 'adam', 'lena');
    await issue(world, 'adam', 'lena');
    const third = await ask(world, 'adam', '@lena it does not work');
    await expectRaised(third, 'issued_today', '2 codes were issued for Lena Lockedout within a day.');
    expect(await listCodes(world, 'lena')).toHaveLength(2);
  });

  it('N22: a code used minutes after the last one raises what the next needs', async () => {
    world = await startWorld({ policy });
    const portal = await openPortal(world);
    const { code } = await issue(world, 'adam', 'lena');
    expect(await portal.redeem('lena@acme.test', code)).toMatchObject({ status: 200 });
    await waitForEvent(world, 'code.redeemed');
    const next = await ask(world, 'adam', '@lena needs another one, quickly');
    await expectRaised(next, 'used_minutes_ago', 'used a code less than 30 minutes ago.');
  });

  it('N22 N11: with a video call ticked it still takes a second person, who sees the warning sign', async () => {
    world = await startWorld({ policy });
    await press(world, 'adam', await ask(world, 'adam', '@lena lost phone'), 'cancel_request');
    const prompt = await ask(world, 'amina', '@lena lost phone');
    const verified = await verify('amina', prompt, { methods: ['video'], evidence_video: 'blue badge' });
    expect(toPlainText(verified)).toContain('[ Ask for approval ]');
    await press(world, 'amina', verified, 'ask_approval');
    const question = await directMessage(world, 'adam', 'asks you to approve');
    expect(toPlainText(question)).toContain('Other people asked for a code for Lena');
    expect(toPlainText(question)).toContain('blue badge');
    await reject(world, 'adam', question);
    await directMessage(world, 'amina', 'rejected');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });
});

describe('the person who is away', () => {
  it('N22: an impostor picks someone on leave: Slack’s status raises what the code needs', async () => {
    world = await startWorld({ policy });
    await world.sandbox.changePerson('lena', { statusText: 'Vacationing', statusEmoji: ':palm_tree:' });
    const prompt = await ask(world, 'adam', '@lena lost phone while travelling');
    await expectRaised(prompt, 'on_leave', 'Lena Lockedout is away, says their Slack status.');
  });
});

describe('an admin’s account that isn’t theirs', () => {
  it('N22: one that was linked an hour ago needs a verified caller and a second person', async () => {
    world = await startWorld({ policy });
    // In an organization that began this week every link is new.
    world.clock.advance(8 * DAY_MS);
    await press(world, 'adam', await ask(world, 'adam', '@mia lost phone'), 'cancel_request');
    world.clock.advance(HOUR_MS);
    const prompt = await ask(world, 'adam', '@lena lost phone');
    await expectRaised(
      prompt,
      'link_new',
      'The Slack account of the person who asks was linked less than a day ago.',
    );
    expect(await listCodes(world, 'lena')).toEqual([]);
  });

  it('N22: one that was given its role today needs them, too', async () => {
    world = await startWorld({ policy });
    await press(world, 'adam', await ask(world, 'adam', '@mia lost phone'), 'cancel_request');
    // Past the week in which every role is new, and the day in which the link is.
    world.clock.advance(8 * DAY_MS);
    const { store, clock, organization } = world;
    const change = draftAudit(
      { clock, random: systemRandom },
      {
        organizationId: organization.id,
        action: 'directory.user_changed',
        actor: { kind: 'operator', id: 'mallory' },
        source: 'cli',
        target: (await findUser(world, 'adam')).id,
        details: { roleBefore: 'member', roleAfter: 'admin' },
      },
    );
    await store.transact(organization.id, (tx) => tx.audit.append(change));
    const prompt = await ask(world, 'adam', '@lena lost phone');
    await expectRaised(
      prompt,
      'requester_new',
      'The person who asks has had their role for less than a week.',
    );
    expect(toPlainText(prompt)).not.toContain('linked less than a day ago');
    expect(await listCodes(world, 'lena')).toEqual([]);
  });
});
