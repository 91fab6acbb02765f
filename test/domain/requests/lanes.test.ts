import { describe, expect, it } from 'vitest';
import { type Role, roles } from '../../../src/domain/directory/roles.ts';
import type { GroupId } from '../../../src/domain/ids.ts';
import { defaultPolicy, type Policy } from '../../../src/domain/organization/policy.ts';
import { decideAuthority } from '../../../src/domain/requests/authority.ts';
import { decideEligibility } from '../../../src/domain/requests/eligibility.ts';
import { type Lane, lanes } from '../../../src/domain/requests/lane.ts';
import { fixTerms } from '../../../src/domain/requests/request-terms.ts';
import { type Tier, tiers } from '../../../src/domain/requests/tier.ts';
import {
  countVerified,
  type VerificationMethod,
  verificationMethods,
} from '../../../src/domain/requests/verification.ts';
import { acmeDomain, factsOf, OTHER, somebody } from '../people.ts';

/*
 * The whole matrix: role x role x tier x lane x scope x method. What must come out is written here as the rules are told to people, without a
 * look at the program.
 */

const grp = (name: string) => `grp_${name.padEnd(16, '0')}` as GroupId;
const EXECUTIVES = grp('executives');

/** Where the target is, in the help desk's scopes: in none, or in these, by a group or by their domain. */
const scopes = ['none', 'allow', 'limit', 'deny', 'allow+limit', 'allow+deny', 'limit+deny', 'all'] as const;
type Scope = (typeof scopes)[number];
const namings = ['group', 'domain'] as const;

interface Case {
  readonly requester: Role;
  readonly target: Role;
  /** Of the target by itself. */
  readonly tier: Tier;
  readonly scope: Scope;
  readonly by: (typeof namings)[number];
  readonly isReport: boolean;
  readonly managerLane: boolean;
}

function isIn({ scope }: Case, name: 'allow' | 'limit' | 'deny'): boolean {
  return scope === 'all' || scope.split('+').includes(name);
}

const cases: Case[] = roles.flatMap((requester) =>
  roles.flatMap((target) =>
    tiers.flatMap((tier) =>
      scopes.flatMap((scope) =>
        namings.flatMap((by) =>
          [true, false].flatMap((isReport) =>
            [true, false].map((managerLane) => ({
              requester,
              target,
              tier,
              scope,
              by,
              isReport,
              managerLane,
            })),
          ),
        ),
      ),
    ),
  ),
);

interface Expected {
  readonly lane: Lane;
  readonly verifications: number;
  readonly approvals: number;
}

/** How a lane may be used, as `docs/HELPDESK.md` tells it; `null`: not at all. */
function expectLane(lane: Lane, one: Case): Expected | null {
  // What a code needs by the target's tier alone, in the default policy.
  const ofTier = {
    standard: { verifications: 0, approvals: 0 },
    privileged: { verifications: 1, approvals: 1 },
    executive: { verifications: 2, approvals: 2 },
  }[one.tier];
  if (lane === 'issuer') {
    const may = one.requester === 'owner' || (one.requester === 'admin' && one.target !== 'owner');
    return may ? { lane, ...ofTier } : null;
  }
  // Neither the help desk nor a manager ever helps anyone but a plain member.
  if (one.target !== 'member' || one.tier !== 'standard') return null;
  if (lane === 'help_desk') {
    if (one.requester !== 'helpdesk' || isIn(one, 'deny')) return null;
    if (isIn(one, 'limit')) return { lane, verifications: 1, approvals: 1 };
    return isIn(one, 'allow') ? { lane, verifications: 1, approvals: 0 } : null;
  }
  return one.managerLane && one.isReport ? { lane, verifications: 1, approvals: 1 } : null;
}

function expectAny(one: Case): Expected | null {
  return lanes.reduce<Expected | null>((found, lane) => found ?? expectLane(lane, one), null);
}

