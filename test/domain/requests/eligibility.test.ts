import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { userStatuses } from '../../../src/domain/directory/directory-user.ts';
import { parseEmail } from '../../../src/domain/directory/email.ts';
import { type Role, roles } from '../../../src/domain/directory/roles.ts';
import type { GroupId } from '../../../src/domain/ids.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import {
  decideApproval,
  decideEligibility,
  type Eligibility,
} from '../../../src/domain/requests/eligibility.ts';
import { acmeDomain, factsOf, OTHER, somebody } from '../people.ts';

/** The default policy's rule. */
const anyIssuer = { rules: [defaultPolicy.tiers.privileged.approvers], groups: [], isManager: false };

function codesOf(decision: Eligibility): string[] {
  return decision.kind === 'allowed' ? [] : decision.refusals.map((refusal) => refusal.code);
}

/** What must come out for every requester (row) and target (column). */
const matrix: Readonly<Record<Role, Readonly<Record<Role, 'allowed' | 'approval' | string>>>> = {
  owner: { owner: 'approval', admin: 'approval', helpdesk: 'allowed', member: 'allowed' },
  admin: { owner: 'role_not_allowed', admin: 'approval', helpdesk: 'allowed', member: 'allowed' },
  helpdesk: {
    owner: 'requester_role',
    admin: 'requester_role',
    helpdesk: 'requester_role',
    member: 'requester_role',
  },
  member: {
    owner: 'requester_role',
    admin: 'requester_role',
    helpdesk: 'requester_role',
    member: 'requester_role',
  },
};

function outcomeOf(decision: Eligibility): string {
  if (decision.kind === 'refused') return codesOf(decision).join(' ');
  return decision.tier === 'privileged' ? 'approval' : 'allowed';
}

describe('who may issue for whom', () => {
  const cells = roles.flatMap((requester) =>
    roles.map((target) => [requester, target, matrix[requester][target]] as const),
  );

  it.each(cells)('N11: %s for %s: %s', (requesterRole, targetRole, expected) => {
    const requester = somebody('rita', { role: requesterRole });
    const target = somebody('tom', { role: targetRole });
    expect(outcomeOf(decideEligibility(factsOf({ requester, target })))).toBe(expected);
  });

  it.each(roles)('N11: nobody for themselves: %s', (role) => {
    const requester = somebody('rita', { role });
    const decision = decideEligibility(factsOf({ requester, target: requester }));
    expect(codesOf(decision)).toEqual([role === 'owner' || role === 'admin' ? 'self' : 'requester_role']);
  });

  it('N11: an admin never for an owner, nor a helpdesk or member for anybody, whatever a damaged policy says', () => {
    const everything = { owner: roles, admin: roles, helpdesk: roles, member: roles };
    const policy = { ...defaultPolicy, mayIssueFor: everything, privilegedRoles: [] };
    const decide = (requesterRole: Role, targetRole: Role) =>
      decideEligibility(
        factsOf({
          requester: somebody('rita', { role: requesterRole }),
          target: somebody('tom', { role: targetRole }),
          policy,
        }),
      ).kind;
    expect(decide('admin', 'owner')).toBe('refused');
    for (const target of roles) {
      expect(decide('helpdesk', target)).toBe('refused');
      expect(decide('member', target)).toBe('refused');
      expect(decide('owner', target)).toBe('allowed');
    }
  });

  it('N11: a policy can only take away', () => {
    const policy = { ...defaultPolicy, mayIssueFor: { owner: [], admin: ['member'] as const } };
    const owner = somebody('rita', { role: 'owner' });
    expect(codesOf(decideEligibility(factsOf({ requester: owner, policy })))).toEqual(['role_not_allowed']);
    const admin = somebody('rita', { role: 'admin' });
    expect(decideEligibility(factsOf({ requester: admin, policy })).kind).toBe('allowed');
  });

  it.each(['invited', 'suspended', 'deactivated'] as const)(
    'N11: a requester who is %s is refused',
    (status) => {
      const requester = somebody('rita', { role: 'owner', status });
      expect(codesOf(decideEligibility(factsOf({ requester })))).toEqual(['requester_not_confirmed']);
    },
  );
});

