import { describe, expect, it } from 'vitest';
import type { SlackPerson } from '../../../../src/domain/directory/slack-person.ts';
import { defaultPolicy } from '../../../../src/domain/organization/policy.ts';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import { createExpireDue } from '../../../../src/services/codes/expire-due.ts';
import { endLost } from '../../../../src/services/directory/end-lost.ts';
import {
  createDelegate,
  createEndDelegation,
} from '../../../../src/services/requests/delegations/delegate.ts';
import { readOwnDelegations } from '../../../../src/services/requests/delegations/read-delegations.ts';
import { createStoreFixtures } from '../../../support/store-fixtures.ts';
import { CHANNEL, type IssuingWorld, openIssuingWorld, refusedFor } from '../../open-issuing-world.ts';
import { accepted } from '../../open-reveal-world.ts';

const DAY = 24 * 3_600_000;
const { tiers } = defaultPolicy;
const twoOf = {
  delegation: true,
  securityChannelId: CHANNEL,
  tiers: { ...tiers, privileged: { ...tiers.privileged, verificationsRequired: 0, approvalsRequired: 2 } },
};

/** Olivia and Ole are owners, Adam, Amina and Sara admins; Adam needs a code. */
async function openWorld(policy: object = { ...twoOf }) {
  const world = await openIssuingWorld(policy);
  const { id } = world.organization;
  const make = createStoreFixtures('more');
  const more = (['ole', 'sara'] as const).map((name) =>
    make.user(id, {
      role: name === 'ole' ? 'owner' : 'admin',
      email: `${name}@acme.test`,
      displayName: name,
    }),
  );
  await world.store.transact(id, (tx) => tx.directory.insertMany(more));
  const clickOf = (name: string) => {
    const { requestId: _, ...click } = world.clickOf(name, { id: 'req_0' } as unknown as IssueRequest);
    return click;
  };
  const person = (name: string): SlackPerson => {
    const { clicker } = clickOf(name);
    if (clicker === null) throw new Error(`Slack knows no ${name}`);
    return clicker;
  };
  return {
    ...world,
    world,
    get now() {
      return world.now;
    },
    set now(time) {
      world.now = time;
    },
    clickOf,
    delegate: (from: string, to: string, days = 7) =>
      createDelegate(world.deps)({ ...clickOf(from), delegate: person(to), endsAt: world.now + days * DAY }),
    end: async (by: string, from: string) => {
      const giver = await world.findUser(from);
      const delegation = await world.store.read.delegations.find(id, giver.id);
      return createEndDelegation(world.deps)(clickOf(by), delegation?.id ?? null);
    },
    findDelegation: async (from: string) =>
      world.store.read.delegations.find(id, (await world.findUser(from)).id),
  };
}

const asked = async (world: IssuingWorld) => {
  const notices = await world.newNotices();
  return notices.flatMap(({ content }) =>
    content.kind === 'approver_request' && content.asking === 'first' ? [content] : [],
  );
};

