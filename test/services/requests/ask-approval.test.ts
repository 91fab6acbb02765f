import { describe, expect, it } from 'vitest';
import { unseal } from '../../../src/domain/crypto/seal.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { Role } from '../../../src/domain/directory/roles.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import type { IssueRequest } from '../../../src/domain/requests/issue-request.ts';
import type { TierPolicy } from '../../../src/domain/requests/tier.ts';
import { type AskApprovalInput, createAskApproval } from '../../../src/services/requests/ask-approval.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import {
  CHANNEL,
  hideUser,
  type IssuingWorld,
  openIssuingWorld,
  refusedFor,
  SOURCE,
} from '../open-issuing-world.ts';

const responseUrl = new Secret('https://hooks.slack.test/actions/1');

const ask = (world: IssuingWorld, request: IssueRequest, change: Partial<AskApprovalInput> = {}) =>
  createAskApproval(world.deps)({ ...world.clickOf('olivia', request), responseUrl, ...change });

/** So many more people of a role, named by it: `owner1`, ... */
async function addPeople(world: IssuingWorld, role: Role, count: number): Promise<void> {
  const { id } = world.organization;
  const fixtures = createStoreFixtures(role);
  const people = Array.from({ length: count }, (_, index) =>
    fixtures.user(id, { role, email: `${role}${index + 1}@acme.test`, displayName: `${role}${index + 1}` }),
  );
  await world.store.transact(id, (tx) => tx.directory.insertMany(people));
}

const withFallback = (change: Partial<TierPolicy>) => ({
  tiers: {
    ...defaultPolicy.tiers,
    privileged: {
      ...defaultPolicy.tiers.privileged,
      verificationsRequired: 0,
      approvers: { roles: ['owner'], groups: [], manager: false },
      fallbackApprovers: { roles: ['admin'], groups: [], manager: false },
      escalateAfterMinutes: 20,
      ...change,
    } as const,
  },
});

describe('N11: fallback approvers', () => {
  async function askedIn(world: IssuingWorld): Promise<readonly (readonly [string, number, string])[]> {
    const { id } = world.organization;
    const asked = [];
    for (const { content, dueAt } of await world.newNotices()) {
      if (content.kind !== 'approver_request') continue;
      const approver = await world.store.read.directory.findUser(id, content.approverId);
      asked.push([approver?.displayName ?? '', (dueAt - world.now) / 60_000, content.asking] as const);
    }
    return asked;
  }

  it('are asked once those who were asked first have not decided in time, and may approve only then', async () => {
    const world = await openIssuingWorld(withFallback({}));
    await addPeople(world, 'owner', 1);
    const request = await world.ask('olivia', 'adam');
    await world.newNotices();
    const result = await ask(world, request);
    if (result.kind !== 'asked') return expect.unreachable();
    const amina = await world.findUser('amina');
    expect(await askedIn(world)).toEqual([
      ['owner1', 0, 'first'],
      ['owner1', 10, 'reminder'],
      [amina.displayName, 20, 'escalation'],
      [amina.displayName, 30, 'reminder'],
    ]);
    expect(await world.decide('amina', result.request, 'approved')).toMatchObject(
      refusedFor('approver_role'),
    );
    world.now += 20 * 60_000;
    expect(await world.decide('amina', result.request, 'approved')).toMatchObject({ kind: 'approved' });
  });

  it('are asked with the others where those are too few', async () => {
    const world = await openIssuingWorld(withFallback({}));
    const result = await ask(world, await world.ask('olivia', 'adam'));
    if (result.kind !== 'asked') return expect.unreachable();
    const amina = await world.findUser('amina');
    expect(result.approvers).toEqual([amina]);
    expect(await world.decide('amina', result.request, 'approved')).toMatchObject({ kind: 'approved' });
  });
});

