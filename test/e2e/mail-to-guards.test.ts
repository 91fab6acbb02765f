import { afterEach, describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../../src/domain/organization/policy.ts';
import { readMail, startSmtpServer, type TestSmtpServer } from '../mail/start-smtp-server.ts';
import {
  ask,
  changeUser,
  directMessage,
  listEvents,
  modalAfter,
  press,
  submitModal,
  waitForChange,
} from '../support/act-in-slack.ts';
import { type StoreKind, startWorld, storeKinds, type World } from '../support/start-world.ts';

const { tiers } = defaultPolicy;
const DAY_MS = 24 * 3_600_000;
const REASON = 'Everyone else is on a plane';

let smtp: TestSmtpServer;
let world: World;
afterEach(async () => {
  await world.stop();
  await smtp.close();
});

async function start(store: StoreKind, policy: Partial<Policy>) {
  smtp = await startSmtpServer();
  world = await startWorld({ store, policy: { mail: true, ...policy }, mail: { port: smtp.port } });
}

function mailsTo(name: string) {
  return smtp.received
    .filter(({ to }) => to[0]?.startsWith(`${name}@`))
    .map(({ source }) => readMail(source))
    .map((mail) => ({ ...mail, text: mail.text.replaceAll(/\s+/g, ' ') }));
}

async function mailTo(name: string, subject: string) {
  await expect
    .poll(() => mailsTo(name).map((mail) => mail.subject), { timeout: 15_000 })
    .toContainEqual(expect.stringContaining(subject));
  return mailsTo(name).find((mail) => mail.subject.includes(subject)) ?? expect.unreachable(subject);
}

const failedMails = async () =>
  (await listEvents(world, 'notice.failed')).filter(({ details }) => details.channel === 'email');

describe.each(storeKinds)('emails to those who guard the organization, on %s', (store) => {
  it('N23: a break-glass, to owners and those who were skipped; its review; in Slack alone what was typed', async () => {
    await start(store, {});
    await changeUser(world, 'amina', { role: 'owner' });
    const prompt = await ask(world, 'olivia', '@adam broken phone');
    const olivia = world.sandbox.actAs('olivia');
    await modalAfter(world, 'olivia', () => olivia.click(prompt, 'break_glass'));
    await modalAfter(world, 'olivia', () =>
      submitModal(world, 'olivia', { reason: REASON, words: 'break glass', mode: [] }),
    );
    await olivia.closeView();
    const told = await mailTo('amina', 'Olivia Owner broke the glass for a backup code for Adam');
    expect(told.text).toContain('Call Olivia Owner now, on a number you know.');
    const own = await mailTo('olivia', 'Olivia Owner broke the glass');
    expect(own.text).toContain('Not you? Stop all issuing now in Slack');
    world.clock.advance(DAY_MS + 1000);
    const overdue = await mailTo('amina', 'No one has reviewed the break-glass of Olivia Owner');
    expect(overdue.text).toContain('We remind you daily');
    for (const { text, html } of [...mailsTo('amina'), ...mailsTo('olivia')]) {
      expect(`${text}${html}`).not.toContain(REASON);
      expect(`${text}${html}`).not.toMatch(/https?:/);
    }
    expect(await failedMails()).toEqual([]);
  });

  it('N14 N19: a delegation, to owners and the two people, and its end', async () => {
    const approvers = { roles: ['owner' as const], groups: [], manager: false };
    await start(store, {
      delegation: true,
      tiers: { ...tiers, privileged: { ...tiers.privileged, approvers } },
    });
    await changeUser(world, 'lena', { role: 'owner' });
    const prompt = await ask(world, 'lena', 'delegate @adam');
    await modalAfter(world, 'lena', (person) => person.click(prompt, 'name_delegate'));
    const until = String(Math.floor((world.clock.now() + 2 * DAY_MS) / 1000));
    await modalAfter(world, 'lena', () => submitModal(world, 'lena', { delegate: 'UADAM', until }));
    await world.sandbox.actAs('lena').closeView();
    const giver = await mailTo('lena', 'Your approvals of backup codes go to Adam Admin');
    expect(giver.text).toContain('If this wasn’t you, someone else is in your Slack account');
    const delegate = await mailTo('adam', 'You approve backup codes in Lena Lockedout’s place');
    expect(delegate.text).toContain('together you count as one person');
    await mailTo('olivia', 'Adam Admin approves backup codes in Lena Lockedout’s place');
    const message = await directMessage(world, 'adam', 'You approve in Lena Lockedout’s place');
    await press(world, 'adam', message, 'end_delegation', { confirm: true });
    const ended = await mailTo('lena', 'Adam Admin no longer approves backup codes in your place');
    expect(ended.text).toContain('Adam Admin ended it.');
    expect(await failedMails()).toEqual([]);
  });

  it('N22: a caller whom the manager doesn’t know, to owners', async () => {
    const standard = { ...tiers.standard, verificationsRequired: 1 };
    await start(store, { tiers: { ...tiers, standard }, securityChannelId: 'CSECURITY' });
    await changeUser(world, 'lena', { manager: 'mia@acme.test' });
    const prompt = await ask(world, 'adam', '@lena lost phone');
    const adam = world.sandbox.actAs('adam');
    await modalAfter(world, 'adam', () => adam.click(prompt, 'verify_caller'));
    await adam.submitView({ reason: 'lost phone', methods: ['manager'] });
    await waitForChange(world, 'adam', prompt);
    const question = await directMessage(world, 'mia', 'Is it really');
    await press(world, 'mia', question, 'refuse_caller');
    const alarm = await mailTo('olivia', 'Someone pretended to be Lena Lockedout');
    expect(alarm.text).toContain('the manager said that it isn’t Lena Lockedout');
    expect(await failedMails()).toEqual([]);
  });
});