function policyOf(one: Case): Policy {
  const scope = (name: 'allow' | 'limit' | 'deny') => ({
    // Others are named too, so that the lane is open whatever becomes of this target.
    groups: [grp(`other${name}`), ...(one.by === 'group' && isIn(one, name) ? [grp(name)] : [])],
    domains: one.by === 'domain' && isIn(one, name) ? ['acme.test'] : [],
  });
  return {
    ...defaultPolicy,
    helpDesk: {
      ...defaultPolicy.helpDesk,
      allow: scope('allow'),
      limit: scope('limit'),
      deny: scope('deny'),
    },
    managerLane: one.managerLane,
    privilegedRoles: one.tier === 'privileged' ? roles : [],
    executiveGroups: [EXECUTIVES],
  };
}

function factsFor(one: Case, lane: Lane | null = null) {
  const named = (['allow', 'limit', 'deny'] as const).filter((name) => isIn(one, name));
  return factsOf({
    requester: somebody('rita', { role: one.requester }),
    target: somebody('tom', { role: one.target }),
    targetGroups: [
      ...(one.by === 'group' ? named.map(grp) : []),
      ...(one.tier === 'executive' ? [EXECUTIVES] : []),
    ],
    isReport: one.isReport,
    lane,
    policy: policyOf(one),
  });
}

function outcomeOf(one: Case, lane: Lane | null) {
  const facts = factsFor(one, lane);
  const decision = decideEligibility(facts);
  if (decision.kind === 'refused') return null;
  const terms = fixTerms(decision.tier, [], facts.policy, decision.right);
  return {
    lane: decision.right.lane,
    verifications: terms.verificationsRequired,
    approvals: terms.approvalsRequired,
  };
}

const nameOf = (one: Case) => JSON.stringify(one);

describe('N11: who may issue for whom, by which lane, and what it needs', () => {
  it(`N11: by any lane: ${cases.length} cases`, () => {
    const found = cases.map((one) => [nameOf(one), outcomeOf(one, null)]);
    expect(found).toEqual(cases.map((one) => [nameOf(one), expectAny(one)]));
    expect(cases.filter((one) => expectAny(one) !== null).length).toBeGreaterThan(500);
  });

  it.each(lanes)('N11: a request made by the lane %s goes on by that lane alone', (lane) => {
    const found = cases.map((one) => [nameOf(one), outcomeOf(one, lane)]);
    expect(found).toEqual(cases.map((one) => [nameOf(one), expectLane(lane, one)]));
    expect(cases.some((one) => expectLane(lane, one) !== null)).toBe(true);
  });

  it('N22: a signal raises what is needed in every lane, and never below what the lane needs', () => {
    for (const one of cases) {
      const facts = factsFor(one);
      const decision = decideEligibility(facts);
      if (decision.kind === 'refused') continue;
      const raised = fixTerms(decision.tier, ['night'], facts.policy, decision.right);
      const needs = one.tier === 'standard' ? 1 : 2;
      expect(raised, nameOf(one)).toMatchObject({ verificationsRequired: needs, approvalsRequired: needs });
    }
  });

  const methods = lanes.flatMap((lane) =>
    tiers.flatMap((tier) => verificationMethods.map((method) => [lane, tier, method] as const)),
  );
  it.each(methods)('N22: lane %s, tier %s, verified by %s: whether it counts', (lane, tier, method) => {
    const right = { lane, needsApproval: lane !== 'issuer' };
    const terms = fixTerms(tier, [], defaultPolicy, right);
    const done = { method, state: 'done' as const, evidence: '', by: somebody('rita').id, at: 0 };
    const offered: VerificationMethod[] = ['callback', 'video', 'in_person', 'manager'];
    // The manager asks here: their own word proves nothing.
    const counts = offered.includes(method) && !(lane === 'manager' && method === 'manager');
    expect(countVerified({ verifications: [done], terms })).toBe(counts ? 1 : 0);
  });
});

