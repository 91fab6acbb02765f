import { describe, expect, it } from 'vitest';
import type { AuditActor } from '../../../src/domain/audit/audit-event.ts';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import type { FreezeId } from '../../../src/domain/ids.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import { decideApproval, decideEligibility } from '../../../src/domain/requests/eligibility.ts';
import {
  decideUnfreeze,
  type Freeze,
  isFreezable,
  judgeFreezes,
  judgeReleaser,
  PROPOSAL_MS,
  type Unfreezer,
} from '../../../src/domain/requests/freeze.ts';
import { ACME, factsOf, somebody } from '../people.ts';

const NOW = 1_000_000_000;
const olivia = somebody('olivia', { role: 'owner' });
const omar = somebody('omar', { role: 'owner' });
const adam = somebody('adam', { role: 'admin' });
const anna = somebody('anna', { role: 'admin' });
const lena = somebody('lena');
const root: AuditActor = { kind: 'operator', id: 'root' };

const frozen = (change: Partial<Freeze> = {}): Freeze => ({
  id: 'frz_aaaaaaaaaaaaaaaa' as FreezeId,
  organizationId: ACME,
  subject: ACME,
  kind: 'freeze',
  startedBy: root,
  startedAt: NOW - 1000,
  reason: '',
  proposal: null,
  endedBy: null,
  endedAt: null,
  ...change,
});
const of = (person: DirectoryUser) => frozen({ subject: person.id });
const person = (user: DirectoryUser): Unfreezer => ({ actor: { kind: 'user', id: user.id }, user });
const operator = (id = 'root'): Unfreezer => ({ actor: { kind: 'operator', id }, user: null });
const codes = (refusals: readonly { readonly code: string }[]) => refusals.map(({ code }) => code);

/** The default policy's rule. */
const anyIssuer = { rules: [defaultPolicy.tiers.privileged.approvers], groups: [], isManager: false };

describe('N11: issuing that is frozen', () => {
  it.each([
    ['nothing is frozen', [], []],
    ['everything', [frozen()], ['organization_frozen']],
    ['a burst waits', [frozen({ kind: 'hold' })], ['organization_held']],
    ['the requester', [of(olivia)], ['requester_frozen']],
    ['someone else', [of(adam)], []],
    ['both', [of(olivia), frozen()], ['organization_frozen', 'requester_frozen']],
  ] as const)('%s', (_what, freezes, expected) => {
    expect(codes(judgeFreezes(freezes, olivia))).toEqual(expected);
    const decision = decideEligibility(factsOf({ requester: olivia, freezes }));
    expect(decision.kind === 'refused' ? codes(decision.refusals) : []).toEqual(expected);
  });

  it.each([
    ['everything', [frozen()], 'organization_frozen'],
    ['the approver', [of(omar)], 'requester_frozen'],
    ['the requester', [of(olivia)], 'requester_frozen'],
  ] as const)('no approval: %s', (_what, freezes, code) => {
    const facts = factsOf({ requester: olivia, target: adam, freezes });
    const decision = decideApproval({ ...anyIssuer, ...facts, approver: omar });
    expect(decision.kind === 'refused' && codes(decision.refusals)).toContain(code);
    expect(decideApproval({ ...anyIssuer, ...facts, freezes: [], approver: omar }).kind).toBe('allowed');
  });

  it('in a hold, approvers decide: it is the code that waits', () => {
    const facts = factsOf({ requester: olivia, target: adam, freezes: [frozen({ kind: 'hold' })] });
    expect(decideApproval({ ...anyIssuer, ...facts, approver: omar }).kind).toBe('allowed');
  });

  it('the frozen target of a code can still get one', () => {
    expect(decideEligibility(factsOf({ target: adam, freezes: [of(adam)] })).kind).toBe('allowed');
  });
});

