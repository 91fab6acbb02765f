import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import { digestAct } from '../../../src/domain/requests/approved-act.ts';
import type { IssueRequest } from '../../../src/domain/requests/issue-request.ts';
import { createDecideRequest } from '../../../src/services/requests/decide-request.ts';
import type { RequestClick } from '../../../src/services/requests/open-click.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import {
  hideUser,
  type IssuingWorld,
  openIssuingWorld,
  REJECTION,
  refusedFor,
  SOURCE,
  wordOf,
} from '../open-issuing-world.ts';

describe('N11: the second person’s word', () => {
  it.each([
    ['approved', 'request.approved', 'requester_request_approved', 'security_request_approved'],
    ['rejected', 'request.rejected', 'requester_request_rejected', 'security_request_rejected'],
  ] as const)(
    'N14: %s is stored, logged with both names, and told',
    async (verdict, action, told, posted) => {
      const world = await openIssuingWorld();
      const request = await world.askForApproval('olivia', 'adam');
      world.now += 1000;
      const result = await world.decide('amina', request, verdict);
      const [olivia, adam, amina] = await Promise.all(['olivia', 'adam', 'amina'].map(world.findUser));
      const stored = await world.findRequest(request);
      expect(result).toEqual({
        kind: verdict,
        request: stored,
        requester: olivia,
        target: adam,
        approver: amina,
        inPlaceOf: null,
      });
      expect(stored).toMatchObject({
        state: verdict,
        approvals: [
          {
            approverId: amina?.id,
            verdict,
            decidedAt: world.now,
            reason: verdict === 'rejected' ? REJECTION : null,
            onBehalfOf: null,
            actDigest: digestAct(request),
          },
        ],
      });
      expect((await world.newEvents()).filter((event) => event.action === action)).toMatchObject([
        {
          outcome: 'allowed',
          actor: { kind: 'user', id: amina?.id },
          target: adam?.id,
          reason: verdict === 'rejected' ? REJECTION : null,
          source: SOURCE,
          details: { requestId: request.id, requesterId: olivia?.id },
        },
      ]);
      expect((await world.newNotices()).map(({ content }) => content)).toEqual(
        expect.arrayContaining([
          { kind: told, requestId: request.id },
          { kind: posted, requestId: request.id, ownerId: null },
        ]),
      );
    },
  );

  it('is not told to the owners where there is no security channel: it is routine', async () => {
    const world = await openIssuingWorld({});
    const request = await world.askForApproval('olivia', 'adam');
    expect((await world.decide('amina', request, 'approved')).kind).toBe('approved');
    expect((await world.newNotices()).map(({ content }) => content.kind)).toEqual([
      'requester_request_approved',
    ]);
  });
});

interface Case {
  readonly what: string;
  readonly clicker: string;
  readonly codes: readonly string[];
  /** Whether a late click is told what became of the request. */
  readonly isTold?: boolean;
  readonly before?: (world: IssuingWorld, request: IssueRequest) => Promise<unknown> | unknown;
}

const expire: Case['before'] = (world, request) => {
  world.now = request.expiresAt;
};

describe('N11: where two people have to approve', () => {
  const twoOf = {
    tiers: {
      ...defaultPolicy.tiers,
      privileged: { ...defaultPolicy.tiers.privileged, verificationsRequired: 0, approvalsRequired: 2 },
    },
  };

  async function askOfThree(world: IssuingWorld) {
    const { id } = world.organization;
    const ole = createStoreFixtures('ole').user(id, {
      role: 'owner',
      email: 'ole@acme.test',
      displayName: 'ole',
    });
    await world.store.transact(id, (tx) => tx.directory.insertMany([ole]));
    return world.askForApproval('olivia', 'adam');
  }

  it('the first word counts and decides nothing, and the same person counts once', async () => {
    const world = await openIssuingWorld(twoOf);
    const request = await askOfThree(world);
    expect(await world.decide('amina', request, 'approved')).toMatchObject({ kind: 'counted', given: 1 });
    expect(await world.decide('amina', request, 'approved')).toMatchObject({ kind: 'counted', given: 1 });
    const stored = await world.findRequest(request);
    expect(stored).toMatchObject({ state: 'pending', approvals: [{ verdict: 'approved' }] });
    const words = (await world.newEvents()).filter(({ action }) => action.startsWith('approval.'));
    expect(words.map(({ action }) => action)).toEqual(['approval.given']);
  });

  it('one who rejects ends it, even after another approved', async () => {
    const world = await openIssuingWorld(twoOf);
    const request = await askOfThree(world);
    await world.decide('amina', request, 'approved');
    expect(await world.decide('ole', request, 'rejected')).toMatchObject({ kind: 'rejected' });
    expect(await world.findRequest(request)).toMatchObject({ state: 'rejected' });
  });

  it('is not asked at all of fewer people than have to approve', async () => {
    const world = await openIssuingWorld(twoOf);
    await expect(world.askForApproval('olivia', 'adam')).rejects.toThrow('no_approver');
  });
});

