import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { userStatuses } from '../../../src/domain/directory/directory-user.ts';
import { type Role, roles } from '../../../src/domain/directory/roles.ts';
import { defaultPolicy, type Policy } from '../../../src/domain/organization/policy.ts';
import { type Act, type AuthorityFacts, decideAuthority } from '../../../src/domain/requests/authority.ts';
import { decideEligibility } from '../../../src/domain/requests/eligibility.ts';
import { factsOf, OTHER, somebody } from '../people.ts';

const rita = (role: Role) => somebody('rita', { role });
const tom = (role: Role) => somebody('tom', { role });
const anotherAdmin = somebody('amina', { role: 'admin' });

/** The default policy's rule. */
const anyIssuer = { rules: [defaultPolicy.tiers.privileged.approvers], groups: [], isManager: false };

const acts = {
  issue: { kind: 'issue' },
  see: { kind: 'see' },
  'revoke theirs': { kind: 'revoke', issuedBy: anotherAdmin.id },
  'revoke an operator’s': { kind: 'revoke', issuedBy: null },
  'revoke their own': { kind: 'revoke', issuedBy: rita('admin').id },
  unlock: { kind: 'unlock' },
  'approve another’s': { kind: 'approve', requesterId: anotherAdmin.id, ...anyIssuer },
  'approve their own': { kind: 'approve', requesterId: rita('admin').id, ...anyIssuer },
} as const satisfies Record<string, Act>;
type ActName = keyof typeof acts;
const actNames = Object.keys(acts) as ActName[];

function outcomeOf(act: Act, facts: Partial<AuthorityFacts> & Pick<AuthorityFacts, 'actor' | 'target'>) {
  const decision = decideAuthority(act, { policy: defaultPolicy, ...facts });
  return decision.kind === 'allowed' ? 'allowed' : decision.refusals.map(({ code }) => code).join(' ');
}

/** What must come out of each act for each role of the actor, in front of an owner, admin, helpdesk and member. */
const byRole: Readonly<Record<ActName, Readonly<Record<Role, readonly [string, string, string, string]>>>> = {
  issue: likeIssuing('role_not_allowed', 'requester_role'),
  see: likeIssuing('role_not_allowed', 'requester_role'),
  'revoke theirs': likeIssuing('role_not_allowed', 'requester_role'),
  'revoke an operator’s': likeIssuing('role_not_allowed', 'requester_role'),
  'revoke their own': likeIssuing('allowed', 'requester_role'),
  unlock: likeIssuing('role_not_allowed', 'requester_role'),
  'approve another’s': likeIssuing('approver_role', 'approver_role'),
  'approve their own': {
    owner: all('approver_is_requester'),
    admin: all('approver_is_requester'),
    helpdesk: all('approver_is_requester'),
    member: all('approver_is_requester'),
  },
};

function likeIssuing(adminForOwner: string, others: string) {
  return {
    owner: all('allowed'),
    admin: [adminForOwner, 'allowed', 'allowed', 'allowed'] as const,
    helpdesk: all(others),
    member: all(others),
  };
}

function all(outcome: string) {
  return [outcome, outcome, outcome, outcome] as const;
}

