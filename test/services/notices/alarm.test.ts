import { expect, it } from 'vitest';
import type { NoticeContent } from '../../../src/domain/notices/notice.ts';
import { enqueueAlarm, enqueueChannelNews, OWNERS_ALARMED_MAX } from '../../../src/services/notices/alarm.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { openRedeemWorld } from '../open-redeem-world.ts';

const fixtures = createStoreFixtures('alarm');
const deps = { clock: { now: () => T0 }, random: systemRandom };

async function openWorld(securityChannelId: string | null) {
  const { store, setPolicy, lena: owner, mia: member } = await openRedeemWorld();
  await setPolicy({ securityChannelId });
  const content = { kind: 'security_redeem_alarm', userId: owner.id, alarm: 'frozen' } as const;
  const { organizationId } = owner;
  const raise = (how: typeof enqueueAlarm) =>
    store.transact(organizationId, async (tx) => {
      const organization = await tx.organizations.findById(organizationId);
      if (organization !== null) await how(deps, tx, organization, content);
    });
  const told = async (): Promise<NoticeContent[]> =>
    (await store.read.notices.listOverdue(T0, 100)).map((notice) => notice.content);
  return { store, owner, member, content, raise, told };
}

it('N19: an alarm goes into the security channel, and only there', async () => {
  const { raise, told, content } = await openWorld('CSECURITY');
  await raise(enqueueAlarm);
  expect(await told()).toEqual([{ ...content, ownerId: null }]);
});

it('N19: without a channel every confirmed owner gets it, also the one it is about, and nobody else', async () => {
  const { store, raise, told, content, owner } = await openWorld(null);
  const others = [
    fixtures.user(owner.organizationId, { role: 'owner' }),
    fixtures.user(owner.organizationId, { role: 'owner', status: 'suspended' }),
    fixtures.user(owner.organizationId, { role: 'admin' }),
  ];
  await store.transact(owner.organizationId, (tx) => tx.directory.insertMany(others));
  await raise(enqueueAlarm);
  const owners = [owner.id, others[0]?.id ?? owner.id].sort();
  const contents = (await told()).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  expect(contents).toEqual(owners.map((ownerId) => ({ ...content, ownerId })));
});

it('N19: a directory full of owners makes one alarm no flood', async () => {
  const { store, raise, told, owner } = await openWorld(null);
  const many = Array.from({ length: OWNERS_ALARMED_MAX + 5 }, () =>
    fixtures.user(owner.organizationId, { role: 'owner' }),
  );
  await store.transact(owner.organizationId, (tx) => tx.directory.insertMany(many));
  await raise(enqueueAlarm);
  expect(await told()).toHaveLength(OWNERS_ALARMED_MAX);
});

it('N19: a routine message goes into the channel, and bothers no owner where there is none', async () => {
  const withChannel = await openWorld('CSECURITY');
  await withChannel.raise(enqueueChannelNews);
  expect(await withChannel.told()).toEqual([{ ...withChannel.content, ownerId: null }]);
  const without = await openWorld(null);
  await without.raise(enqueueChannelNews);
  expect(await without.told()).toEqual([]);
});
