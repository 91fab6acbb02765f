import { describe, expect, it } from 'vitest';
import type { FreezeId } from '../../../../src/domain/ids.ts';
import { PROPOSAL_MS } from '../../../../src/domain/requests/freeze.ts';
import { createIssueByOperator } from '../../../../src/services/codes/issue-by-operator.ts';
import { createFreezeByOperator } from '../../../../src/services/organization/freeze/freeze-by-operator.ts';
import {
  createFreezeByPerson,
  type FreezeClick,
} from '../../../../src/services/organization/freeze/freeze-by-person.ts';
import { createStoreFixtures } from '../../../support/store-fixtures.ts';
import { type IssuingWorld, openIssuingWorld, refusedFor, SOURCE } from '../../open-issuing-world.ts';
import { accepted, describePerson } from '../../open-reveal-world.ts';

const make = createStoreFixtures('freeze');
let count = 0;

/** A click or command of that person. */
function clickOf({ organization }: IssuingWorld, name: string): FreezeClick {
  count += 1;
  return {
    organization,
    workspace: { teamId: 'TACME', enterpriseId: null },
    channelId: 'C1',
    slackUserId: `U${name.toUpperCase()}`,
    clicker: describePerson(name),
    deliveryKey: `freeze-${count}`,
  };
}

const by = (world: IssuingWorld) => createFreezeByPerson(world.deps);
const operator = (world: IssuingWorld, name = 'root') =>
  createFreezeByOperator({ ...world.deps, operator: name });
const freezeIt = (world: IssuingWorld, who = 'olivia') =>
  by(world).freeze(clickOf(world, who), 'account taken over');
const unfreeze = (world: IssuingWorld, who: string, freezeId: FreezeId | null = null) =>
  by(world).unfreeze(clickOf(world, who), freezeId);
const lasting = async (world: IssuingWorld) =>
  (await world.store.read.freezes.listLasting(world.organization.id)).length;

/** Amina becomes a second owner. */
const withTwoOwners = (world: IssuingWorld) => world.change('amina', { role: 'owner' });

