import { describe, expect, it } from 'vitest';
import type { DelegationId, FreezeId, GroupId, UserId } from '../../../src/domain/ids.ts';
import { defaultPolicy, type Policy } from '../../../src/domain/organization/policy.ts';
import { countDistinct } from '../../../src/domain/requests/approved-act.ts';
import {
  DELEGATION_MS_MAX,
  DELEGATION_PAUSE_MS,
  type DelegatingFacts,
  type Delegation,
  hasLostRight,
  judgeDelegating,
  judgeEnding,
  lastsAt,
  mayTakePlace,
  type PlaceFacts,
} from '../../../src/domain/requests/delegation.ts';
import type { Freeze } from '../../../src/domain/requests/freeze.ts';
import { ACME, factsOf, OTHER, somebody } from '../people.ts';

const NOW = 1_000_000_000;
const COUNCIL = 'grp_aaaaaaaaaaaaaaaa' as GroupId;
const olivia = somebody('olivia', { role: 'owner' });
const omar = somebody('omar', { role: 'owner' });
const sara = somebody('sara', { role: 'admin' });
const adam = somebody('adam', { role: 'admin' });
const lena = somebody('lena');
const policy: Policy = { ...defaultPolicy, delegation: true };
const byRole = { rules: [policy.tiers.privileged.approvers], groups: [], isManager: false };
const byGroup = {
  rules: [{ roles: [], groups: [COUNCIL], manager: false }],
  groups: [COUNCIL],
  isManager: false,
};

const delegation = (change: Partial<Delegation> = {}): Delegation => ({
  id: 'dlg_aaaaaaaaaaaaaaaa' as DelegationId,
  organizationId: ACME,
  from: omar.id,
  to: sara.id,
  startsAt: NOW - 1000,
  endsAt: NOW + 1000,
  endedAt: null,
  ...change,
});
const freeze = (subject: Freeze['subject']): Freeze => ({
  id: 'frz_aaaaaaaaaaaaaaaa' as FreezeId,
  organizationId: ACME,
  subject,
  kind: 'freeze',
  startedBy: { kind: 'operator', id: 'root' },
  startedAt: NOW,
  reason: '',
  proposal: null,
  endedBy: null,
  endedAt: null,
});

