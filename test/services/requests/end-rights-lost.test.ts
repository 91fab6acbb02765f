import { describe, expect, it } from 'vitest';
import type { GroupId } from '../../../src/domain/ids.ts';
import type { NoticeContent } from '../../../src/domain/notices/notice.ts';
import { defaultPolicy, type Policy } from '../../../src/domain/organization/policy.ts';
import type { HelpRequest } from '../../../src/domain/requests/help-request.ts';
import { createDisownCodes } from '../../../src/services/codes/disown-codes.ts';
import { draftAudit, systemActor } from '../../../src/services/deps.ts';
import { createSetPolicy } from '../../../src/services/organization/set-policy.ts';
import { createDelegate } from '../../../src/services/requests/delegations/delegate.ts';
import { endRightsLost } from '../../../src/services/requests/end-rights-lost.ts';
import { createAskForHelp } from '../../../src/services/requests/help/ask-for-help.ts';
import { createTakeHelp } from '../../../src/services/requests/help/take-help.ts';
import { type StoreKind, storeKinds } from '../../support/start-world.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { type IssuingWorld, openIssuingWorld, refusedFor } from '../open-issuing-world.ts';
import { accepted, describePerson } from '../open-reveal-world.ts';

const DAY = 24 * 3_600_000;
const { tiers } = defaultPolicy;
const byOwners: Partial<Policy> = {
  delegation: true,
  tiers: {
    ...tiers,
    privileged: {
      ...tiers.privileged,
      verificationsRequired: 0,
      approvers: { roles: ['owner'], groups: [], manager: false },
    },
  },
};
const make = createStoreFixtures('rights');
let count = 0;

/** Olivia and Ole are owners, Adam and Amina admins; Lena and Mia members. */
async function openWorld(kind: StoreKind, policy: Partial<Policy> = {}) {
  const world = await openIssuingWorld(policy, kind);
  const { id } = world.organization;
  const ole = make.user(id, { role: 'owner', email: 'ole@acme.test', displayName: 'ole' });
  await world.store.transact(id, (tx) => tx.directory.insertMany([ole]));
  return world;
}

const idOf = (name: string) => `U${name.toUpperCase()}`;
const lookUpPerson = async (id: string) => describePerson(id.slice(1).toLowerCase());

function placeOf({ organization }: IssuingWorld) {
  count += 1;
  const workspace = { teamId: 'TACME', enterpriseId: null };
  return { organization, workspace, channelId: 'C1', deliveryKey: `rights-${count}` };
}

const setPolicy = async (world: IssuingWorld, change: Partial<Policy>) => {
  const result = await createSetPolicy(world.deps)(world.organization.id, change);
  expect(result).toMatchObject({ kind: 'changed' });
};

const delegate = async (world: IssuingWorld, from: string, to: string) => {
  const result = await createDelegate(world.deps)({
    ...placeOf(world),
    slackUserId: idOf(from),
    clicker: describePerson(from),
    delegate: describePerson(to),
    endsAt: world.now + 7 * DAY,
  });
  expect(result).toMatchObject({ kind: 'delegated' });
};

const findDelegation = async (world: IssuingWorld, from: string) =>
  world.store.read.delegations.find(world.organization.id, (await world.findUser(from)).id);

async function ask(world: IssuingWorld, who: string): Promise<HelpRequest> {
  const result = await createAskForHelp(world.deps)({
    ...placeOf(world),
    requesterSlackId: idOf(who),
    requester: describePerson(who),
    targetSlackId: null,
    lookUpPerson,
    reason: 'lost phone',
  });
  if (result.kind !== 'asked') throw new Error(`It was not asked: ${JSON.stringify(result)}`);
  return result.help;
}

const take = (world: IssuingWorld, who: string, { id: helpRequestId }: HelpRequest) =>
  createTakeHelp(world.deps)({
    ...placeOf(world),
    slackUserId: idOf(who),
    clicker: describePerson(who),
    helpRequestId,
    lookUpPerson,
  });
const findHelp = (world: IssuingWorld, { id }: HelpRequest) =>
  world.store.read.helpRequests.find(world.organization.id, id);

async function told<Kind extends NoticeContent['kind']>(world: IssuingWorld, kind: Kind) {
  const notices = await world.newNotices();
  return notices.map(({ content }) => content).filter((content) => content.kind === kind) as Extract<
    NoticeContent,
    { kind: Kind }
  >[];
}