describe('N11: the freeze of an organization', () => {
  it('ends what is open and what is being shown, leaves what works, and tells everyone concerned', async () => {
    const world = await openIssuingWorld();
    const { id } = world.organization;
    const [olivia, adam] = await Promise.all(['olivia', 'adam'].map(world.findUser));
    await world.click(await world.ask('adam', 'lena'), accepted);
    const shown = await world.ask('adam', 'mia');
    let frozen: Awaited<ReturnType<typeof freezeIt>> | null = null;
    const open = await world.ask('amina', 'lena');
    await world.newNotices();
    await world.newEvents();
    const reveal = await world.click(shown, async (revealed) => {
      frozen = await freezeIt(world);
      return accepted(revealed);
    });
    expect(reveal.kind).toBe('not_activated');
    expect(frozen).toMatchObject({ kind: 'frozen', requestsEnded: 1, codesLive: 1 });
    expect(await world.findRequest(open)).toMatchObject({ state: 'cancelled', cancelReason: 'frozen' });
    const mia = await world.findUser('mia');
    expect(await world.store.read.codes.listLatest(id, mia.id, 1)).toMatchObject([
      { state: 'revoked', revocationReason: 'frozen' },
    ]);
    const events = await world.newEvents();
    expect(events.at(-1)).toMatchObject({
      action: 'organization.frozen',
      actor: { kind: 'user', id: olivia?.id },
      target: id,
      reason: 'account taken over',
      source: SOURCE,
      details: { requestsEnded: 1, revealsEnded: 1, codesLive: 1 },
    });
    const told = (await world.newNotices()).map(({ content }) => content);
    expect(told).toContainEqual({ kind: 'requester_request_frozen', requestId: open.id });
    for (const ownerId of [olivia?.id, null])
      expect(told).toContainEqual(
        expect.objectContaining({ kind: 'security_frozen', by: olivia?.id, ownerId, codesLive: 1 }),
      );
    expect(adam).toBeDefined();
  });

  it('refuses every lane: command, click, approval, operator', async () => {
    const world = await openIssuingWorld();
    await withTwoOwners(world);
    const approved = await world.askForApproval('olivia', 'adam');
    const open = await world.ask('adam', 'lena');
    await freezeIt(world);
    expect(await world.tryToAsk('adam', 'lena')).toEqual(refusedFor('organization_frozen'));
    expect(await world.click(open, accepted)).toMatchObject({ kind: 'refused' });
    expect(await world.decide('amina', approved, 'approved')).toMatchObject({ kind: 'refused' });
    const issueByOperator = createIssueByOperator({ ...world.deps, operator: 'root' });
    const issued = await issueByOperator(world.organization.id, {
      verification: { methods: ['video'], evidence: 'badge 4711', ticket: null },
      login: 'lena@acme.test',
      reason: 'lost phone',
      isBreakGlass: true,
      show: async () => expect.unreachable(),
    });
    expect(issued).toMatchObject(refusedFor('organization_frozen'));
    expect(await world.store.read.codes.listLive(world.organization.id)).toEqual([]);
  });

  it.each([
    ['adam', 'owners_only'],
    ['lena', 'owners_only'],
  ])('@%s may not: %s', async (who, code) => {
    const world = await openIssuingWorld();
    expect(await freezeIt(world, who)).toEqual(refusedFor(code));
    expect(await by(world).preview(clickOf(world, who))).toEqual(refusedFor(code));
    expect(await by(world).revokeAll(clickOf(world, who))).toEqual(refusedFor(code));
    expect(await lasting(world)).toBe(0);
    const refusals = (await world.newEvents()).filter(({ action }) => action !== 'identity.linked');
    expect(refusals.map(({ action }) => action)).toEqual(Array(3).fill('freeze.refused'));
  });

  it('twice: the second changes nothing', async () => {
    const world = await openIssuingWorld();
    await freezeIt(world);
    await world.newEvents();
    await world.newNotices();
    expect(await freezeIt(world)).toMatchObject({ kind: 'frozen_before' });
    expect([await world.newEvents(), await world.newNotices()]).toEqual([[], []]);
  });

  it('S11: the same delivery again is silent', async () => {
    const world = await openIssuingWorld();
    const click = clickOf(world, 'olivia');
    expect((await by(world).freeze(click, '')).kind).toBe('frozen');
    expect((await by(world).freeze(click, '')).kind).toBe('duplicate');
  });

  it('N21: a code in the reason is masked', async () => {
    const world = await openIssuingWorld();
    let code = '';
    await world.click(await world.ask('adam', 'lena'), async (reveal) => {
      code = reveal.code.reveal();
      return accepted(reveal);
    });
    const frozen = await by(world).freeze(clickOf(world, 'olivia'), `they read out ${code}`);
    expect(JSON.stringify([frozen, await world.newEvents(), await world.newNotices()])).not.toContain(code);
  });

  it('every code ends when an owner asks for it, and each person is told', async () => {
    const world = await openIssuingWorld();
    for (const target of ['lena', 'mia']) await world.click(await world.ask('adam', target), accepted);
    await freezeIt(world);
    await world.newNotices();
    expect(await by(world).revokeAll(clickOf(world, 'olivia'))).toEqual({ kind: 'revoked', count: 2 });
    expect(await world.store.read.codes.listLive(world.organization.id)).toEqual([]);
    const kinds = (await world.newNotices()).map(({ content }) => content.kind);
    for (const kind of ['target_code_revoked', 'requester_code_revoked', 'security_all_revoked'])
      expect(kinds.filter((each) => each === kind)).toHaveLength(2);
    expect(await by(world).revokeAll(clickOf(world, 'olivia'))).toEqual({ kind: 'revoked', count: 0 });
  });
});

