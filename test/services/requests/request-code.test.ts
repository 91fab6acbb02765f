import { describe, expect, it } from 'vitest';
import { unseal } from '../../../src/domain/crypto/seal.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { Policy } from '../../../src/domain/organization/policy.ts';
import { createRequestCode, type RequestCodeInput } from '../../../src/services/requests/request-code.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { type IssuingWorld, openIssuingWorld, refusedFor, SOURCE } from '../open-issuing-world.ts';
import { accepted, describePerson } from '../open-reveal-world.ts';

const responseUrl = new Secret('https://hooks.slack.test/commands/1');
const LIVE_CODE_IN_WORDS = 'ABCD-EFGH-JKMN-PQRS';
let deliveries = 0;

/** `/backupcode @lena lost phone` by Adam, unless `change` says otherwise. */
function ask(world: IssuingWorld, change: Partial<RequestCodeInput> = {}) {
  deliveries += 1;
  return createRequestCode(world.deps)({
    organization: world.organization,
    workspace: { teamId: 'TACME', enterpriseId: null },
    channelId: 'C1',
    channel: 'direct',
    requesterSlackId: 'UADAM',
    requester: describePerson('adam'),
    targetSlackId: 'ULENA',
    target: describePerson('lena'),
    reason: 'lost phone',
    deliveryKey: `command-${deliveries}`,
    responseUrl,
    ...change,
  });
}

const by = (name: string) => ({
  requesterSlackId: `U${name.toUpperCase()}`,
  requester: describePerson(name),
});
const about = (name: string) => ({ targetSlackId: `U${name.toUpperCase()}`, target: describePerson(name) });

describe('N14: a request that is opened', () => {
  it('is stored with where it came from and for how long it waits, and is logged', async () => {
    const world = await openIssuingWorld({ requestLifetimeMinutes: 7 });
    const [adam, lena] = await Promise.all(['adam', 'lena'].map(world.findUser));
    const result = await ask(world);
    if (result.kind !== 'opened') return expect.unreachable(result.kind);
    const { request } = result;
    expect(result).toEqual({
      kind: 'opened',
      isHeld: false,
      request: await world.findRequest(request),
      requester: adam,
      target: lena,
      policy: world.organization.policy,
      liveCode: null,
      lockout: { kind: 'admitted' },
      provider: null,
      words: expect.stringMatching(/^[a-z]{4,8} [a-z]{4,8}$/),
      waitingFor: null,
      mayBreakGlass: false,
    });
    expect(request).toMatchObject({
      organizationId: world.organization.id,
      requesterId: adam?.id,
      targetId: lena?.id,
      reason: 'lost phone',
      state: 'pending',
      terms: { tier: 'standard', signals: [], approvalsRequired: 0 },
      approvalAskedAt: null,
      origin: {
        slackTenantId: 'TACME',
        teamId: 'TACME',
        channelId: 'C1',
        requesterSlackId: 'UADAM',
        targetSlackId: 'ULENA',
      },
      createdAt: world.now,
      expiresAt: world.now + 7 * 60_000,
      settledAt: null,
    });
    const context = { purpose: 'prompt-url', id: request.id } as const;
    expect(unseal(request.sealedResponseUrl, context, world.deps.keys)?.reveal()).toBe(responseUrl.reveal());
    expect((await world.newEvents()).filter(({ action }) => action === 'request.opened')).toMatchObject([
      {
        outcome: 'allowed',
        actor: { kind: 'user', id: adam?.id },
        target: lena?.id,
        reason: 'lost phone',
        source: SOURCE,
        details: { requestId: request.id, tier: 'standard', needsApproval: false },
      },
    ]);
  });

  it('N11: needs a second person where the policy says so', async () => {
    const world = await openIssuingWorld();
    const result = await ask(world, { ...by('olivia'), ...about('adam') });
    expect(result).toMatchObject({
      kind: 'opened',
      request: { terms: { tier: 'privileged', approvalsRequired: 1 } },
    });
    expect((await world.newEvents()).at(-1)).toMatchObject({
      details: { tier: 'privileged', needsApproval: true },
    });
  });

  it('N21: keeps no code that was typed into its reason', async () => {
    const world = await openIssuingWorld();
    const result = await ask(world, { reason: `read out ${LIVE_CODE_IN_WORDS} twice` });
    expect(result).toMatchObject({ request: { reason: 'read out [code] twice' } });
    expect(JSON.stringify(await world.newEvents())).not.toContain(LIVE_CODE_IN_WORDS);
  });

  it('may have no reason, and says so', async () => {
    const world = await openIssuingWorld();
    expect(await ask(world, { reason: '' })).toMatchObject({ request: { reason: '' } });
    expect((await world.newEvents()).at(-1)).toMatchObject({ action: 'request.opened', reason: null });
  });

  it('N7: tells the live code that it would supersede, and a lockout', async () => {
    const world = await openIssuingWorld();
    const first = await world.click(await world.ask('adam', 'lena'), accepted);
    if (first.kind !== 'revealed') return expect.unreachable(first.kind);
    const lena = await world.findUser('lena');
    await world.lockOut(lena);
    expect(await ask(world)).toMatchObject({ liveCode: first.record, lockout: { kind: 'disabled' } });
  });
});

interface Case {
  readonly what: string;
  readonly policy?: Partial<Policy>;
  readonly input?: Partial<RequestCodeInput>;
  readonly codes: readonly string[];
  readonly before?: (world: IssuingWorld) => Promise<unknown>;
}

const suspended = { status: 'suspended' } as const;
const inPrompt = { revealIn: 'prompt' } as const;