describe('who may act for whom', () => {
  const rows = actNames.flatMap((act) => roles.map((actor) => [act, actor, byRole[act][actor]] as const));

  it.each(rows)('N11: %s, as %s: for an owner, admin, helpdesk, member: %j', (act, actor, expected) => {
    const outcomes = roles.map((target) => outcomeOf(acts[act], { actor: rita(actor), target: tom(target) }));
    expect(outcomes).toEqual(expected);
  });

  const forOneself: Readonly<Record<ActName, string>> = {
    issue: 'self',
    see: 'allowed',
    'revoke theirs': 'allowed',
    'revoke an operator’s': 'allowed',
    'revoke their own': 'allowed',
    unlock: 'self',
    'approve another’s': 'approver_is_target',
    'approve their own': 'approver_is_requester',
  };
  it.each(
    actNames.flatMap((act) => [
      [act, 'owner', forOneself[act]] as const,
      [act, 'admin', forOneself[act]] as const,
      [act, 'helpdesk', act.startsWith('approve') ? forOneself[act] : 'requester_role'] as const,
      [act, 'member', act.startsWith('approve') ? forOneself[act] : 'requester_role'] as const,
    ]),
  )('N11: %s, for oneself, as %s: %s', (act, role, expected) => {
    expect(outcomeOf(acts[act], { actor: rita(role), target: rita(role) })).toBe(expected);
  });

  it.each([
    ['issue', 'self'],
    ['see', 'allowed'],
    ['revoke theirs', 'allowed'],
    ['unlock', 'self'],
  ] as const)('N11: %s, for oneself, where the policy lets them issue for no one: %s', (act, expected) => {
    const policy = { ...defaultPolicy, mayIssueFor: { owner: [], admin: [] } };
    const facts = { actor: rita('admin'), target: rita('admin'), policy };
    expect(outcomeOf(acts[act], facts)).toBe(expected);
  });

  it('N11: what is refused is refused by that name', () => {
    const facts = { actor: rita('member'), target: tom('member'), policy: defaultPolicy };
    expect(decideAuthority(acts.issue, facts)).toMatchObject({ kind: 'refused' });
  });

  const notConfirmed = userStatuses.filter((status) => status !== 'confirmed');
  it.each(actNames.flatMap((act) => notConfirmed.map((status) => [act, status] as const)))(
    'N11: %s: an owner who is %s may not',
    (act, status) => {
      const actor = somebody('rita', { role: 'owner', status });
      expect(outcomeOf(acts[act], { actor, target: tom('member') })).toBe(
        act === 'approve their own' ? 'approver_is_requester' : 'requester_not_confirmed',
      );
    },
  );

  it.each(actNames)('N11: %s: never across organizations', (act) => {
    const actor = somebody('rita', { role: 'owner', organizationId: OTHER });
    expect(outcomeOf(acts[act], { actor, target: tom('member') })).toBe(
      act === 'approve their own' ? 'approver_is_requester' : 'target_not_in_directory',
    );
  });

  it.each(actNames)('N11: %s: a policy can take a role away', (act) => {
    const policy = { ...defaultPolicy, mayIssueFor: { owner: ['member'] as const, admin: [] } };
    const outcome = outcomeOf(acts[act], { actor: rita('owner'), target: tom('admin'), policy });
    const expected: Partial<Record<ActName, string>> = {
      'revoke their own': 'allowed',
      'approve another’s': 'approver_role',
      'approve their own': 'approver_is_requester',
    };
    expect(outcome).toBe(expected[act] ?? 'role_not_allowed');
  });

  it.each(['see', 'revoke theirs', 'revoke their own'] as const)(
    'N11: %s, for oneself, whatever the policy takes away',
    (act) => {
      const policy = { ...defaultPolicy, mayIssueFor: { owner: [], admin: [] } };
      expect(outcomeOf(acts[act], { actor: rita('admin'), target: rita('admin'), policy })).toBe('allowed');
    },
  );

  it.each([
    ['see', 'admin', 'role_not_allowed'],
    ['approve another’s', 'admin', 'approver_role'],
    ['approve another’s', 'member', 'approver_role'],
  ] as const)('U2: %s, as %s for an owner: the refusal names the role', (act, role, code) => {
    const facts = { actor: rita(role), target: tom('owner'), policy: defaultPolicy };
    expect(decideAuthority(acts[act], facts)).toEqual({
      kind: 'refused',
      refusals: [{ code, role: 'owner' }],
    });
  });

  it.each(actNames)('N11: %s: not even a damaged policy gives a right', (act) => {
    const policy = {
      ...defaultPolicy,
      mayIssueFor: { owner: roles, admin: roles, helpdesk: roles, member: roles },
    } as Policy;
    for (const [actor, target] of [
      ['admin', 'owner'],
      ['helpdesk', 'member'],
      ['member', 'member'],
    ] as const) {
      const facts = { actor: rita(actor), target: tom(target) };
      expect(outcomeOf(acts[act], { ...facts, policy })).toBe(outcomeOf(acts[act], facts));
    }
  });

  it.each(['see', 'revoke theirs', 'unlock'] as const)(
    'N7 N13: %s: nothing about the target but their role counts',
    (act) => {
      for (const status of userStatuses) {
        const target = somebody('tom', { status, primary: 'mobile', email: null, mobile: '+15550000001' });
        expect(outcomeOf(acts[act], { actor: rita('admin'), target })).toBe('allowed');
      }
    },
  );

  it('N11: no one may see, revoke, unlock or approve for people they could not issue for, but for what is their own', () => {
    const person = (name: string) =>
      fc
        .record({ role: fc.constantFrom(...roles), status: fc.constantFrom(...userStatuses) })
        .map((change) => somebody(name, change));
    fc.assert(
      fc.property(person('rita'), person('tom'), fc.constantFrom(...actNames), (actor, target, act) => {
        if (act === 'revoke their own' || outcomeOf(acts[act], { actor, target }) !== 'allowed') return;
        const fit = somebody('tom', { role: target.role });
        expect(decideEligibility(factsOf({ requester: actor, target: fit })).kind).toBe('allowed');
      }),
    );
  });
});
