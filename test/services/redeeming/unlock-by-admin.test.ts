import { describe, expect, it } from 'vitest';
import type { UserId } from '../../../src/domain/ids.ts';
import {
  createUnlockByAdmin,
  type UnlockByAdminInput,
} from '../../../src/services/redeeming/unlock-by-admin.ts';
import { CHANNEL, type IssuingWorld, openIssuingWorld, refusedFor, SOURCE } from '../open-issuing-world.ts';
import { describePerson } from '../open-reveal-world.ts';

let deliveries = 0;
type Whom = UnlockByAdminInput['whom'];

const mention = (name: string): Whom => ({
  by: 'mention',
  targetSlackId: `U${name.toUpperCase()}`,
  target: describePerson(name),
});

function unlock(
  world: IssuingWorld,
  requester: string,
  whom: Whom,
  change: Partial<UnlockByAdminInput> = {},
) {
  deliveries += 1;
  return createUnlockByAdmin(world.deps)({
    organization: world.organization,
    workspace: { teamId: 'TACME', enterpriseId: null },
    channelId: 'C1',
    requesterSlackId: `U${requester.toUpperCase()}`,
    requester: describePerson(requester),
    whom,
    deliveryKey: `unlock-${deliveries}`,
    ...change,
  });
}

async function open(locked = 'lena', policy = {}) {
  const world = await openIssuingWorld({ securityChannelId: CHANNEL, ...policy });
  const user = await world.findUser(locked);
  await world.lockOut(user);
  const isLocked = async () =>
    (await world.store.read.lockouts.find(user.organizationId, user.id))?.isDisabled === true;
  const whom = (by: 'mention' | 'button'): Whom =>
    by === 'mention' ? mention(locked) : { by, userId: user.id };
  return { world, user, isLocked, whom };
}

const actions = async (world: IssuingWorld) =>
  (await world.newEvents()).filter(({ action }) => action !== 'identity.linked');

describe('N7: an admin ends a lockout', () => {
  it.each(['mention', 'button'] as const)('by %s: it is logged, and posted with who did it', async (by) => {
    const { world, user, isLocked, whom } = await open();
    const adam = await world.findUser('adam');
    world.now += 1000;
    expect(await unlock(world, 'adam', whom(by))).toEqual({
      kind: 'unlocked',
      user,
      by: adam,
      at: world.now,
    });
    expect(await isLocked()).toBe(false);
    expect(await actions(world)).toMatchObject([
      {
        action: 'redeem.unlocked',
        outcome: 'allowed',
        actor: { kind: 'user', id: adam.id },
        target: user.id,
        source: SOURCE,
        details: { failures: 100, wasDisabled: true },
      },
    ]);
    expect((await world.newNotices()).map(({ content }) => content)).toMatchObject([
      { kind: 'security_change', action: 'redeem.unlocked', by: adam.id, target: user.id, ownerId: null },
    ]);
  });

  it.each(['mention', 'button'] as const)(
    'by %s, of a person who is not locked out: nothing to do',
    async (by) => {
      const { world, user, whom } = await open();
      await unlock(world, 'adam', whom(by));
      await world.newEvents();
      await world.newNotices();
      const adam = await world.findUser('adam');
      expect(await unlock(world, 'adam', whom(by))).toEqual({
        kind: 'not_locked',
        user,
        by: adam,
        at: world.now,
      });
      expect([await world.newEvents(), await world.newNotices()]).toEqual([[], []]);
    },
  );

  it.each([
    ['a suspended person', 'sam', 'adam'],
    ['an admin', 'amina', 'adam'],
    ['an owner, by another owner', 'adam', 'olivia'],
  ])('of %s', async (_what, locked, by) => {
    const { world, isLocked, whom } = await open(locked);
    expect((await unlock(world, by, whom('button'))).kind).toBe('unlocked');
    expect(await isLocked()).toBe(false);
  });
});

describe('S9: a lockout stays', () => {
  const none = { by: 'button', userId: null } as const;
  it.each([
    ['for a member who asks', 'lena', 'mia', undefined, {}, 'requester_role'],
    ['for the help desk', 'lena', 'hugo', undefined, {}, 'requester_role'],
    ['for a person of no directory', 'lena', 'nora', undefined, {}, 'requester_not_in_directory'],
    [
      'for one of whom Slack says nothing',
      'lena',
      'adam',
      undefined,
      { requester: null },
      'requester_unknown_to_slack',
    ],
    ['for oneself', 'adam', 'adam', undefined, {}, 'self'],
    ['for an admin, of an owner', 'olivia', 'adam', undefined, {}, 'role_not_allowed'],
    ['where the button names no one', 'lena', 'adam', none, {}, 'target_not_in_directory'],
    [
      'where the button names one whom no one knows',
      'lena',
      'adam',
      { by: 'button', userId: 'usr_none' as UserId },
      {},
      'target_not_in_directory',
    ],
    [
      'where Slack knows no one of that name',
      'lena',
      'adam',
      { by: 'mention', targetSlackId: 'ULENA', target: null },
      {},
      'target_unknown_to_slack',
    ],
    [
      'where the directory knows no one of that name',
      'lena',
      'adam',
      mention('nora'),
      {},
      'target_not_in_directory',
    ],
  ] satisfies [string, string, string, Whom | undefined, Partial<UnlockByAdminInput>, string][])(
    '%s',
    async (_what, locked, requester, named, change, reason) => {
      const { world, user, isLocked, whom } = await open(locked);
      for (const by of named === undefined ? (['mention', 'button'] as const) : [named.by]) {
        const asked = named ?? whom(by);
        expect(await unlock(world, requester, asked, change)).toEqual(refusedFor(reason));
        expect(await isLocked()).toBe(true);
        expect(await world.newNotices()).toEqual([]);
        const target = asked.by === 'mention' ? asked.targetSlackId : asked.userId;
        if (named === undefined && by === 'button') expect(target).toBe(user.id);
        expect(await actions(world)).toMatchObject([
          {
            action: 'unlock.refused',
            outcome: 'refused',
            actor: { kind: 'slack_account', id: `TACME/U${requester.toUpperCase()}` },
            target,
            reason,
            source: SOURCE,
          },
        ]);
      }
    },
  );

  it('N12: for a person whose domain is not verified', async () => {
    const { world, isLocked, whom } = await open();
    await world.unverifyDomain('adam', 'lena');
    for (const by of ['mention', 'button'] as const)
      expect(await unlock(world, 'adam', whom(by))).toEqual(refusedFor('target_domain_unverified'));
    expect(await isLocked()).toBe(true);
  });

  it('S11: the same delivery again does nothing', async () => {
    const { world, user, isLocked, whom } = await open();
    expect((await unlock(world, 'adam', whom('button'), { deliveryKey: 'same' })).kind).toBe('unlocked');
    await world.lockOut(user);
    expect(await unlock(world, 'adam', whom('button'), { deliveryKey: 'same' })).toEqual({
      kind: 'duplicate',
    });
    expect(await isLocked()).toBe(true);
  });
});
