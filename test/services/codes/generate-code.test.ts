import { describe, expect, it } from 'vitest';
import { isCodeOfHash } from '../../../src/domain/codes/code-hash.ts';
import { unseal } from '../../../src/domain/crypto/seal.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { IssueRequest } from '../../../src/domain/requests/issue-request.ts';
import { riskSignals } from '../../../src/domain/requests/risk-signal.ts';
import type { Reveal } from '../../../src/services/codes/generate-code.ts';
import { createRevealCode, type RevealInput } from '../../../src/services/codes/reveal-code.ts';
import { createAskApproval } from '../../../src/services/requests/ask-approval.ts';
import { hashOf } from '../../support/hash-of.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import {
  CHANNEL,
  hideUser,
  type IssuingWorld,
  openIssuingWorld,
  refusedFor,
  SOURCE,
} from '../open-issuing-world.ts';
import { accepted, describePerson } from '../open-reveal-world.ts';

const lookUpOnLeave: RevealInput['lookUpPerson'] = async (id) => ({
  ...describePerson(id.slice(1).toLowerCase()),
  status: { text: 'Vacationing', emoji: ':palm_tree:', expiresAt: null },
});

/** A click by the requester; also what was shown, and what Slack was asked. */
async function click(
  world: IssuingWorld,
  request: IssueRequest,
  change: Partial<RevealInput> = {},
  deps = world.deps,
) {
  const asked: string[] = [];
  const shown: Reveal[] = [];
  const requester = request.origin.requesterSlackId.slice(1).toLowerCase();
  const result = await createRevealCode(deps)({
    ...world.clickOf(requester, request),
    unlocks: false,
    lookUpPerson: async (id) => {
      asked.push(id);
      return describePerson(id.slice(1).toLowerCase());
    },
    findAccount: async () => {
      asked.push('accounts');
      return 'none';
    },
    judgeChannel: async () => {
      asked.push('channel');
      return 'direct';
    },
    deliver: (reveal) => {
      shown.push(reveal);
      return accepted(reveal);
    },
    ...change,
  });
  return { result, asked, shown };
}

const eventsOf = async (world: IssuingWorld, ...actions: string[]) =>
  (await world.newEvents()).filter(({ action }) => actions.includes(action));

