import { afterEach, describe, expect, it } from 'vitest';
import { findCode, toPlainText } from '../../src/demo/plain-text.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { readMail, startSmtpServer, type TestSmtpServer } from '../mail/start-smtp-server.ts';
import {
  ask,
  directMessage,
  findUser,
  listCodes,
  listEvents,
  press,
  waitForEvent,
} from '../support/act-in-slack.ts';
import { openPortal } from '../support/redeem.ts';
import {
  type StoreKind,
  startWorld,
  storeKinds,
  type World,
  type WorldOptions,
} from '../support/start-world.ts';

const publicUrl = 'https://backupcode.acme.test';
let smtp: TestSmtpServer;
let world: World;
afterEach(async () => {
  await world.stop();
  await smtp.close();
});

/** A world with Kim, who is in the directory and not in Slack. */
async function start(store: StoreKind, policy: WorldOptions['policy'] = {}, url: string | null = publicUrl) {
  smtp = await startSmtpServer({});
  world = await startWorld({
    store,
    policy: { mail: true, codesWithoutSlack: true, ...policy },
    mail: { port: smtp.port, ...(url === null ? {} : { publicUrl: url }) },
  });
  const lena = await findUser(world, 'lena');
  await insert({ ...lena, id: systemRandom.id('user'), email: 'kim@acme.test', displayName: 'Kim Nowhere' });
}

const insert = (user: DirectoryUser) =>
  world.store.transact(world.organization.id, (tx) => tx.directory.insert(user));

/** Adam looks for Kim in his direct message, and asks for a code. */
async function askForKim() {
  const found = await ask(world, 'adam', 'find kim', world.sandbox.actAs('adam').directChannel());
  return press(world, 'adam', found, 'issue_for_found');
}

async function mailTo(name: string, subject: string) {
  const mails = () =>
    smtp.received.filter(({ to }) => to[0] === `${name}@acme.test`).map(({ source }) => readMail(source));
  await expect
    .poll(() => mails().map((mail) => mail.subject), { timeout: 15_000 })
    .toContainEqual(expect.stringContaining(subject));
  return mails().find((mail) => mail.subject.includes(subject))?.text ?? '';
}

/** A Slack account with Kim's address. */
const joinSlack = (change: Parameters<World['sandbox']['changePerson']>[1]) =>
  world.sandbox.changePerson('nora', { email: 'Kim@acme.test', ...change });

describe.each(storeKinds)('a person without a Slack account, on %s', (store) => {
  it('gets a code, is shown by name, learns of it by email, and ends it by the link', async () => {
    await start(store);
    const portal = await openPortal(world);
    const prompt = await askForKim();
    const text = toPlainText(prompt);
    expect(text).toContain('Generate a one-time backup code for Kim Nowhere?');
    expect(text).toContain('Kim Nowhere (kim@acme.test)');
    const reveal = await press(world, 'adam', prompt, 'generate_code');
    const code = findCode(reveal) ?? '';
    await waitForEvent(world, 'code.delivered');
    const mail = await mailTo('kim', 'A backup code was issued for your Acme');
    const path = /^https:\/\/\S+$/m.exec(mail)?.[0].slice(publicUrl.length) ?? '';
    const done = await fetch(`${world.service.httpUrl}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
      body: 'confirm=disown',
    });
    expect(await done.text()).toContain('no longer works');
    expect(await listCodes(world, 'kim')).toMatchObject([{ state: 'revoked' }]);
    expect(await portal.redeem('kim@acme.test', code)).toMatchObject({ code: 'code_refused' });
  });

  it('a request says their name where it is withdrawn, and asks for approval like any other', async () => {
    await start(store, {
      tiers: {
        ...defaultPolicy.tiers,
        standard: { ...defaultPolicy.tiers.standard, approvalsRequired: 1 },
      },
    });
    const prompt = await askForKim();
    const cancelled = await press(world, 'adam', prompt, 'cancel_request');
    expect(toPlainText(cancelled)).toContain('Kim Nowhere');
    const again = await askForKim();
    const waiting = await press(world, 'adam', again, 'ask_approval');
    expect(toPlainText(waiting)).toContain('Kim Nowhere');
    const asked = await directMessage(world, 'olivia', 'approve_request');
    expect(toPlainText(asked)).toContain('Kim Nowhere');
  });

  it('their manager hears of it too, where the policy has that fallback', async () => {
    await start(store, { noticeFallback: 'manager' });
    const kim = await findUser(world, 'kim');
    await world.store.transact(world.organization.id, (tx) =>
      tx.directory.update({ ...kim, manager: 'mia@acme.test' }),
    );
    await press(world, 'adam', await askForKim(), 'generate_code');
    expect(await mailTo('mia', 'Kim Nowhere may not know about a backup code')).toContain('Call Kim Nowhere');
  });

  it.each([
    ['the policy doesn’t allow it', { codesWithoutSlack: false }, 'I know no Slack account of Kim Nowhere'],
    ['email is off', { mail: false }, 'can’t be notified by email'],
  ])('S6 U2: refused when %s', async (_, policy, words) => {
    await start(store, policy);
    expect(toPlainText(await askForKim())).toContain(words);
    expect(await listEvents(world, 'request.opened')).toEqual([]);
    const { id } = await findUser(world, 'kim');
    expect(await waitForEvent(world, 'request.refused')).toMatchObject({ target: id });
  });

  it('N19: refused when the link in an email would lead nowhere', async () => {
    await start(store, {}, null);
    expect(toPlainText(await askForKim())).toContain('can’t be notified by email');
  });

  it.each([
    ['deactivated', { isDeleted: true }, 'deactivated'],
    ['a guest', { isRestricted: true }, 'guest'],
    ['not confirmed', { isEmailConfirmed: false }, 'address'],
  ])('S6: no way around what Slack says: an account that is %s', async (_, change, words) => {
    await start(store);
    await joinSlack({ isEmailConfirmed: true, ...change });
    const refused = toPlainText(await askForKim());
    expect(refused).toContain('No code was');
    expect(refused).toContain(words);
    expect(await listEvents(world, 'request.opened')).toEqual([]);
  });

  it.each([
    ['an account appears', () => joinSlack({ isEmailConfirmed: true }), 'has a Slack account'],
    ['it is deactivated', () => joinSlack({ isDeleted: true }), 'has a Slack account'],
    ['the policy changes', () => setPolicy({ codesWithoutSlack: false }), 'I know no Slack account'],
    ['email is switched off', () => setPolicy({ mail: false }), 'can’t be notified by email'],
    ['they are suspended', () => change({ status: 'suspended' }), 'suspended'],
  ])('S6 N11: everything is decided again at the click: %s', async (_, act, words) => {
    await start(store);
    const prompt = await askForKim();
    await act();
    const refused = await press(world, 'adam', prompt, 'generate_code');
    expect(toPlainText(refused)).toContain(words);
    expect(await listCodes(world, 'kim')).toEqual([]);
  });
});

async function setPolicy(policy: WorldOptions['policy']) {
  const { id } = world.organization;
  await world.store.transact(id, async (tx) => {
    const now = (await tx.organizations.findById(id))?.policy;
    if (now !== undefined) await tx.organizations.setPolicy(id, { ...now, ...policy });
  });
}

async function change(facts: Partial<DirectoryUser>) {
  const kim = await findUser(world, 'kim');
  await world.store.transact(world.organization.id, (tx) => tx.directory.update({ ...kim, ...facts }));
}