describe('N11: approving in another’s place', () => {
  /** Omar, an owner, is away; Sara, an admin, takes his place. Olivia asks for a code for Adam. */
  const facts = (change: Partial<PlaceFacts> = {}): PlaceFacts => ({
    ...factsOf({ requester: olivia, target: adam, policy }),
    ...byRole,
    approver: omar,
    delegate: sara,
    ...change,
  });

  it('lasts from its start until its end, or until it is ended', () => {
    const { startsAt, endsAt } = delegation();
    const lasting = [startsAt - 1, startsAt, endsAt - 1, endsAt].map((now) => lastsAt(delegation(), now));
    expect(lasting).toEqual([false, true, true, false]);
    expect(lastsAt(delegation({ endedAt: NOW - 1 }), NOW)).toBe(false);
  });

  it.each<[string, boolean, Partial<PlaceFacts>, Partial<Delegation>?]>([
    ['an admin for an owner', true, {}],
    ['an admin for an owner, of a code for an owner', true, { target: somebody('olga', { role: 'owner' }) }],
    ['the policy has it switched off', false, { policy: { ...policy, delegation: false } }],
    ['it is past its time', false, {}, { endsAt: NOW }],
    ['it has not begun', false, {}, { startsAt: NOW + 1 }],
    ['it was ended', false, {}, { endedAt: NOW - 1 }],
    ['another gave it', false, {}, { from: olivia.id }],
    ['another has it', false, {}, { to: adam.id }],
    ['the giver is suspended', false, { approver: { ...omar, status: 'suspended' } }],
    ['the giver is frozen', false, { freezes: [freeze(omar.id)] }],
    ['the giver has lost their role', false, { approver: { ...omar, role: 'member' } }],
    ['the giver is the requester', false, { requester: omar }],
    ['the giver is the target', false, { target: omar }],
    ['the delegate is the requester', false, { requester: sara }],
    ['the delegate is the target', false, { target: sara }],
    ['the delegate is suspended', false, { delegate: { ...sara, status: 'suspended' } }],
    ['the delegate is frozen', false, { freezes: [freeze(sara.id)] }],
    ['the delegate is of another organization', false, { delegate: { ...sara, organizationId: OTHER } }],
    [
      'the delegate is a member, and the giver’s right comes from a role',
      false,
      { delegate: { ...sara, role: 'member' } },
    ],
    [
      'the delegate is a member, and the giver’s right comes from a group',
      true,
      { ...byGroup, delegate: { ...sara, role: 'member' } },
    ],
    [
      'the delegate is a member, and the giver is the manager',
      true,
      {
        rules: [{ roles: [], groups: [], manager: true }],
        isManager: true,
        delegate: { ...sara, role: 'member' },
      },
    ],
    ['the giver is in none of the groups', false, { ...byGroup, groups: [] }],
    ['everything is frozen', false, { freezes: [freeze(ACME)] }],
  ])('%s: %s', (_what, expected, change, ofDelegation = {}) => {
    expect(mayTakePlace(delegation(ofDelegation), facts(change), NOW)).toBe(expected);
  });

  it('N11: there are no chains: what the giver holds for another counts for nothing', () => {
    // Lena, a member, has Omar's place by a group's rule; Sara has Lena's.
    const chain = facts({ approver: lena, delegate: sara });
    expect(mayTakePlace(delegation({ from: lena.id }), chain, NOW)).toBe(false);
  });

  it.each<[string, number, [string, string | null][]]>([
    [
      'two people',
      2,
      [
        ['a', null],
        ['b', null],
      ],
    ],
    [
      'the same twice',
      1,
      [
        ['a', null],
        ['a', null],
      ],
    ],
    [
      'a giver and their delegate',
      1,
      [
        ['b', 'a'],
        ['a', null],
      ],
    ],
    [
      'the delegate, then in their own right',
      1,
      [
        ['b', 'a'],
        ['b', null],
      ],
    ],
    [
      'one delegate for two',
      1,
      [
        ['b', 'a'],
        ['b', 'c'],
      ],
    ],
    [
      'two delegates of one',
      1,
      [
        ['b', 'a'],
        ['c', 'a'],
      ],
    ],
    [
      'a round of three',
      1,
      [
        ['b', 'a'],
        ['c', 'b'],
        ['a', 'c'],
      ],
    ],
    [
      'a delegate and a third',
      2,
      [
        ['b', 'a'],
        ['c', null],
      ],
    ],
    ['none', 0, []],
  ])('N11: distinct people: %s', (_what, count, approvals) => {
    const given = approvals.map(([approverId, onBehalfOf]) => ({
      approverId: approverId as UserId,
      onBehalfOf: onBehalfOf as UserId | null,
    }));
    expect(countDistinct(given)).toBe(count);
  });
});

describe('naming a delegate', () => {
  const facts = (change: Partial<DelegatingFacts> = {}): DelegatingFacts => ({
    giver: omar,
    giverGroups: [],
    delegate: sara,
    endsAt: NOW + DELEGATION_MS_MAX,
    policy,
    freezes: [],
    delegations: [],
    previous: null,
    now: NOW,
    ...change,
  });
  const grouped: Policy = {
    ...policy,
    tiers: {
      ...policy.tiers,
      privileged: {
        ...policy.tiers.privileged,
        approvers: byGroup.rules[0] ?? policy.tiers.privileged.approvers,
      },
    },
  };
  const member = { ...sara, role: 'member' } as const;

  it.each<[string, string[], Partial<DelegatingFacts>]>([
    ['an owner an admin, for 30 days', [], {}],
    ['where it is switched off', ['delegation_off'], { policy: defaultPolicy }],
    ['a suspended giver', ['requester_not_confirmed'], { giver: { ...omar, status: 'suspended' } }],
    ['a frozen giver', ['requester_frozen'], { freezes: [freeze(omar.id)] }],
    ['a member whom no rule names', ['delegation_nothing'], { giver: lena }],
    [
      'a member of a group that approves',
      [],
      { giver: lena, giverGroups: [COUNCIL], policy: grouped, delegate: member },
    ],
    ['a member of another group', ['delegation_nothing'], { giver: lena, policy: grouped }],
    ['themselves', ['delegate_self'], { delegate: omar }],
    ['a suspended person', ['delegate_unfit'], { delegate: { ...sara, status: 'suspended' } }],
    ['a frozen person', ['delegate_unfit'], { freezes: [freeze(sara.id)] }],
    ['someone of another organization', ['delegate_unfit'], { delegate: { ...sara, organizationId: OTHER } }],
    ['a member, by an owner', ['delegate_role'], { delegate: member }],
    [
      'a member, by an owner whom a group names',
      [],
      { delegate: member, giverGroups: [COUNCIL], policy: grouped },
    ],
    ['one who is away', ['delegate_away'], { delegations: [delegation({ from: sara.id, to: adam.id })] }],
    ['one who was away', [], { delegations: [delegation({ from: sara.id, to: adam.id, endsAt: NOW })] }],
    ['until now', ['delegation_until'], { endsAt: NOW }],
    ['for longer than 30 days', ['delegation_until'], { endsAt: NOW + DELEGATION_MS_MAX + 1 }],
    ['until no time', ['delegation_until'], { endsAt: Number.NaN }],
    [
      'N20: again a moment later',
      ['delegation_paused'],
      { previous: delegation({ startsAt: NOW - DELEGATION_PAUSE_MS + 1 }) },
    ],
    ['again', [], { previous: delegation({ startsAt: NOW - DELEGATION_PAUSE_MS }) }],
    [
      'U2: everything that is wrong together',
      ['delegate_unfit', 'delegate_role', 'delegation_until'],
      { delegate: { ...member, status: 'invited' }, endsAt: 0 },
    ],
  ])('%s: %j', (_what, codes, change) => {
    expect(judgeDelegating(facts(change)).map(({ code }) => code)).toEqual(codes);
  });
});