describe('N14: a code that is generated', () => {
  it('N5: lives as long as the policy says, is logged at each step, told, and hidden at its time', async () => {
    const world = await openIssuingWorld({
      codeLifetimeMinutes: 25,
      hideAfterSeconds: 40,
      securityChannelId: CHANNEL,
    });
    const [adam, lena] = await Promise.all(['adam', 'lena'].map(world.findUser));
    const request = await world.ask('adam', 'lena');
    world.now += 1000;
    const { result, shown, asked } = await click(world, request);
    const [reveal] = shown;
    if (result.kind !== 'revealed' || reveal === undefined) return expect.unreachable(result.kind);
    const { record } = result;
    expect(asked.sort()).toEqual(['ULENA', 'channel']);
    expect(record).toMatchObject({
      organizationId: world.organization.id,
      userId: lena?.id,
      requestId: request.id,
      issuedBy: adam?.id,
      state: 'active',
      createdAt: world.now,
      expiresAt: world.now + 25 * 60_000,
      settledAt: null,
    });
    expect(reveal).toEqual({
      code: expect.anything(),
      record: { ...record, state: 'undelivered' },
      request: await world.findRequest(request),
      requester: adam,
      target: lena,
      policy: world.organization.policy,
      hasSuperseded: false,
      isShortened: false,
      lockout: { kind: 'admitted' },
      vendor: null,
    });
    expect(record.id).toMatch(/^cod_/);
    expect(reveal.code.reveal()).toMatch(/^\w{4}(-\w{4}){3}$/);
    const symbols = new Secret(reveal.code.reveal().replaceAll('-', ''));
    const { organizationId, userId, id: codeId, startsAt, expiresAt } = record;
    const kept = { organizationId, userId, codeId, startsAt, expiresAt };
    expect(await isCodeOfHash(symbols, kept, hashOf(record), world.deps.keys)).toBe(true);
    expect(reveal.request).toMatchObject({ state: 'fulfilled', settledAt: world.now });
    const adams = {
      outcome: 'allowed',
      actor: { kind: 'user', id: adam?.id },
      target: lena?.id,
      source: SOURCE,
    };
    expect(await eventsOf(world, 'code.generated', 'code.delivered', 'code.superseded')).toMatchObject([
      { ...adams, action: 'code.generated', details: { codeId: record.id, requestId: request.id } },
      { ...adams, action: 'code.delivered', details: { codeId: record.id, hasSuperseded: false } },
    ]);
    const notices = await world.newNotices();
    expect(notices).toMatchObject([
      { dueAt: world.now, content: { kind: 'target_code_issued', codeId: record.id } },
      { dueAt: world.now, content: { kind: 'security_code_issued', codeId: record.id, ownerId: null } },
      { dueAt: world.now + 40_000, content: { kind: 'hide_reveal', codeId: record.id } },
      { dueAt: world.now + 15 * 60_000, content: { kind: 'requester_code_unused', codeId: record.id } },
    ]);
    const hiding = notices[2]?.content;
    if (hiding?.kind !== 'hide_reveal') return expect.unreachable();
    const context = { purpose: 'reveal-url', id: record.id } as const;
    expect(unseal(hiding.sealedResponseUrl, context, world.deps.keys)?.reveal()).toBe('https://hide.test/');
  });

  it('N3: supersedes the live one, which is logged with its request', async () => {
    const world = await openIssuingWorld();
    const { result: first } = await click(world, await world.ask('amina', 'lena'));
    if (first.kind !== 'revealed') return expect.unreachable(first.kind);
    const request = await world.ask('adam', 'lena');
    await world.newEvents();
    const { result, shown } = await click(world, request);
    expect(result.kind).toBe('revealed');
    expect(shown).toMatchObject([{ hasSuperseded: true }]);
    const superseded = await world.store.read.codes.find(world.organization.id, first.record.id);
    expect(superseded).toMatchObject({ state: 'superseded', settledAt: world.now });
    expect(await world.newEvents()).toMatchObject([
      { action: 'code.superseded', details: { codeId: first.record.id, requestId: request.id } },
      { action: 'code.generated' },
      { action: 'code.delivered', details: { hasSuperseded: true } },
    ]);
  });

  it.each([
    ['Generate code: the lockout stays, and is said', false, { kind: 'disabled' }],
    ['Unlock and generate: it ends, by the clicker', true, { kind: 'admitted' }],
  ])('N7: for a person who is locked out, %s', async (_what, unlocks, lockout) => {
    const world = await openIssuingWorld();
    const lena = await world.findUser('lena');
    const request = await world.ask('adam', 'lena');
    await world.lockOut(lena);
    const { result, shown } = await click(world, request, { unlocks });
    expect(result.kind).toBe('revealed');
    expect(shown).toMatchObject([{ lockout }]);
    expect((await world.store.read.lockouts.find(lena.organizationId, lena.id))?.isDisabled).toBe(!unlocks);
    const adam = await world.findUser('adam');
    const unlocked = { actor: { kind: 'user', id: adam.id }, target: lena.id, source: SOURCE };
    expect(await eventsOf(world, 'redeem.unlocked')).toMatchObject(unlocks ? [unlocked] : []);
  });

  it('N11: after an approval', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    await world.decide('amina', request, 'approved');
    expect((await click(world, request)).result.kind).toBe('revealed');
  });

  it('N11: for a person who needs a second person since, where one has agreed', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    await world.decide('amina', request, 'approved');
    await world.setPolicy({ privilegedRoles: ['admin', 'member'] });
    expect((await click(world, request)).result.kind).toBe('revealed');
  });
});

interface Case {
  readonly what: string;
  readonly pair?: readonly [requester: string, target: string];
  /** Asked and approved, if an approval is needed. */
  readonly isApproved?: boolean;
  readonly before?: (world: IssuingWorld, request: IssueRequest) => Promise<unknown> | unknown;
  readonly change?: Partial<RevealInput>;
  readonly code: string;
  /** What becomes of the request, which was pending or approved. */
  readonly ends: boolean;
  /** Whether Slack is asked. */
  readonly asks?: boolean;
}

const privileged = ['olivia', 'adam'] as const;
const suspend = (name: string) => (world: IssuingWorld) => world.change(name, { status: 'suspended' });