const refusals: readonly Case[] = [
  { what: 'Slack does not know who asks', input: { requester: null }, codes: ['requester_unknown_to_slack'] },
  { what: 'who asks is not in the directory', input: by('nora'), codes: ['requester_not_in_directory'] },
  { what: 'a member asks', input: by('mia'), codes: ['requester_role'] },
  {
    what: 'a member asks about a person whom Slack does not know',
    input: { ...by('mia'), target: null },
    codes: ['requester_role'],
  },
  {
    what: 'an admin asks who is suspended',
    codes: ['requester_not_confirmed'],
    before: (world) => world.change('adam', suspended),
  },
  { what: 'Slack does not know the person', input: { target: null }, codes: ['target_unknown_to_slack'] },
  { what: 'the person is not in the directory', input: about('nora'), codes: ['target_not_in_directory'] },
  { what: 'for themselves', input: about('adam'), codes: ['self'] },
  { what: 'an admin asks for an owner', input: about('olivia'), codes: ['role_not_allowed'] },
  {
    what: 'the person is suspended',
    codes: ['target_suspended'],
    before: (world) => world.change('lena', suspended),
  },
  {
    what: 'the domain is not verified',
    codes: ['target_domain_unverified'],
    before: (world) => world.unverifyDomain('adam', 'lena'),
  },
  {
    what: 'the domain is not verified, and neither has used the bot before',
    codes: ['requester_domain_unverified'],
    before: (world) => world.unverifyDomain(),
  },
  {
    what: 'the domain is not verified, and the person has not used the bot before',
    codes: ['target_domain_unverified'],
    before: (world) => world.unverifyDomain('adam'),
  },
  {
    what: 'no reason, and one is required',
    policy: { reasonRequired: true },
    input: { reason: '' },
    codes: ['reason_required'],
  },
  {
    what: 'a reason too long by one character',
    input: { reason: '🙈'.repeat(201) },
    codes: ['reason_too_long'],
  },
  {
    what: 'in a shared channel, where codes are shown',
    policy: inPrompt,
    input: { channel: 'shared' },
    codes: ['channel_shared'],
  },
  {
    what: 'in a channel that the bot cannot see',
    policy: inPrompt,
    input: { channel: 'unseen' },
    codes: ['channel_unseen'],
  },
  {
    what: 'everything that ends by itself, said together',
    policy: { ...inPrompt, reasonRequired: true, requestsPerRequesterPerHour: 1, requestsPerTargetPerDay: 1 },
    input: { reason: '', channel: 'shared' },
    codes: ['channel_shared', 'reason_required', 'requester_rate_limited', 'target_rate_limited'],
    before: async (world) => {
      const [adam, lena] = [await world.findUser('adam'), await world.findUser('lena')];
      const request = createStoreFixtures('before').request(adam, lena, {
        state: 'fulfilled',
        createdAt: world.now,
        settledAt: world.now,
      });
      await world.store.transact(world.organization.id, (tx) => tx.requests.insert(request));
    },
  },
];

describe('N11, N12, S7: a request that is refused opens nothing, and is logged with every reason', () => {
  it.each(refusals)('$what', async ({ policy = {}, input = {}, codes, before = async () => undefined }) => {
    const world = await openIssuingWorld(policy);
    await before(world);
    const result = await ask(world, input);
    expect(result).toEqual(refusedFor(...codes));
    expect(
      await world.store.transact(world.organization.id, (tx) => tx.requests.listOpen(world.organization.id)),
    ).toEqual([]);
    const events = (await world.newEvents()).filter(({ action }) => action.startsWith('request.'));
    expect(events).toMatchObject([
      {
        action: 'request.refused',
        outcome: 'refused',
        actor: { kind: 'slack_account', id: `TACME/${input.requesterSlackId ?? 'UADAM'}` },
        target: input.targetSlackId ?? 'ULENA',
        reason: codes.join(' '),
        source: SOURCE,
      },
    ]);
  });
});

describe('what refuses nothing', () => {
  it.each([
    ['S7: a shared channel, where codes are shown in the direct message', {}, { channel: 'shared' }],
    ['a channel of their own, where codes are shown in it', inPrompt, { channel: 'own' }],
    ['a reason of 200 characters, as people count them', {}, { reason: '🙈'.repeat(200) }],
    ['a reason where one is required', { reasonRequired: true }, {}],
  ] as const)('%s', async (_what, policy, input) => {
    const world = await openIssuingWorld(policy);
    expect((await ask(world, input)).kind).toBe('opened');
  });
});

describe('S11: the same delivery', () => {
  it.each([
    ['of a request that was opened', {}],
    ['of one that was refused', by('mia')],
  ])('%s does nothing for a quarter of an hour', async (_what, input) => {
    const world = await openIssuingWorld();
    const first = await ask(world, { ...input, deliveryKey: 'same' });
    await world.newEvents();
    world.now += 15 * 60_000 - 1;
    expect(await ask(world, { ...input, deliveryKey: 'same' })).toEqual({ kind: 'duplicate' });
    expect(await world.newEvents()).toEqual([]);
    world.now += 1;
    expect((await ask(world, { ...input, deliveryKey: 'same' })).kind).toBe(first.kind);
  });

  it('in another workspace is another', async () => {
    const world = await openIssuingWorld();
    expect((await ask(world, { deliveryKey: 'same' })).kind).toBe('opened');
    const workspace = { teamId: 'TACME', enterpriseId: 'EACME' };
    expect((await ask(world, { deliveryKey: 'same', workspace })).kind).not.toBe('duplicate');
  });
});