describe('N18: a delegation whose right is lost', () => {
  const facts = { giver: omar, giverGroups: [], delegate: sara, policy } as const;
  const member = { ...sara, role: 'member' } as const;
  const grouped: Policy = {
    ...policy,
    tiers: {
      ...policy.tiers,
      standard: { ...policy.tiers.standard, approvers: { roles: [], groups: [COUNCIL], manager: false } },
    },
  };
  const noOwners: Policy = {
    ...policy,
    tiers: {
      standard: { ...policy.tiers.standard, approvers: { roles: ['admin'], groups: [], manager: false } },
      privileged: { ...policy.tiers.privileged, approvers: { roles: ['admin'], groups: [], manager: false } },
      executive: { ...policy.tiers.executive, approvers: { roles: ['admin'], groups: [], manager: false } },
    },
  };

  it.each<[string, boolean, Partial<Parameters<typeof hasLostRight>[0]>]>([
    ['stays as it was given', false, {}],
    ['is switched off', true, { policy: { ...policy, delegation: false } }],
    ['the giver is suspended', true, { giver: { ...omar, status: 'suspended' } }],
    ['the giver’s role approves no longer', true, { policy: noOwners }],
    [
      'a fallback rule still names the giver’s role',
      false,
      {
        policy: {
          ...noOwners,
          tiers: {
            ...noOwners.tiers,
            executive: {
              ...noOwners.tiers.executive,
              fallbackApprovers: { roles: ['owner'], groups: [], manager: false },
            },
          },
        },
      },
    ],
    [
      'the giver is in a group that approves',
      false,
      { giver: lena, giverGroups: [COUNCIL], policy: grouped },
    ],
    ['the giver has left the group', true, { giver: lena, policy: grouped }],
    [
      'a member approves for an owner in a group',
      false,
      {
        delegate: member,
        giverGroups: [COUNCIL],
        policy: grouped,
      },
    ],
    ['a member, and the owner has left the group', true, { delegate: member, policy: grouped }],
  ])('%s: %s', (_what, expected, change) => {
    expect(hasLostRight({ ...facts, ...change })).toBe(expected);
  });
});

describe('ending a delegation', () => {
  it.each<[string, string[], Parameters<typeof judgeEnding>[0], Freeze[]]>([
    ['its giver', [], { ...omar, status: 'suspended' }, [freeze(omar.id)]],
    ['its delegate', [], sara, []],
    ['another owner', [], olivia, []],
    ['a frozen owner', ['freezer_frozen'], olivia, [freeze(olivia.id)]],
    ['a suspended owner', ['owners_only'], { ...olivia, status: 'suspended' }, []],
    ['another admin', ['owners_only'], adam, []],
    ['a member', ['owners_only'], lena, []],
  ])('%s: %j', (_who, codes, user, freezes) => {
    expect(judgeEnding(user, delegation(), freezes).map(({ code }) => code)).toEqual(codes);
  });
});