const refusals: readonly Case[] = [
  {
    what: 'the requester was demoted',
    before: (world) => world.change('adam', { role: 'member' }),
    code: 'requester_role',
    ends: true,
    asks: false,
  },
  {
    what: 'the requester was suspended',
    before: suspend('adam'),
    code: 'requester_not_confirmed',
    ends: true,
    asks: false,
  },
  {
    what: 'Slack knows the person no longer',
    change: { lookUpPerson: async () => null },
    code: 'target_unknown_to_slack',
    ends: true,
  },
  {
    what: 'the requester’s account was unlinked',
    before: async (world) => {
      const { id, organizationId } = await world.findUser('adam');
      await world.store.transact(organizationId, (tx) => tx.identities.removeByUser(organizationId, id));
    },
    code: 'slack_incomplete',
    ends: true,
    asks: false,
  },
  {
    what: 'more than one thing stands in the way',
    before: async (world) => {
      await world.change('lena', { status: 'suspended' });
      await world.unverifyDomain();
    },
    code: 'target_suspended target_domain_unverified',
    ends: true,
  },
  { what: 'the person was suspended', before: suspend('lena'), code: 'target_suspended', ends: true },
  {
    what: 'the person has another role',
    before: (world) => world.change('lena', { role: 'owner' }),
    code: 'role_not_allowed',
    ends: true,
  },
  {
    what: 'the domain is no longer verified',
    before: (world) => world.unverifyDomain(),
    code: 'target_domain_unverified',
    ends: true,
  },
  {
    what: 'the account has become another person’s',
    change: { lookUpPerson: async () => describePerson('mia') },
    code: 'target_identity_conflict',
    ends: true,
  },
  {
    what: 'a second person has to agree',
    pair: privileged,
    code: 'approval_needed',
    ends: false,
    asks: true,
  },
  {
    what: 'who approved is suspended since',
    pair: privileged,
    isApproved: true,
    before: suspend('amina'),
    code: 'approval_void',
    ends: true,
  },
  {
    what: 'who approved was demoted since',
    pair: privileged,
    isApproved: true,
    before: (world) => world.change('amina', { role: 'helpdesk' }),
    code: 'approval_void',
    ends: true,
  },
  {
    what: 'in a channel, where codes are shown in the direct message',
    change: { judgeChannel: async () => 'own' },
    code: 'channel_not_direct',
    ends: false,
  },
  {
    what: 'in a channel that is shared since',
    before: (world) => world.setPolicy({ revealIn: 'prompt' }),
    change: { judgeChannel: async () => 'shared' },
    code: 'channel_shared',
    ends: false,
  },
  {
    what: 'a limit is reached since',
    before: async (world) => {
      await world.setPolicy({ requestsPerTargetPerDay: 1 });
      const [amina, lena] = [await world.findUser('amina'), await world.findUser('lena')];
      const other = createStoreFixtures('other').request(amina, lena, {
        state: 'fulfilled',
        createdAt: world.now,
        settledAt: world.now,
      });
      await world.store.transact(world.organization.id, (tx) => tx.requests.insert(other));
    },
    code: 'target_rate_limited',
    ends: false,
  },
  {
    what: 'the account is not the one that asked',
    change: { slackUserId: 'UOTHER' },
    code: 'request_not_yours',
    ends: false,
    asks: false,
  },
  {
    what: 'its time is over',
    before: (world, request) => {
      world.now = request.expiresAt;
    },
    code: 'request_expired',
    ends: false,
  },
];

