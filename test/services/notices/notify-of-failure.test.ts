import { beforeEach, expect, it } from 'vitest';
import type { Notice, NoticeContent } from '../../../src/domain/notices/notice.ts';
import type { NotifyResult } from '../../../src/ports/notifier.ts';
import { createSendNotice } from '../../../src/services/notices/send-notice.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { openRedeemWorld, type RedeemWorld } from '../open-redeem-world.ts';

const make = createStoreFixtures('tell');
const hopeless: NotifyResult = { kind: 'undeliverable', why: 'not_in_channel' };
const passing: NotifyResult = { kind: 'failed', why: 'internal_error', retryAfterMs: null };

let world: RedeemWorld;
beforeEach(async () => {
  world = await openRedeemWorld();
  await world.setPolicy({ securityChannelId: 'CSECURITY' });
});

/** Fails to send it, as often as told. @returns what was enqueued because of that, without the notice itself */
async function failToSend(content: NoticeContent, result: NotifyResult, attempts = [0]) {
  const { store, clock, lena } = world;
  const known = new Set((await store.read.notices.listOverdue(T0, 99)).map(({ id }) => id));
  const sendNotice = createSendNotice({
    store,
    clock,
    random: systemRandom,
    keys: createTestKeys(),
    notifier: { send: async () => result },
  });
  const notice: Notice = make.notice(lena.organizationId, { content });
  for (const count of attempts) await sendNotice({ ...notice, attempts: count });
  return (await store.read.notices.listOverdue(T0, 99))
    .filter(({ id }) => !known.has(id))
    .map((enqueued) => enqueued.content);
}

const alarmFor = (userId: RedeemWorld['mia']['id']) =>
  ({ kind: 'security_redeem_alarm', userId, alarm: 'frozen', ownerId: null }) as const;

it('N19: an alarm that the security channel does not take goes to the owners, who learn of the channel once a day', async () => {
  const { lena: owner, mia, clock } = world;
  const alarm = alarmFor(mia.id);
  const failed = {
    kind: 'security_channel_failed',
    channelId: 'CSECURITY',
    why: 'not_in_channel',
    ownerId: owner.id,
  };
  const handedOver = { ...alarm, ownerId: owner.id };
  expect(await failToSend(alarm, hopeless)).toEqual([handedOver, failed]);
  expect(await failToSend(alarm, hopeless)).toEqual([handedOver]);
  clock.at += 24 * 3_600_000;
  const later = await failToSend({ ...alarm }, hopeless);
  expect(later).toEqual([]);
  const due = await world.store.read.notices.listOverdue(clock.at, 99);
  expect(due.filter(({ content }) => content.kind === 'security_channel_failed')).toHaveLength(2);
});

it('N19: a routine message that it does not take is lost, and the owners learn that there is something wrong', async () => {
  const content = { kind: 'security_code_issued', codeId: make.id('code'), ownerId: null } as const;
  expect(await failToSend(content, hopeless)).toMatchObject([{ kind: 'security_channel_failed' }]);
  expect(await failToSend(content, hopeless)).toEqual([]);
});

it('N19: trouble that passes within a minute bothers no one; what lasts is told once, and tried further', async () => {
  const alarm = alarmFor(world.mia.id);
  expect(await failToSend(alarm, passing, [0, 1, 2, 3, 4])).toEqual([]);
  expect(await failToSend(alarm, passing, [5])).toHaveLength(2);
  expect(await failToSend(alarm, passing, [6, 7, 8, 9, 10, 11])).toEqual([]);
});

it('N13: a person who cannot be told of a code: whoever generated it and the security channel learn that', async () => {
  const { record } = await world.issue({ issuedBy: world.lena.id });
  const codeId = record.id;
  const content = { kind: 'target_code_issued', codeId } as const;
  expect(await failToSend(content, { kind: 'undeliverable', why: 'users_not_found' })).toEqual([
    { kind: 'requester_target_not_told', codeId },
    { kind: 'security_target_not_told', codeId, ownerId: null },
  ]);
  await world.setPolicy({ securityChannelId: null });
  expect(await failToSend(content, { kind: 'undeliverable', why: 'users_not_found' })).toEqual([
    { kind: 'requester_target_not_told', codeId },
    { kind: 'security_target_not_told', codeId, ownerId: world.lena.id },
  ]);
});

it('N13: an owner who cannot be told does not start a chain of notices', async () => {
  const alarm = { ...alarmFor(world.mia.id), ownerId: world.lena.id };
  expect(await failToSend(alarm, hopeless)).toEqual([]);
  const failed = {
    kind: 'security_channel_failed',
    channelId: 'C1',
    why: 'x',
    ownerId: world.lena.id,
  } as const;
  expect(await failToSend(failed, hopeless)).toEqual([]);
});