describe('for whom a code may be issued', () => {
  it.each(userStatuses)('N12: a target who is %s', (status) => {
    const decision = decideEligibility(factsOf({ target: somebody('tom', { status }) }));
    expect(codesOf(decision)).toEqual(status === 'confirmed' ? [] : [`target_${status}`]);
  });

  it('N12: a primary mobile number is refused, even with an address on a verified domain', () => {
    const target = somebody('tom', { mobile: '+15550100', primary: 'mobile' });
    expect(codesOf(decideEligibility(factsOf({ target })))).toEqual(['target_mobile_primary']);
  });

  it('U2: every refusal about the target is told at once', () => {
    const target = somebody('tom', {
      role: 'owner',
      status: 'suspended',
      mobile: '+15550100',
      primary: 'mobile',
    });
    const requester = somebody('adam', { role: 'admin' });
    expect(codesOf(decideEligibility(factsOf({ requester, target, targetDomain: null })))).toEqual([
      'role_not_allowed',
      'target_suspended',
      'target_mobile_primary',
    ]);
    const elsewhere = somebody('tom', { status: 'invited', email: 'tom@elsewhere.example' });
    expect(codesOf(decideEligibility(factsOf({ target: elsewhere, targetDomain: null })))).toEqual([
      'target_invited',
      'target_domain_unverified',
    ]);
  });

  it.each([
    ['the very domain', 'lena@acme.test', true],
    ['upper case', 'Lena@ACME.Test', true],
    ['a trailing dot', 'lena@acme.test.', true],
    [
      'full-width letters, which IDNA maps to the same name: not what anyone types',
      'lena@ａｃｍｅ.test',
      false,
    ],
    ['a sub-domain', 'lena@mail.acme.test', false],
    ['the parent', 'lena@test', false],
    ['a longer name that ends alike', 'lena@notacme.test', false],
    ['a longer name that starts alike', 'lena@acme.test.evil.example', false],
    ['a Cyrillic look-alike', 'lena@аcme.test', false],
    ['the punycode of that look-alike', 'lena@xn--cme-5cd.test', false],
    ['a digit for a letter', 'lena@acrne.test', false],
    ['two at signs', 'lena@acme.test@evil.example', false],
    ['a quoted at sign', '"lena@evil.example"@acme.test', false],
    ['a null byte', 'lena@acme.test\0.evil.example', false],
    ['no domain at all', 'lena', false],
  ])('N12: %s: %s', (_what, email, isAllowed) => {
    const target = somebody('lena', { email });
    // The store finds a domain by the exact normalized name; the decision checks it once more.
    const found = parseEmail(email)?.domain === acmeDomain.name ? acmeDomain : null;
    expect(decideEligibility(factsOf({ target, targetDomain: found })).kind).toBe(
      isAllowed ? 'allowed' : 'refused',
    );
    expect(decideEligibility(factsOf({ target, targetDomain: acmeDomain })).kind).toBe(
      isAllowed ? 'allowed' : 'refused',
    );
  });

  it('N12: an unverified domain, and a verified one of another organization, are refused', () => {
    for (const targetDomain of [
      null,
      { ...acmeDomain, verifiedAt: null },
      { ...acmeDomain, organizationId: OTHER },
    ]) {
      expect(codesOf(decideEligibility(factsOf({ targetDomain })))).toEqual(['target_domain_unverified']);
    }
  });
});