describe('N11: two people unfreeze', () => {
  it('two owners: the first proposes, the second ends it, and all are told who', async () => {
    const world = await openIssuingWorld();
    await withTwoOwners(world);
    await freezeIt(world);
    const [olivia, amina] = await Promise.all(['olivia', 'amina'].map(world.findUser));
    await world.newNotices();
    await world.newEvents();
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'proposed', mayAdmins: false });
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'proposed_before' });
    expect(await unfreeze(world, 'adam')).toEqual(refusedFor('owners_only'));
    const asked = (await world.newNotices()).map(({ content }) => content);
    expect(asked).toMatchObject([
      { kind: 'security_unfreeze_proposed', by: olivia?.id, ownerId: amina?.id },
      { kind: 'security_unfreeze_proposed', by: olivia?.id, ownerId: null },
    ]);
    expect(await unfreeze(world, 'amina')).toMatchObject({ kind: 'unfrozen' });
    expect(await lasting(world)).toBe(0);
    expect((await world.newEvents()).at(-1)).toMatchObject({
      action: 'organization.unfrozen',
      actor: { id: amina?.id },
      details: { proposedBy: olivia?.id },
    });
    expect((await world.tryToAsk('adam', 'lena')).kind).toBe('opened');
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'not_frozen', last: { kind: 'freeze' } });
  });

  it('with one owner, an admin is the second; with the owner alone, the operator', async () => {
    const world = await openIssuingWorld();
    await freezeIt(world);
    expect(await unfreeze(world, 'adam')).toMatchObject({ kind: 'proposed', mayAdmins: true });
    expect(await unfreeze(world, 'amina')).toEqual(refusedFor('unfreeze_needs_owner'));
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'unfrozen' });
    await freezeIt(world);
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'proposed' });
    expect(await operator(world).unfreeze(world.organization.id)).toMatchObject({ kind: 'unfrozen' });
    const { id } = world.organization;
    await operator(world).freeze(id, { reason: 'drill', revokesCodes: false });
    expect(await operator(world).unfreeze(id)).toMatchObject({ kind: 'proposed' });
    expect(await operator(world).unfreeze(id)).toMatchObject({ kind: 'proposed_before' });
    expect(await operator(world, 'eve').unfreeze(id)).toMatchObject({ kind: 'unfrozen' });
  });

  it('a proposal expires, and does not survive into the next freeze', async () => {
    const world = await openIssuingWorld();
    await withTwoOwners(world);
    await freezeIt(world);
    await unfreeze(world, 'olivia');
    world.now += PROPOSAL_MS - 1;
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'proposed_before' });
    world.now += 1;
    expect(await unfreeze(world, 'amina')).toMatchObject({ kind: 'proposed' });
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'unfrozen' });
    await freezeIt(world);
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'proposed' });
  });

  it('the button of an earlier freeze counts for no other', async () => {
    const world = await openIssuingWorld();
    await withTwoOwners(world);
    const first = await freezeIt(world);
    if (first.kind !== 'frozen') return expect.unreachable();
    await unfreeze(world, 'olivia', first.freeze.id);
    await unfreeze(world, 'amina', first.freeze.id);
    await freezeIt(world);
    expect(await unfreeze(world, 'amina', first.freeze.id)).toEqual(refusedFor('freeze_gone'));
    expect(await lasting(world)).toBe(1);
  });

  it('an owner or admin who is frozen is not asked to be the second', async () => {
    const world = await openIssuingWorld();
    const { id } = world.organization;
    const frozen = [await withTwoOwners(world), await world.findUser('adam')];
    await world.change('hugo', { role: 'admin' });
    await freezeIt(world);
    await world.store.transact(id, async (tx) => {
      for (const { id: subject } of frozen) await tx.freezes.put(make.freeze(id, { subject }));
    });
    await world.newNotices();
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'proposed', mayAdmins: true });
    const asked = (await world.newNotices()).map(({ content }) => 'ownerId' in content && content.ownerId);
    expect(asked).toEqual([(await world.findUser('hugo')).id, null]);
  });

  it('a frozen owner is not one of the two', async () => {
    const world = await openIssuingWorld();
    const amina = await withTwoOwners(world);
    await freezeIt(world);
    const { id } = world.organization;
    await world.store.transact(id, async (tx) => {
      const freeze = await tx.freezes.find(id, id);
      if (freeze !== null) await tx.freezes.put({ ...freeze, subject: amina.id });
    });
    expect(await unfreeze(world, 'amina')).toEqual(refusedFor('freezer_frozen'));
  });
});