const refusals: readonly Case[] = [
  { what: 'the requester', clicker: 'olivia', codes: ['approver_is_requester'] },
  { what: 'the target', clicker: 'adam', codes: ['approver_is_target'] },
  { what: 'the help desk', clicker: 'hugo', codes: ['approver_role'] },
  { what: 'a person of no directory', clicker: 'nora', codes: ['requester_not_in_directory'] },
  {
    what: 'an approver who was suspended',
    clicker: 'amina',
    codes: ['requester_not_confirmed'],
    before: (world) => world.change('amina', { status: 'suspended' }),
  },
  {
    what: 'for a requester who was demoted',
    clicker: 'amina',
    codes: ['requester_role'],
    before: (world) => world.change('olivia', { role: 'member' }),
  },
  {
    what: 'for a target who was suspended',
    clicker: 'amina',
    codes: ['target_suspended'],
    before: (world) => world.change('adam', { status: 'suspended' }),
  },
  {
    what: 'for a target whose domain is no longer verified',
    clicker: 'amina',
    codes: ['target_domain_unverified'],
    before: (world) => world.unverifyDomain('amina'),
  },
  {
    what: 'an approver whose domain is no longer verified, and who never used the bot',
    clicker: 'amina',
    codes: ['requester_domain_unverified'],
    before: (world) => world.unverifyDomain(),
  },
  {
    what: 'after it was rejected',
    clicker: 'amina',
    codes: ['request_settled'],
    isTold: true,
    before: (world, request) => world.decide('amina', request, 'rejected'),
  },
  {
    what: 'after it was approved',
    clicker: 'amina',
    codes: ['request_settled'],
    isTold: true,
    before: (world, request) => world.decide('amina', request, 'approved'),
  },
  { what: 'after its time', clicker: 'amina', codes: ['request_expired'], isTold: true, before: expire },
  {
    what: 'after its time, by the requester, who may issue no longer',
    clicker: 'olivia',
    codes: ['request_expired'],
    isTold: true,
    before: async (world, request) => {
      await world.change('olivia', { role: 'member' });
      world.now = request.expiresAt;
    },
  },
  {
    what: 'after its time, by a person whom it does not concern',
    clicker: 'hugo',
    codes: ['request_expired'],
    before: expire,
  },
];

describe('S9, N12: a decision that is refused changes nothing and is logged', () => {
  it.each(refusals)('$what', async ({ clicker, codes, isTold = false, before = () => undefined }) => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    await before(world, request);
    await world.newEvents();
    await world.newNotices();
    const stored = await world.findRequest(request);
    const result = await world.decide(clicker, request, 'approved');
    expect(result).toMatchObject(refusedFor(...codes));
    const isUnknown = clicker === 'nora' || codes.includes('requester_domain_unverified');
    const clickerId = clicker === 'nora' ? null : (await world.findUser(clicker)).id;
    expect(result).toMatchObject({ late: isTold ? { request: stored, clickerId } : null });
    expect(await world.findRequest(request)).toEqual(stored);
    expect(await world.newNotices()).toEqual([]);
    const events = (await world.newEvents()).filter(({ action }) => action === 'request.refused');
    expect(events).toMatchObject([
      {
        outcome: 'refused',
        reason: codes.join(' '),
        actor: { kind: 'slack_account', id: `TACME/U${clicker.toUpperCase()}` },
        target: isUnknown ? null : request.targetId,
        source: SOURCE,
        details: { requestId: request.id },
      },
    ]);
  });

  it('before approval was asked for', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'adam');
    const result = await world.decide('amina', request, 'approved');
    expect(result).toMatchObject({ ...refusedFor('request_settled'), request: { state: 'pending' } });
    expect(await world.findRequest(request)).toEqual(request);
  });

  it.each([
    ['a click of whom Slack says nothing', { clicker: null }, 'requester_unknown_to_slack'],
    ['a button with no id', { requestId: null }, 'request_not_found'],
    [
      'a button with the id of none',
      { requestId: 'req_none' as RequestClick['requestId'] },
      'request_not_found',
    ],
  ])('%s', async (_what, forged, code) => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    const click = { ...world.clickOf('amina', request), ...forged };
    const result = await createDecideRequest(world.deps)(click, wordOf('approved'));
    expect(result).toEqual({ ...refusedFor(code), request: null, late: null });
    expect(await world.findRequest(request)).toEqual(request);
  });

  it.each(['olivia', 'adam'])('the directory no longer knows %s', async (name) => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    const deps = { ...world.deps, store: hideUser(world.store, await world.findUser(name)) };
    const result = await createDecideRequest(deps)(world.clickOf('amina', request), wordOf('approved'));
    expect(result).toMatchObject(refusedFor('target_not_in_directory'));
    expect(await world.findRequest(request)).toEqual(request);
  });

  it('S11: the same delivery again', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'adam');
    const click = world.clickOf('amina', request);
    const decide = createDecideRequest(world.deps);
    expect((await decide(click, wordOf('rejected'))).kind).toBe('rejected');
    await world.newEvents();
    expect(await decide(click, wordOf('approved'))).toEqual({ kind: 'duplicate' });
    world.now += 15 * 60_000 - 1;
    expect(await decide(click, wordOf('approved'))).toEqual({ kind: 'duplicate' });
    expect(await world.newEvents()).toEqual([]);
    // Slack delivers nothing again after so long.
    world.now += 1;
    expect(await decide(click, wordOf('approved'))).toMatchObject(refusedFor('request_settled'));
  });
});