const person = (name: string) =>
  fc
    .record({
      role: fc.constantFrom(...roles),
      status: fc.constantFrom(...userStatuses),
      primary: fc.constantFrom('email' as const, 'mobile' as const),
      email: fc.constantFrom(null, `${name}@acme.test`, `${name}@unverified.example`),
      organizationId: fc.constantFrom(acmeDomain.organizationId, OTHER),
    })
    .map((change) => somebody(name, { mobile: '+15550100', ...change }));

describe('the decision as a whole', () => {
  it('N11: whoever may not issue learns nothing about the target', () => {
    fc.assert(
      fc.property(person('rita'), person('tom'), (requester, target) => {
        const codes = codesOf(decideEligibility(factsOf({ requester, target })));
        if (codes.some((code) => code.startsWith('requester_'))) {
          expect(codes.every((code) => code.startsWith('requester_'))).toBe(true);
        }
        if (requester.status !== 'confirmed' || !['owner', 'admin'].includes(requester.role)) {
          expect(codes.length).toBeGreaterThan(0);
          expect(codes.every((code) => code.startsWith('requester_'))).toBe(true);
        }
      }),
    );
  });

  it('N11 N12: allowed only if every rule holds', () => {
    fc.assert(
      fc.property(person('rita'), person('tom'), (requester, target) => {
        if (decideEligibility(factsOf({ requester, target })).kind === 'refused') return;
        expect(requester).toMatchObject({ status: 'confirmed' });
        expect(['owner', 'admin']).toContain(requester.role);
        expect(target).toMatchObject({ status: 'confirmed', primary: 'email', email: 'tom@acme.test' });
        expect(requester.role === 'admin' && target.role === 'owner').toBe(false);
        expect(target.organizationId).toBe(requester.organizationId);
      }),
    );
  });
});

describe('who may approve', () => {
  const olivia = somebody('olivia', { role: 'owner' });
  const adam = somebody('adam', { role: 'admin' });
  const amina = somebody('amina', { role: 'admin' });
  const oscar = somebody('oscar', { role: 'owner' });

  it.each([
    ['another admin, for an admin', { requester: olivia, target: amina, approver: adam }, []],
    [
      'another owner, for an owner',
      { requester: olivia, target: oscar, approver: somebody('ole', { role: 'owner' }) },
      [],
    ],
    ['the requester', { requester: olivia, target: amina, approver: olivia }, ['approver_is_requester']],
    ['the target', { requester: olivia, target: amina, approver: amina }, ['approver_is_target']],
    ['an admin, for an owner', { requester: olivia, target: oscar, approver: adam }, ['approver_role']],
    [
      'an admin, for an owner who is suspended: of whom they learn nothing',
      {
        requester: olivia,
        target: somebody('oscar', { role: 'owner', status: 'suspended' }),
        approver: adam,
      },
      ['approver_role'],
    ],
    [
      'a helpdesk',
      { requester: olivia, target: amina, approver: somebody('hugo', { role: 'helpdesk' }) },
      ['approver_role'],
    ],
    ['a member', { requester: olivia, target: amina, approver: somebody('mia') }, ['approver_role']],
    [
      'a suspended owner',
      { requester: olivia, target: amina, approver: somebody('ole', { role: 'owner', status: 'suspended' }) },
      ['requester_not_confirmed'],
    ],
    [
      'somebody of another organization',
      {
        requester: olivia,
        target: amina,
        approver: somebody('eve', { role: 'owner', organizationId: OTHER }),
      },
      ['target_not_in_directory'],
    ],
    [
      'anybody, for a requester who has lost the right meanwhile',
      { requester: somebody('adam'), target: amina, approver: olivia },
      ['requester_role'],
    ],
    [
      'anybody, for a target who is suspended meanwhile',
      {
        requester: olivia,
        target: somebody('amina', { role: 'admin', status: 'suspended' }),
        approver: adam,
      },
      ['target_suspended'],
    ],
  ])('N11: %s', (_who, people, expected) => {
    expect(codesOf(decideApproval({ ...factsOf(people), ...anyIssuer, approver: people.approver }))).toEqual(
      expected,
    );
  });

  it('N11: by their role, nobody approves what they could not have issued themselves', () => {
    fc.assert(
      fc.property(person('ann'), person('rita'), person('tom'), (approver, requester, target) => {
        if (decideApproval({ ...factsOf({ requester, target }), ...anyIssuer, approver }).kind === 'refused')
          return;
        expect(decideEligibility(factsOf({ requester: approver, target })).kind).toBe('allowed');
        expect(decideEligibility(factsOf({ requester, target })).kind).toBe('allowed');
      }),
    );
  });
});