describe('N11, N12, S9: a click that is refused shows nothing, and is logged', () => {
  it.each(refusals)(
    '$what',
    async ({
      pair = ['adam', 'lena'],
      isApproved = false,
      before = () => undefined,
      change = {},
      code,
      ends,
      asks = true,
    }) => {
      const world = await openIssuingWorld();
      const asked = isApproved ? await world.askForApproval(...pair) : await world.ask(...pair);
      if (isApproved) await world.decide('amina', asked, 'approved');
      await before(world, asked);
      const request = (await world.findRequest(asked)) ?? expect.unreachable();
      await world.newEvents();
      const { result, shown, asked: slack } = await click(world, request, change);
      const stored = await world.findRequest(request);
      expect(result).toMatchObject(refusedFor(...code.split(' ')));
      expect(shown).toEqual([]);
      expect(slack.length > 0 || change.lookUpPerson !== undefined).toBe(asks);
      expect(stored).toEqual(
        ends
          ? { ...request, state: 'cancelled', cancelReason: 'not_allowed', settledAt: world.now }
          : request,
      );
      if (code !== 'request_not_yours') expect(result).toMatchObject({ request: stored });
      const target = code === 'request_not_yours' ? null : request.targetId;
      expect(await eventsOf(world, 'request.cancelled', 'request.refused', 'code.generated')).toMatchObject([
        ...(ends
          ? [
              {
                action: 'request.cancelled',
                actor: { kind: 'system' },
                target: request.targetId,
                reason: code,
                source: SOURCE,
                details: { requestId: request.id },
              },
            ]
          : []),
        { action: 'request.refused', outcome: 'refused', target, reason: code, source: SOURCE },
      ]);
      expect(await world.store.read.codes.findLive(request.organizationId, request.targetId)).toBeNull();
    },
  );

  it.each<[string, (world: IssuingWorld) => unknown, Partial<RevealInput>, readonly string[]]>([
    ['the policy', (world) => world.setPolicy({ privilegedRoles: ['member'] }), {}, []],
    ['the role', (world) => world.change('lena', { role: 'admin' }), {}, []],
    ['a signal', (world) => world.setPolicy({ riskSignals }), { lookUpPerson: lookUpOnLeave }, ['on_leave']],
  ])(
    'a second person has to agree since, says %s: the request goes on, stricter',
    async (_what, before, change, signals) => {
      const world = await openIssuingWorld();
      const request = await world.ask('adam', 'lena');
      await before(world);
      await world.newEvents();
      const { result, shown } = await click(world, request, change);
      const raised = await world.findRequest(request);
      expect(shown).toEqual([]);
      expect(result).toMatchObject({
        kind: 'raised',
        refusals: [{ code: 'approval_needed_now', name: 'Lena Lockedout' }],
        request: raised,
      });
      expect(raised).toMatchObject({
        state: 'pending',
        terms: { tier: 'privileged', approvalsRequired: 1, signals },
      });
      expect(await world.newEvents()).toMatchObject([
        {
          action: 'request.tightened',
          actor: { kind: 'system' },
          target: request.targetId,
          details: {
            requestId: request.id,
            tierBefore: 'standard',
            tier: 'privileged',
            signals: signals.join(' '),
          },
        },
        { action: 'request.refused', reason: 'approval_needed_now' },
      ]);
      expect((await click(world, request, change)).result).toMatchObject(refusedFor('approval_needed'));
      const asked = await createAskApproval(world.deps)({
        ...world.clickOf('adam', request),
        responseUrl: new Secret('https://hooks.slack.test/actions/1'),
      });
      expect(asked.kind).toBe('asked');
      await world.decide('amina', request, 'approved');
      expect((await click(world, request, change)).result.kind).toBe('revealed');
    },
  );

  it('N11: an approval of the milder act does not cover the stricter one', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('adam', 'amina');
    await world.decide('olivia', request, 'approved');
    const { tiers } = world.organization.policy;
    const privileged = { ...tiers.privileged, approvalsRequired: 2 };
    await world.setPolicy({ tiers: { ...tiers, privileged } });
    expect((await click(world, request)).result.kind).toBe('raised');
    expect(await world.findRequest(request)).toMatchObject({
      state: 'pending',
      approvals: [],
      approvalAskedAt: null,
      terms: { approvalsRequired: 2 },
    });
  });

  it.each([
    ['no id', null],
    ['the id of none', 'req_none' as IssueRequest['id']],
  ])('a button with %s: Slack is not asked', async (_what, requestId) => {
    const world = await openIssuingWorld();
    const { result, asked } = await click(world, await world.ask('adam', 'lena'), { requestId });
    expect(result).toMatchObject(refusedFor('request_not_found'));
    expect(asked).toEqual([]);
  });

  it('the directory no longer knows who approved', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval(...privileged);
    await world.decide('amina', request, 'approved');
    const store = hideUser(world.store, await world.findUser('amina'));
    const { result } = await click(world, request, {}, { ...world.deps, store });
    expect(result).toMatchObject(refusedFor('approval_void'));
  });

  it('N6: a request that names another person than the one it was made for is a fault', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    const mia = await world.findUser('mia');
    const find: typeof world.store.read.requests.find = async () => ({ ...request, targetId: mia.id });
    const store = {
      ...world.store,
      read: { ...world.store.read, requests: { ...world.store.read.requests, find } },
    };
    await expect(click(world, request, {}, { ...world.deps, store })).rejects.toThrow(
      'The request changed its target',
    );
    expect(await world.findRequest(request)).toEqual(request);
  });
});