describe.each(storeKinds)('what a policy takes away, on %s', (kind) => {
  it('N18: delegations end when they are switched off, are told, and don’t come back', async () => {
    const world = await openWorld(kind, byOwners);
    await delegate(world, 'ole', 'amina');
    world.now += 1;
    const request = await world.askForApproval('olivia', 'adam');
    expect((await world.decide('amina', request, 'approved')).kind).toBe('approved');
    await world.newEvents();
    await setPolicy(world, { delegation: false });
    expect(await findDelegation(world, 'ole')).toMatchObject({ endedAt: world.now });
    const ended = (await world.newEvents()).filter(({ action }) => action === 'delegation.ended');
    const [ole, amina] = [await world.findUser('ole'), await world.findUser('amina')];
    expect(ended).toMatchObject([
      {
        reason: 'switched_off',
        target: ole.id,
        actor: { kind: 'operator' },
        details: { delegateId: amina.id },
      },
    ]);
    const readers = (await told(world, 'delegation_ended')).map(({ readerId }) => readerId);
    expect(readers.toSorted()).toEqual([ole.id, amina.id].toSorted());
    await setPolicy(world, { delegation: true });
    expect(await world.click(request, accepted)).toMatchObject(refusedFor('approval_void'));
    const next = await world.askForApproval('olivia', 'adam');
    expect(await world.decide('amina', next, 'approved')).toMatchObject(refusedFor('approver_role'));
  });

  it('N18: a delegation ends when its giver leaves the group that approves; others stay', async () => {
    const world = await openWorld(kind, byOwners);
    const { id } = world.organization;
    const source = make.source(id);
    const council = make.group(source, { name: 'council' });
    const [amina, adam] = [await world.findUser('amina'), await world.findUser('adam')];
    await world.store.transact(id, async (tx) => {
      await tx.sources.insert(source);
      await tx.groups.insert(council);
      await tx.groups.addMembers(id, council.id, [amina.id]);
    });
    const rule = (groups: GroupId[]) => ({
      ...byOwners,
      tiers: {
        ...tiers,
        privileged: {
          ...tiers.privileged,
          approvers: { roles: ['owner' as const], groups, manager: false },
        },
        standard: { ...tiers.standard, approvers: { roles: ['owner' as const], groups: [], manager: false } },
        executive: {
          ...tiers.executive,
          approvers: { roles: ['owner' as const], groups: [], manager: false },
        },
      },
    });
    await world.setPolicy(rule([council.id]));
    await delegate(world, 'amina', 'lena');
    await delegate(world, 'ole', 'adam');
    await world.store.transact(id, async (tx) => {
      await tx.groups.removeMembers(id, council.id, [amina.id]);
      await endRightsLost(world.deps, tx, id, (facts) =>
        draftAudit(world.deps, { ...facts, actor: systemActor, source: 'test' }),
      );
    });
    expect(await findDelegation(world, 'amina')).toMatchObject({ endedAt: world.now });
    expect(await findDelegation(world, 'ole')).toMatchObject({ endedAt: null, to: adam.id });
    const ended = (await world.newEvents()).filter(({ action }) => action === 'delegation.ended');
    expect(ended).toMatchObject([{ reason: 'right_lost', target: amina.id }]);
  });

  it('U3: who waits for help is told that there is no queue, and what was taken goes on', async () => {
    const world = await openWorld(kind);
    const [waiting, taken] = [await ask(world, 'lena'), await ask(world, 'mia')];
    expect((await take(world, 'adam', taken)).kind).toBe('opened');
    await world.newNotices();
    await world.newEvents();
    await setPolicy(world, { selfService: false });
    expect(await findHelp(world, waiting)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'switched_off',
      endedAt: world.now,
    });
    expect(await findHelp(world, taken)).toMatchObject({ state: 'taken' });
    const cancelled = (await world.newEvents()).filter(({ action }) => action === 'help.cancelled');
    expect(cancelled).toMatchObject([{ reason: 'switched_off', actor: { kind: 'operator' } }]);
    const lena = await world.findUser('lena');
    expect(await told(world, 'help_news')).toMatchObject([{ news: 'cancelled', userId: lena.id }]);
    await setPolicy(world, { selfService: true });
    expect(await take(world, 'adam', waiting)).toMatchObject({ kind: 'late', state: 'cancelled' });
  });

  it('N11 N18: what an admin asked for ends with the policy that let their role, for good', async () => {
    const world = await openWorld(kind, { riskSignals: [], tiers: { ...tiers, executive: tiers.standard } });
    const help = await ask(world, 'lena');
    const opened = await take(world, 'adam', help);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    const code = await world.click(await world.ask('adam', 'mia'), accepted);
    if (code.kind !== 'revealed') throw new Error(code.kind);
    await world.newNotices();
    const { mayIssueFor } = world.organization.policy;
    await setPolicy(world, { mayIssueFor: { ...mayIssueFor, admin: ['admin', 'helpdesk'] } });
    expect(await world.findRequest(opened.request)).toMatchObject({ cancelReason: 'not_allowed' });
    // The code is Mia’s by now.
    expect(await world.store.read.codes.find(world.organization.id, code.record.id)).toMatchObject({
      state: 'active',
    });
    // An owner can take it, and is told.
    expect(await findHelp(world, help)).toMatchObject({ state: 'waiting', takenBy: null });
    const notices = (await world.newNotices()).map(({ content }) => content.kind);
    expect(notices).toContain('helper_help_waiting');
    await setPolicy(world, { mayIssueFor });
    expect(await world.click(opened.request, accepted)).toMatchObject(refusedFor('request_settled'));
    expect((await take(world, 'olivia', help)).kind).toBe('opened');
  });

  it('N18: a request for a person without Slack ends when the policy has no such codes, or no email', async () => {
    const world = await openWorld(kind, { codesWithoutSlack: true, mail: true });
    const others = await world.ask('adam', 'mia');
    for (const off of [{ codesWithoutSlack: false }, { mail: false }]) {
      const request = await world.ask('adam', 'lena');
      await world.store.transact(world.organization.id, (tx) =>
        tx.requests.insert({
          ...request,
          id: world.deps.random.id('request'),
          origin: { ...request.origin, targetSlackId: null },
        }),
      );
      const open = await world.store.read.requests.listOpen(world.organization.id);
      const without = open.find(({ origin }) => origin.targetSlackId === null);
      if (without === undefined) throw new Error('It was not stored');
      await setPolicy(world, off);
      expect(await world.findRequest(without)).toMatchObject({
        state: 'cancelled',
        cancelReason: 'not_allowed',
      });
      expect(await world.findRequest(others)).toMatchObject({ state: 'pending' });
      await setPolicy(world, { codesWithoutSlack: true, mail: true });
    }
  });
});