describe('N11: approval is asked for', () => {
  it('of those who may agree, for the time that the policy gives them', async () => {
    const world = await openIssuingWorld({ approvalLifetimeMinutes: 45, securityChannelId: CHANNEL });
    const request = await world.ask('olivia', 'adam');
    await world.newEvents();
    world.now += 60_000;
    const result = await ask(world, request);
    const [olivia, adam, amina] = await Promise.all(['olivia', 'adam', 'amina'].map(world.findUser));
    const stored = await world.findRequest(request);
    expect(result).toEqual({
      kind: 'asked',
      mayBreakGlass: true,
      request: stored,
      target: adam,
      approvers: [amina],
    });
    const expiresAt = world.now + 45 * 60_000;
    expect(stored).toEqual({ ...request, approvalAskedAt: world.now, lifetimeMinutes: 60, expiresAt });
    expect(await world.newEvents()).toMatchObject([
      {
        action: 'request.approval_asked',
        outcome: 'allowed',
        actor: { kind: 'user', id: olivia?.id },
        target: adam?.id,
        source: SOURCE,
        details: { requestId: request.id, approverCount: 1 },
      },
    ]);
    const notices = await world.newNotices();
    expect(notices).toMatchObject([
      {
        dueAt: world.now,
        content: { kind: 'approver_request', requestId: request.id, approverId: amina?.id, asking: 'first' },
      },
      {
        dueAt: world.now + 10 * 60_000,
        content: { kind: 'approver_request', approverId: amina?.id, asking: 'reminder' },
      },
      { dueAt: expiresAt + 60_000, content: { kind: 'close_prompt', requestId: request.id } },
    ]);
    const closing = notices[2]?.content;
    if (closing?.kind !== 'close_prompt') return expect.unreachable();
    const context = { purpose: 'prompt-url', id: request.id } as const;
    expect(unseal(closing.sealedResponseUrl, context, world.deps.keys)?.reveal()).toBe(responseUrl.reveal());
  });

  it.each([
    [
      'ten of many, owners first',
      'adam',
      [
        ['owner', 3],
        ['admin', 12],
      ],
      { owner: 3, admin: 7 },
    ],
    [
      'owners alone for an owner, however many admins there are',
      'owner1',
      [
        ['owner', 2],
        ['admin', 20],
      ],
      { owner: 1 },
    ],
    ['ten owners, where requester and target are two of twelve', 'owner1', [['owner', 11]], { owner: 10 }],
    [
      'no one but owners and admins',
      'adam',
      [
        ['helpdesk', 3],
        ['member', 3],
      ],
      { admin: 1 },
    ],
  ] as const)('of %s', async (_what, target, more, expected) => {
    const world = await openIssuingWorld();
    for (const [role, count] of more) await addPeople(world, role, count);
    const result = await ask(world, await world.ask('olivia', target));
    if (result.kind !== 'asked') return expect.unreachable(result.kind);
    const roles = result.approvers.map(({ role }) => role);
    expect(
      Object.fromEntries(
        [...new Set(roles)].map((role) => [role, roles.filter((one) => one === role).length]),
      ),
    ).toEqual(expected);
    expect(roles).toEqual(roles.toSorted((a, b) => b.localeCompare(a)));
    expect(result.approvers.map(({ displayName }) => displayName)).not.toContain('Olivia Owner');
  });

  it('once: the second time nothing is changed', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    world.now += 60_000;
    const result = await ask(world, request);
    expect(result).toEqual({
      kind: 'asked_before',
      mayBreakGlass: true,
      request,
      target: await world.findUser('adam'),
    });
    expect([await world.newEvents(), await world.newNotices()]).toEqual([[], []]);
  });

  it('of no one, where no one may agree: that is logged, and the request stays as it is', async () => {
    const world = await openIssuingWorld();
    const olivia = await world.findUser('olivia');
    const request = await world.ask('olivia', 'adam');
    await world.change('amina', { status: 'suspended' });
    await world.newEvents();
    expect(await ask(world, request)).toEqual({
      kind: 'no_approver',
      request,
      target: await world.findUser('adam'),
    });
    expect(await world.findRequest(request)).toEqual(request);
    expect(await world.newNotices()).toEqual([]);
    expect(await world.newEvents()).toMatchObject([
      {
        action: 'approval.refused',
        outcome: 'refused',
        actor: { kind: 'user', id: olivia.id },
        target: request.targetId,
        reason: 'no_approver',
        source: SOURCE,
        details: { requestId: request.id },
      },
    ]);
  });
});

describe('S9: approval is not asked for', () => {
  it.each([
    ['by another person', (world, request) => world.clickOf('amina', request), 'request_not_yours'],
    ['by another account', () => ({ slackUserId: 'UOTHER' }), 'request_not_yours'],
    [
      'by the requester’s account, which is another person’s since',
      async (world) => {
        const olivia = await world.change('olivia', { email: 'olivia.old@acme.test' });
        await world.change('amina', { email: 'olivia@acme.test' });
        await world.store.transact(olivia.organizationId, (tx) =>
          tx.identities.removeByUser(olivia.organizationId, olivia.id),
        );
        return {};
      },
      'request_not_yours',
    ],
    [
      'after the time of the prompt',
      (world, request) => {
        world.now = request.expiresAt;
        return {};
      },
      'request_expired',
    ],
    [
      'by a requester who was demoted',
      async (world) => {
        await world.change('olivia', { role: 'helpdesk' });
        return {};
      },
      'requester_role',
    ],
    [
      'for a target who was suspended',
      async (world) => {
        await world.change('adam', { status: 'suspended' });
        return {};
      },
      'target_suspended',
    ],
  ] satisfies [
    string,
    (
      world: IssuingWorld,
      request: IssueRequest,
    ) => Partial<AskApprovalInput> | Promise<Partial<AskApprovalInput>>,
    string,
  ][])('%s', async (_what, before, code) => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'adam');
    const change = await before(world, request);
    await world.newEvents();
    const result = await ask(world, request, { ...change, requestId: request.id });
    expect(result).toMatchObject(refusedFor(code));
    expect(await world.findRequest(request)).toEqual(request);
    expect(await world.newNotices()).toEqual([]);
    const refused = (await world.newEvents()).filter(({ action }) => action === 'request.refused');
    expect(refused).toMatchObject([{ reason: code, outcome: 'refused' }]);
  });

  it('where none is needed', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('adam', 'lena');
    const click = { ...world.clickOf('adam', request), responseUrl };
    expect(await createAskApproval(world.deps)(click)).toMatchObject({
      ...refusedFor('approval_not_needed'),
      request,
    });
  });

  it('for a person whom the directory no longer knows', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'adam');
    const store = hideUser(world.store, await world.findUser('adam'));
    const click = { ...world.clickOf('olivia', request), responseUrl };
    expect(await createAskApproval({ ...world.deps, store })(click)).toMatchObject({
      ...refusedFor('target_not_in_directory'),
      request,
    });
  });

  it('S11: by the same delivery again', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'adam');
    const { deliveryKey } = world.clickOf('olivia', request);
    expect((await ask(world, request, { deliveryKey })).kind).toBe('asked');
    expect(await ask(world, request, { deliveryKey })).toEqual({ kind: 'duplicate' });
  });
});
