import { beforeEach, expect, it } from 'vitest';
import type { Notice, NoticeContent } from '../../../src/domain/notices/notice.ts';
import type { NotifyResult } from '../../../src/ports/notifier.ts';
import { enqueueAlarm } from '../../../src/services/notices/alarm.ts';
import { enqueueNotice } from '../../../src/services/notices/enqueue-notice.ts';
import { createSendNotice } from '../../../src/services/notices/send-notice.ts';
import { createSetPolicy } from '../../../src/services/organization/set-policy.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { openRedeemWorld, type RedeemWorld } from '../open-redeem-world.ts';

const make = createStoreFixtures('mail');
const deps = { clock: { now: () => T0 }, random: systemRandom };

let world: RedeemWorld;
beforeEach(async () => {
  world = await openRedeemWorld();
  await world.setPolicy({ mail: true });
});

async function list(): Promise<Notice[]> {
  return world.store.read.notices.listOverdue(T0, 99);
}

/** What is in the outbox as `channel kind`, in no order. */
async function listKinds(): Promise<string[]> {
  return (await list()).map(({ channel, content }) => `${channel} ${content.kind}`).sort();
}

async function enqueue(content: NoticeContent): Promise<void> {
  await world.store.transact(world.lena.organizationId, (tx) =>
    enqueueNotice(deps, tx, world.lena.organizationId, content),
  );
}

/** Fails to send it by this channel, in this way. */
async function fail(channel: Notice['channel'], content: NoticeContent, result: NotifyResult) {
  const { store, clock, lena } = world;
  const sendNotice = createSendNotice({
    store,
    clock,
    random: systemRandom,
    keys: createTestKeys(),
    notifier: { send: async () => result },
  });
  const code = 'codeId' in content ? await store.read.codes.find(lena.organizationId, content.codeId) : null;
  const destination = `mail:${code?.userId ?? lena.id}`;
  await sendNotice(make.notice(lena.organizationId, { channel, content, destination }));
}

const noAccount: NotifyResult = { kind: 'undeliverable', why: 'users_not_found' };
const refused: NotifyResult = { kind: 'undeliverable', why: '550 5.1.1' };

it('N13: a code is announced in Slack and by email, and each waits for itself', async () => {
  const { record } = await world.issue();
  const before = new Set((await list()).map(({ id }) => id));
  await enqueue({ kind: 'target_code_issued', codeId: record.id });
  const enqueued = (await list()).filter(({ id }) => !before.has(id));
  expect(enqueued).toMatchObject([
    { channel: 'slack', destination: record.userId },
    { channel: 'email', slackTenantId: null, destination: `mail:${record.userId}` },
  ]);
});

it('no email without a policy for it, nor for what needs an answer in Slack', async () => {
  const { record } = await world.issue();
  await enqueue({ kind: 'requester_enrolment_missing', codeId: record.id });
  await world.setPolicy({ mail: false });
  await enqueue({ kind: 'target_code_issued', codeId: record.id });
  expect((await list()).filter(({ channel }) => channel === 'email')).toEqual([]);
});

it('N19: an alarm for the security channel goes to the owners by email as well', async () => {
  await world.setPolicy({ securityChannelId: 'CSECURITY' });
  const content = { kind: 'security_redeem_alarm', userId: world.mia.id, alarm: 'frozen' } as const;
  await world.store.transact(world.lena.organizationId, async (tx) => {
    const organization = await tx.organizations.findById(world.lena.organizationId);
    if (organization !== null) await enqueueAlarm(deps, tx, organization, content);
  });
  expect((await list()).map(({ channel, destination }) => [channel, destination])).toEqual([
    ['slack', 'CSECURITY'],
    ['email', `mail:${world.lena.id}`],
  ]);
});

it('N13: only when the last channel fails is the person said to be untold, whichever fails first', async () => {
  for (const [first, second] of [
    ['slack', 'email'],
    ['email', 'slack'],
  ] as const) {
    world = await openRedeemWorld();
    await world.setPolicy({ mail: true });
    const { record } = await world.issue({ issuedBy: world.lena.id });
    const content = { kind: 'target_code_issued', codeId: record.id } as const;
    await fail(first, content, first === 'email' ? refused : noAccount);
    // The same notice again, as a sender that died leaves it.
    await fail(first, content, first === 'email' ? refused : noAccount);
    expect((await listKinds()).filter((kind) => kind.includes('not_told'))).toEqual([]);
    await fail(second, content, second === 'email' ? refused : noAccount);
    expect((await listKinds()).filter((kind) => kind.includes('not_told'))).toEqual([
      'email requester_target_not_told',
      'email security_target_not_told',
      'slack requester_target_not_told',
      'slack security_target_not_told',
    ]);
  }
});

it('N13: the manager hears of it where the policy says so', async () => {
  await world.setPolicy({ mail: false, noticeFallback: 'manager' });
  const { record } = await world.issue({ userId: world.mia.id, issuedBy: world.lena.id });
  const { organizationId } = world.mia;
  await world.store.transact(organizationId, (tx) =>
    tx.directory.update({ ...world.mia, manager: world.lena.email }),
  );
  await fail('slack', { kind: 'target_code_issued', codeId: record.id }, noAccount);
  expect((await list()).filter(({ content }) => content.kind === 'manager_target_not_told')).toMatchObject([
    { content: { managerId: world.lena.id }, destination: world.lena.id },
  ]);
});

it('N13: an address that takes no mail is audited, and told to the owners once a day', async () => {
  const { record } = await world.issue();
  const content = { kind: 'target_code_redeemed', codeId: record.id } as const;
  await fail('email', content, refused);
  await fail('email', content, refused);
  expect(await listKinds()).toEqual(['email security_mail_failed', 'slack security_mail_failed']);
  const failures = await world.store.read.audit.list(world.lena.organizationId, {
    after: 0,
    limit: 9,
    action: 'notice.failed',
  });
  expect(failures).toMatchObject([
    { reason: '550 5.1.1', details: { channel: 'email', isGivenUp: true, attempts: 1 } },
    {},
  ]);
});

it('N13: a mail server that is away is told to the owners in Slack alone; a person without an address is no fault', async () => {
  const { record } = await world.issue();
  const content = { kind: 'target_code_redeemed', codeId: record.id } as const;
  await fail('email', content, { kind: 'undeliverable', why: 'nobody_to_tell' });
  expect(await listKinds()).toEqual([]);
  const { store, clock, lena } = world;
  const away: NotifyResult = { kind: 'failed', why: 'ECONNREFUSED', retryAfterMs: null };
  const notifier = { send: async () => away };
  const sendNotice = createSendNotice({
    store,
    clock,
    random: systemRandom,
    keys: createTestKeys(),
    notifier,
  });
  for (const attempts of [0, 1, 2, 3, 4, 5, 6])
    await sendNotice(make.notice(lena.organizationId, { channel: 'email', content, attempts }));
  expect(await list()).toMatchObject([
    { channel: 'slack', content: { kind: 'security_mail_failed', userId: null, why: 'ECONNREFUSED' } },
  ]);
});

it('N14: switching email off is told by email, too, and so is switching it on', async () => {
  const setPolicy = createSetPolicy({ store: world.store, ...deps });
  await setPolicy(world.lena.organizationId, { mail: false });
  expect(await listKinds()).toEqual(['email security_change', 'slack security_change']);
  await setPolicy(world.lena.organizationId, { mail: true });
  expect((await listKinds()).filter((kind) => kind === 'email security_change')).toHaveLength(2);
});