describe.each(storeKinds)('N19: what a frozen person holds, on %s', (kind) => {
  it('goes to others: who waits is told that someone else comes, helpers that someone waits; delegations end', async () => {
    const world = await openWorld(kind, byOwners);
    await delegate(world, 'ole', 'adam');
    const [help, other] = [await ask(world, 'mia'), await ask(world, 'hugo')];
    expect((await take(world, 'adam', help)).kind).toBe('opened');
    expect((await take(world, 'amina', other)).kind).toBe('opened');
    const code = await world.click(await world.ask('adam', 'lena'), accepted);
    if (code.kind !== 'revealed') throw new Error(code.kind);
    await world.newNotices();
    await world.newEvents();
    await createDisownCodes(world.deps)({
      ...placeOf(world),
      slackUserId: idOf('lena'),
      codeId: code.record.id,
      lookUpClicker: async () => describePerson('lena'),
    });
    expect(await findHelp(world, help)).toMatchObject({ state: 'waiting', takenBy: null });
    expect(await findHelp(world, other)).toMatchObject({ state: 'taken' });
    const [adam, amina, ole, olivia, mia] = await Promise.all(
      ['adam', 'amina', 'ole', 'olivia', 'mia'].map(world.findUser),
    );
    const events = await world.newEvents();
    expect(events.filter(({ action }) => action === 'help.given_back')).toMatchObject([
      { reason: 'frozen', target: mia?.id, details: { helpRequestId: help.id, takenBy: adam?.id } },
    ]);
    expect(events.filter(({ action }) => action === 'delegation.ended')).toMatchObject([
      { reason: 'delegate_frozen', target: ole?.id },
    ]);
    const notices = (await world.newNotices()).map(({ content }) => content);
    expect(notices.filter(({ kind: each }) => each === 'help_news')).toMatchObject([
      { news: 'given_back', userId: mia?.id },
    ]);
    const helpers = notices.flatMap((each) => (each.kind === 'helper_help_waiting' ? [each.helperId] : []));
    expect(helpers.toSorted()).toEqual([amina?.id, ole?.id, olivia?.id].toSorted());
    expect(notices.filter(({ kind: each }) => each === 'delegation_ended')).toHaveLength(2);
    expect((await take(world, 'amina', help)).kind).toBe('opened');
  });
});