describe('N11: two people let issuing go on', () => {
  const decide = (
    by: Unfreezer,
    proposer: Unfreezer | null,
    {
      owners = [olivia, omar],
      freezes = [],
      age = 1000,
    }: { owners?: readonly DirectoryUser[]; freezes?: readonly Freeze[]; age?: number } = {},
  ) => {
    const proposal = proposer === null ? null : { by: proposer.actor, at: NOW - age };
    const freeze = frozen({ proposal });
    const decision = decideUnfreeze(freeze, {
      by,
      proposer,
      owners,
      freezes: [freeze, ...freezes],
      now: NOW,
    });
    return decision.kind === 'refused' ? codes(decision.refusals).join() : decision.kind;
  };
  const one = { owners: [olivia] };

  it.each([
    ['an owner', person(olivia), 'proposes'],
    ['an operator', operator(), 'proposes'],
    ['an admin, where there are two owners', person(adam), 'owners_only'],
    ['a member', person(lena), 'requester_role'],
    ['a suspended owner', person({ ...olivia, status: 'suspended' }), 'requester_not_confirmed'],
  ])('the first: %s', (_who, by, expected) => {
    expect(decide(by, null)).toBe(expected);
  });

  it.each([
    ['two owners', person(omar), person(olivia), {}, 'releases'],
    ['the same owner twice', person(olivia), person(olivia), {}, 'proposed_before'],
    ['an operator after an owner', operator(), person(olivia), {}, 'releases'],
    ['an owner after an operator', person(olivia), operator(), {}, 'releases'],
    ['the same operator twice', operator(), operator(), {}, 'proposed_before'],
    ['two operators', operator('eve'), operator(), {}, 'releases'],
    ['an admin after an owner, of two', person(adam), person(olivia), {}, 'owners_only'],
    ['an admin after the only owner', person(adam), person(olivia), one, 'releases'],
    ['the only owner after an admin', person(olivia), person(adam), one, 'releases'],
    ['two admins, beside the only owner', person(anna), person(adam), one, 'unfreeze_needs_owner'],
    [
      'an admin and an operator, where no owner is left',
      person(adam),
      operator(),
      { owners: [] },
      'releases',
    ],
    [
      'the second of two owners, who is frozen',
      person(omar),
      person(olivia),
      { freezes: [of(omar)] },
      'freezer_frozen',
    ],
    [
      'an admin in place of the frozen owner',
      person(adam),
      person(olivia),
      { freezes: [of(omar)] },
      'releases',
    ],
    ['a frozen admin', person(adam), person(olivia), { ...one, freezes: [of(adam)] }, 'freezer_frozen'],
  ] as const)('the second: %s', (_who, by, proposer, facts, expected) => {
    expect(decide(by, proposer, facts)).toBe(expected);
  });

  it.each([
    ['expired', person(olivia), { age: PROPOSAL_MS }],
    ['made by an owner who has lost the role since', person({ ...olivia, role: 'member' }), {}],
    ['made by an owner who was suspended since', person({ ...olivia, status: 'suspended' }), {}],
    ['made by an owner who is frozen by now', person(olivia), { freezes: [of(olivia)] }],
    ['made by an admin, before there was another owner', person(adam), {}],
  ] as const)(
    'a proposal counts for nothing when it is %s: the second starts again',
    (_what, proposer, facts) => {
      expect(decide(person(omar), proposer, facts)).toBe('proposes');
    },
  );

  it('it counts up to the last millisecond', () => {
    expect(decide(person(omar), person(olivia), { age: PROPOSAL_MS - 1 })).toBe('releases');
  });
});

describe('N19: a person who is frozen', () => {
  it.each([
    ['another owner', omar, olivia, [], ''],
    ['an owner, of an admin', olivia, adam, [], ''],
    ['themselves', olivia, olivia, [], 'release_self'],
    ['an admin', anna, adam, [], 'owners_only'],
    ['a member', lena, adam, [], 'requester_role'],
    ['an owner who is frozen too', omar, olivia, [of(omar)], 'freezer_frozen'],
    ['a suspended owner', { ...omar, status: 'suspended' as const }, olivia, [], 'requester_not_confirmed'],
  ] as const)('is released by: %s', (_who, by, subject, freezes, expected) => {
    expect(codes(judgeReleaser(by, subject, [of(subject), ...freezes])).join()).toBe(expected);
  });

  it.each([
    ['an admin, even where no owner is left', adam, [], [], true],
    ['one of two owners', olivia, [olivia, omar], [], true],
    ['the only owner', olivia, [olivia], [], false],
    ['the last owner who is not frozen', olivia, [olivia, omar], [of(omar)], false],
  ] as const)('can be frozen: %s', (_who, subject, owners, freezes, expected) => {
    expect(isFreezable(subject, owners, freezes)).toBe(expected);
  });
});