describe('approvers by a rule', () => {
  const lena = somebody('lena', { role: 'admin' });
  const facts = factsOf({ requester: somebody('olivia', { role: 'owner' }), target: lena });
  const rule = { roles: [], groups: ['grp_security' as GroupId], manager: true };
  const groups = ['grp_security' as GroupId];
  const none = { groups: [], isManager: false };

  it.each([
    ['a member of the group', somebody('mia'), { groups, isManager: false }, []],
    ['the manager', somebody('mia'), { groups: [], isManager: true }, []],
    ['an owner whom the rule does not name', somebody('ole', { role: 'owner' }), none, ['approver_role']],
    [
      'a suspended manager',
      somebody('mia', { status: 'suspended' }),
      { groups: [], isManager: true },
      ['requester_not_confirmed'],
    ],
    ['the target, as a member of the group', lena, { groups, isManager: false }, ['approver_is_target']],
    [
      'the requester, as the manager',
      facts.requester,
      { groups: [], isManager: true },
      ['approver_is_requester'],
    ],
    [
      'a member of a group of that id in another organization',
      somebody('eve', { organizationId: OTHER }),
      { groups, isManager: false },
      ['target_not_in_directory'],
    ],
  ] as const)('N11: %s', (_who, approver, theirs, expected) => {
    expect(codesOf(decideApproval({ ...facts, ...theirs, rules: [rule], approver }))).toEqual(expected);
  });
});

describe('a request in the manager lane', () => {
  const policy = { ...defaultPolicy, managerLane: true };
  const mia = somebody('mia');
  const adam = somebody('adam', { role: 'admin' });
  const asked = factsOf({ requester: mia, lane: 'manager', isReport: true, policy });

  it('N11: is approved by an admin, who is no one’s manager', () => {
    expect(codesOf(decideApproval({ ...asked, ...anyIssuer, approver: adam }))).toEqual([]);
  });

  it('N11: is approved by no one once the requester is no longer the manager, not even by the new one', () => {
    const former = { ...asked, isReport: false, ...anyIssuer, isManager: true };
    expect(codesOf(decideApproval({ ...former, approver: adam }))).toEqual(['not_your_report']);
  });
});

describe('what is said about a person', () => {
  it.each([
    ['suspended', { status: 'suspended' }, 'target_suspended'],
    ['known by a mobile number', { primary: 'mobile' }, 'target_mobile_primary'],
    [
      'on a domain that is not theirs',
      { email: 'lena@other.test' },
      'target_domain_unverified',
      { domain: 'other.test', domainState: 'unknown' },
    ],
    ['without an address', { email: null }, 'target_domain_unverified', { domainState: 'none' }],
  ] as const)('U5: who is %s names them', (_what, change, code, facts: object = {}) => {
    const target = somebody('lena', change);
    const decision = decideEligibility(factsOf({ target }));
    expect(decision).toEqual({ kind: 'refused', refusals: [{ code, name: target.displayName, ...facts }] });
  });

  it('N11: is nothing, to another organization', () => {
    const target = somebody('lena', { organizationId: OTHER, status: 'suspended' });
    expect(decideEligibility(factsOf({ target }))).toEqual({
      kind: 'refused',
      refusals: [expect.objectContaining({ code: 'target_not_in_directory' })],
    });
  });
});