describe('N11: at the same moment, on two instances', () => {
  /** `other`: the same use cases on another handle. */
  async function openTwo() {
    const world = await openIssuingWorld();
    await withTwoOwners(world);
    const store = await world.openAnother();
    return { world, store, other: createFreezeByPerson({ ...world.deps, store }) };
  }

  it('two owners click Unfreeze: one proposes, the other ends it, once', async () => {
    const { world, other } = await openTwo();
    await freezeIt(world);
    await world.newEvents();
    const results = await Promise.all([
      unfreeze(world, 'olivia'),
      other.unfreeze(clickOf(world, 'amina'), null),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['proposed', 'unfrozen']);
    const actions = (await world.newEvents()).map(({ action }) => action);
    expect(actions.filter((action) => action !== 'identity.linked')).toEqual([
      'organization.unfreeze_proposed',
      'organization.unfrozen',
    ]);
  });

  it('no code is made after the freeze commits, and every one before it is counted', async () => {
    const { world, store, other } = await openTwo();
    const requests = await Promise.all(
      (
        [
          ['adam', 'lena'],
          ['adam', 'mia'],
          ['adam', 'hugo'],
          ['olivia', 'lena'],
        ] as const
      ).map(([requester, target]) => world.ask(requester, target)),
    );
    await world.newEvents();
    await Promise.all([
      ...requests.map((request, index) => world.click(request, accepted, index % 2 === 0 ? {} : { store })),
      other.freeze(clickOf(world, 'olivia'), ''),
    ]);
    const events = await world.newEvents();
    const frozenAt = events.findIndex(({ action }) => action === 'organization.frozen');
    expect(frozenAt).toBeGreaterThanOrEqual(0);
    const after = events.slice(frozenAt).map(({ action }) => action);
    expect(after).not.toContain('code.generated');
    expect(after).not.toContain('code.delivered');
  });
});

describe('N20: a burst of requests', () => {
  const policy = { securityChannelId: 'CSECURITY', requestBurst: 2, requestBurstMinutes: 10 };

  async function hold() {
    const world = await openIssuingWorld(policy);
    const before = await world.ask('adam', 'lena');
    await world.click(await world.ask('amina', 'mia'), accepted);
    await world.newNotices();
    await world.newEvents();
    const asked = await world.tryToAsk('adam', 'mia');
    if (asked.kind !== 'opened') return expect.unreachable();
    return { world, before, held: asked.request, asked };
  }

  it('waits: no code is made of any open request, owners are alarmed, and more can be asked for', async () => {
    const { world, before, held, asked } = await hold();
    expect(asked.isHeld).toBe(true);
    const olivia = await world.findUser('olivia');
    const told = (await world.newNotices()).map(({ content }) => content);
    for (const ownerId of [olivia.id, null])
      expect(told).toContainEqual(
        expect.objectContaining({ kind: 'security_held', count: 2, minutes: 10, ownerId }),
      );
    for (const request of [before, held])
      expect(await world.click(request, accepted)).toEqual(
        expect.objectContaining(refusedFor('organization_held')),
      );
    expect(await world.tryToAsk('amina', 'lena')).toMatchObject({ kind: 'opened', isHeld: true });
    world.now += 23 * 3_600_000;
    expect(await world.findRequest(before)).toMatchObject({ state: 'pending' });
    expect(await world.click(before, accepted)).toMatchObject(refusedFor('organization_held'));
  });

  it('goes on when two people release it: each requester gets the way to their prompt, and it does not start again', async () => {
    const { world, before, held } = await hold();
    await unfreeze(world, 'olivia');
    await world.newNotices();
    expect(await unfreeze(world, 'amina')).toMatchObject({ kind: 'unfrozen', requestsReleased: 2 });
    const released = (await world.newNotices()).map(({ content }) => content);
    for (const { id: requestId } of [before, held])
      expect(released).toContainEqual({ kind: 'requester_request_released', requestId });
    expect((await world.click(held, accepted)).kind).toBe('revealed');
    expect(await world.tryToAsk('amina', 'lena')).toMatchObject({ kind: 'opened', isHeld: false });
  });

  it('approvers decide meanwhile: a no ends the request, a yes waits for the end of the hold', async () => {
    const world = await openIssuingWorld(policy);
    await world.change('lena', { role: 'owner' });
    await world.change('hugo', { role: 'admin' });
    const [yes, no] = [
      await world.askForApproval('olivia', 'adam'),
      await world.askForApproval('olivia', 'hugo'),
    ];
    expect(await world.tryToAsk('amina', 'mia')).toMatchObject({ kind: 'opened', isHeld: true });
    const approvalEnds = (await world.findRequest(yes))?.expiresAt ?? 0;
    expect((await world.decide('lena', no, 'rejected')).kind).toBe('rejected');
    expect((await world.decide('lena', yes, 'approved')).kind).toBe('approved');
    expect(await world.click(yes, accepted)).toMatchObject(refusedFor('organization_held'));
    world.now = approvalEnds + 1;
    expect(await world.findRequest(yes)).toMatchObject({ state: 'approved' });
    await unfreeze(world, 'olivia');
    await unfreeze(world, 'lena');
    expect((await world.click(yes, accepted)).kind).toBe('revealed');
  });

  it('what approvers are still asked about ends with the time they have, hold or not', async () => {
    const world = await openIssuingWorld(policy);
    const request = await world.askForApproval('olivia', 'adam');
    await world.ask('adam', 'lena');
    await world.ask('amina', 'mia');
    expect((await world.findRequest(request))?.expiresAt).toBe(request.expiresAt);
  });

  it('becomes a freeze when an owner freezes: what waited ends, and the proposal to release it counts no longer', async () => {
    const { world, before, held } = await hold();
    await unfreeze(world, 'amina');
    expect(await freezeIt(world)).toMatchObject({ kind: 'frozen', requestsEnded: 2 });
    for (const request of [before, held])
      expect(await world.findRequest(request)).toMatchObject({ state: 'cancelled', cancelReason: 'frozen' });
    expect(await unfreeze(world, 'olivia')).toMatchObject({ kind: 'proposed' });
  });
});