describe('a delegation', () => {
  it('N14 N19: is logged, and told to owners, the security channel, its giver and its delegate', async () => {
    const world = await openWorld();
    const [ole, sara, olivia] = await Promise.all(['ole', 'sara', 'olivia'].map(world.findUser));
    const result = await world.delegate('ole', 'sara');
    expect(result).toMatchObject({ kind: 'delegated', delegate: { id: sara?.id } });
    expect(await world.findDelegation('ole')).toMatchObject({
      from: ole?.id,
      to: sara?.id,
      startsAt: world.now,
      endsAt: world.now + 7 * DAY,
      endedAt: null,
    });
    const events = (await world.newEvents()).filter(({ action }) => action.startsWith('delegation.'));
    expect(events).toMatchObject([
      { action: 'delegation.given', actor: { kind: 'user', id: ole?.id }, target: sara?.id },
    ]);
    const told = (await world.newNotices()).map(({ content }) => content);
    for (const readerId of [ole?.id, sara?.id])
      expect(told).toContainEqual(expect.objectContaining({ kind: 'delegation_started', readerId }));
    for (const ownerId of [ole?.id, olivia?.id, null])
      expect(told).toContainEqual(expect.objectContaining({ kind: 'security_delegated', ownerId }));
  });

  it('S9 N20: nothing is stored where it is refused, and a second one has to wait', async () => {
    const world = await openWorld({ ...twoOf, delegation: false });
    expect(await world.delegate('ole', 'sara')).toMatchObject(refusedFor('delegation_off'));
    await world.setPolicy(twoOf);
    expect(await world.delegate('ole', 'lena')).toMatchObject(refusedFor('delegate_role'));
    expect(await world.delegate('mia', 'sara')).toMatchObject(refusedFor('delegation_nothing'));
    expect(await world.delegate('ole', 'sara', 31)).toMatchObject(refusedFor('delegation_until'));
    expect(await world.findDelegation('ole')).toBeNull();
    expect((await world.delegate('ole', 'sara')).kind).toBe('delegated');
    expect(await world.delegate('ole', 'amina')).toMatchObject(refusedFor('delegation_paused'));
    world.now += 5 * 60_000;
    expect((await world.delegate('ole', 'amina')).kind).toBe('delegated');
    const actions = (await world.newEvents())
      .map(({ action }) => action)
      .filter((action) => /^delegation/.test(action));
    expect(actions.slice(-3)).toEqual(['delegation.refused', 'delegation.ended', 'delegation.given']);
  });

  it('N11: the delegate is asked and decides; giver and delegate count once', async () => {
    const world = await openWorld();
    // Only owners may approve: Sara can in Ole's place alone.
    const owners = { ...tiers.privileged, verificationsRequired: 0, approvalsRequired: 2 };
    const approvers = { roles: ['owner' as const], groups: [], manager: false };
    const third = createStoreFixtures('third').user(world.organization.id, {
      role: 'owner',
      email: 'omar@acme.test',
      displayName: 'omar',
    });
    await world.store.transact(world.organization.id, (tx) => tx.directory.insertMany([third]));
    await world.setPolicy({ ...twoOf, tiers: { ...tiers, privileged: { ...owners, approvers } } });
    await world.delegate('ole', 'sara');
    await world.newNotices();
    const request = await world.askForApproval('olivia', 'adam');
    expect(await world.decide('amina', request, 'approved')).toMatchObject(refusedFor('approver_role'));
    const [ole, sara] = await Promise.all(['ole', 'sara'].map(world.findUser));
    expect(await world.decide('sara', request, 'approved')).toMatchObject({
      kind: 'counted',
      given: 1,
      inPlaceOf: { id: ole?.id },
    });
    expect(await world.findRequest(request)).toMatchObject({
      approvals: [{ approverId: sara?.id, onBehalfOf: ole?.id }],
    });
    expect(await world.decide('ole', request, 'approved')).toMatchObject(refusedFor('approval_counted_once'));
    expect(await world.decide('omar', request, 'approved')).toMatchObject({ kind: 'approved' });
    const given = (await world.newEvents()).find(({ action }) => action === 'approval.given');
    expect(given?.details).toMatchObject({ onBehalfOf: ole?.id });
  });

  it('whose place a person takes who may approve themselves: none, so that both count', async () => {
    const world = await openWorld();
    await world.delegate('ole', 'sara');
    const request = await world.askForApproval('olivia', 'adam');
    expect(await world.decide('sara', request, 'approved')).toMatchObject({
      kind: 'counted',
      inPlaceOf: null,
    });
    expect((await world.decide('ole', request, 'approved')).kind).toBe('approved');
  });

  it('what waits goes to the delegate when it begins, and to the giver when it ends', async () => {
    const owners = { ...tiers.privileged, verificationsRequired: 0 };
    const approvers = { roles: ['owner' as const], groups: [], manager: false };
    const world = await openWorld({ ...twoOf, tiers: { ...tiers, privileged: { ...owners, approvers } } });
    const [ole, sara] = await Promise.all(['ole', 'sara'].map(world.findUser));
    const before = await world.askForApproval('olivia', 'adam');
    world.now += 1;
    await world.delegate('ole', 'sara');
    expect(await asked(world.world)).toMatchObject([
      { requestId: before.id, approverId: sara?.id, onBehalfOf: ole?.id },
    ]);
    world.now += 1000;
    const during = await world.askForApproval('olivia', 'amina');
    expect(await world.end('sara', 'ole')).toMatchObject({ kind: 'ended' });
    const again = await asked(world.world);
    expect(again).toMatchObject([{ requestId: during.id, approverId: ole?.id }]);
    expect(again[0]).not.toHaveProperty('onBehalfOf');
    expect(await world.decide('sara', during, 'approved')).toMatchObject(refusedFor('approver_role'));
  });

  it('N11 N18: ended by an owner, an approval given under it brings no code', async () => {
    const owners = { ...tiers.privileged, verificationsRequired: 0 };
    const approvers = { roles: ['owner' as const], groups: [], manager: false };
    const world = await openWorld({ ...twoOf, tiers: { ...tiers, privileged: { ...owners, approvers } } });
    await world.delegate('ole', 'sara');
    const request = await world.askForApproval('olivia', 'adam');
    expect((await world.decide('sara', request, 'approved')).kind).toBe('approved');
    expect(await world.end('amina', 'ole')).toMatchObject(refusedFor('owners_only'));
    expect(await world.end('olivia', 'ole')).toMatchObject({ kind: 'ended' });
    expect(await world.end('olivia', 'ole')).toMatchObject(refusedFor('delegation_gone'));
    expect(await world.click(request, accepted)).toMatchObject(refusedFor('approval_void'));
  });

  it('ends by itself, once, and no one needs to sweep for that', async () => {
    const world = await openWorld();
    await world.delegate('ole', 'sara', 1);
    world.now += DAY;
    const [sara, ole] = [await world.findUser('sara'), await world.findUser('ole')];
    const taken = await readOwnDelegations(
      world.store.read,
      sara,
      { ...defaultPolicy, delegation: true },
      world.now,
    );
    expect(taken.taken).toEqual([]);
    await world.newNotices();
    expect(await createExpireDue(world.deps)()).toMatchObject({ delegationsEnded: 1 });
    expect(await createExpireDue(world.deps)()).toMatchObject({ delegationsEnded: 0 });
    expect(await world.findDelegation('ole')).toMatchObject({ endedAt: world.now });
    const told = (await world.newNotices()).flatMap(({ content }) =>
      content.kind === 'delegation_ended' ? [content.readerId] : [],
    );
    expect(told.sort()).toEqual([ole.id, sara.id].sort());
  });

  it.each(['ole', 'sara'])('N18: ends for good when %s leaves', async (who) => {
    const world = await openWorld();
    await world.delegate('ole', 'sara');
    const lost = await world.findUser(who);
    const { id } = world.organization;
    await world.store.transact(id, (tx) =>
      endLost(world.deps, tx, id, async (userId) =>
        userId === lost.id ? { asTarget: 'not_confirmed', asIssuer: 'not_confirmed' } : null,
      ),
    );
    expect(await world.findDelegation('ole')).toMatchObject({ endedAt: world.now });
    const ended = (await world.newEvents()).filter(({ action }) => action === 'delegation.ended');
    expect(ended).toMatchObject([{ reason: 'not_confirmed' }]);
  });
});