describe('N11: what else a lane gives', () => {
  const acts = ['see', 'unlock', 'revoke theirs', 'revoke their own'] as const;

  function may(act: (typeof acts)[number], one: Case): boolean {
    const { requester: actor, target, policy, targetGroups, targetDomain, isReport } = factsFor(one);
    const asked =
      act === 'see' || act === 'unlock'
        ? ({ kind: act } as const)
        : ({ kind: 'revoke', issuedBy: act === 'revoke theirs' ? null : actor.id } as const);
    const ties = { targetGroups, targetDomain, isReport };
    return decideAuthority(asked, { actor, target, policy, ties }).kind === 'allowed';
  }

  it.each(acts)('%s', (act) => {
    for (const one of cases) {
      const isIssuer = one.requester === 'owner' || one.requester === 'admin';
      const asIssuer = expectLane('issuer', one) !== null;
      const onDesk = one.requester === 'helpdesk' && expectLane('help_desk', one) !== null;
      const expected = {
        see: asIssuer || onDesk,
        unlock: asIssuer,
        'revoke theirs': asIssuer,
        // What is of one's own making harms no one to end, as long as one may do anything here at all.
        'revoke their own': isIssuer || one.requester === 'helpdesk' || one.managerLane,
      }[act];
      expect(may(act, one), nameOf(one)).toBe(expected);
    }
  });
});

describe('N11: never, whatever the policy opens', () => {
  const open: Policy = {
    ...defaultPolicy,
    managerLane: true,
    helpDesk: { ...defaultPolicy.helpDesk, allow: { groups: [], domains: ['acme.test'] } },
  };
  const codesOf = (change: Parameters<typeof factsOf>[0]) => {
    const decision = decideEligibility(factsOf({ policy: open, ...change }));
    return decision.kind === 'refused' ? decision.refusals.map(({ code }) => code) : [];
  };

  it.each(['helpdesk', 'member'] as const)('for oneself: %s', (role) => {
    const rita = somebody('rita', { role });
    expect(codesOf({ requester: rita, target: rita, isReport: true })).toEqual(['self']);
  });

  it.each(['helpdesk', 'member'] as const)('by someone who isn’t confirmed: %s', (role) => {
    const requester = somebody('rita', { role, status: 'suspended' });
    expect(codesOf({ requester, isReport: true })).toEqual(['requester_not_confirmed']);
  });

  it.each(['helpdesk', 'member'] as const)('across organizations: %s', (role) => {
    const requester = somebody('rita', { role, organizationId: OTHER });
    expect(codesOf({ requester, isReport: true })).toEqual(['target_not_in_directory']);
  });

  it('for a domain that isn’t verified, is another organization’s, or another’s of the same', () => {
    const requester = somebody('rita', { role: 'helpdesk' });
    for (const targetDomain of [
      null,
      { ...acmeDomain, verifiedAt: null },
      { ...acmeDomain, organizationId: OTHER },
      { ...acmeDomain, name: 'sub.acme.test' },
    ])
      expect(codesOf({ requester, targetDomain })).toEqual(['help_desk_scope']);
    const target = somebody('tom', { email: 'tom@sub.acme.test' });
    expect(codesOf({ requester, target })).toEqual(['help_desk_scope']);
  });

  it('a domain that is denied is denied even when it isn’t verified', () => {
    const policy = {
      ...open,
      helpDesk: {
        ...open.helpDesk,
        allow: { groups: [grp('allow')], domains: [] },
        deny: { groups: [], domains: ['acme.test'] },
      },
    };
    const facts = { requester: somebody('rita', { role: 'helpdesk' }), policy, targetGroups: [grp('allow')] };
    expect(codesOf({ ...facts, targetDomain: null })).toEqual(['help_desk_scope']);
    expect(codesOf({ ...facts, target: somebody('tom', { email: 'tom@else.test' }) })).not.toContain(
      'help_desk_scope',
    );
  });

  it('N9: who is refused by their lane learns nothing about the target', () => {
    const target = somebody('tom', { status: 'suspended', email: 'tom@else.test' });
    expect(codesOf({ requester: somebody('rita', { role: 'helpdesk' }), target })).toEqual([
      'help_desk_scope',
    ]);
    expect(codesOf({ requester: somebody('rita'), target })).toEqual(['not_your_report']);
  });

  it('off, by default', () => {
    for (const role of ['helpdesk', 'member'] as const)
      expect(
        codesOf({ requester: somebody('rita', { role }), isReport: true, policy: defaultPolicy }),
      ).toEqual(['requester_role']);
  });
});
