import { describe, expect, it } from 'vitest';
import { roles } from '../../../src/domain/directory/roles.ts';
import { findPolicyProblems } from '../../../src/domain/organization/find-policy-problems.ts';
import { completePolicy, defaultPolicy, policyLimits } from '../../../src/domain/organization/policy.ts';

const limits = Object.entries(policyLimits).map(
  ([field, [min, max]]) => [field as keyof typeof policyLimits, min, max] as const,
);

function fieldsAtFault(change: object): string[] {
  return findPolicyProblems({ ...defaultPolicy, ...change }).map(({ field }) => field);
}

describe('the policy', () => {
  it('N5: the default is sound, and gives a code 60 minutes', () => {
    expect(findPolicyProblems(defaultPolicy)).toEqual([]);
    expect(defaultPolicy.codeLifetimeMinutes).toBe(60);
  });

  it('N5: a code lives 10 minutes at least and 24 hours at most', () => {
    expect(policyLimits.codeLifetimeMinutes).toEqual([10, 1440]);
  });

  it('N7: codes are disabled after 100 failures in a row at the latest', () => {
    expect(policyLimits.failuresMax[1]).toBe(100);
  });

  it('S4: a prompt and a shown code end while Slack still keeps their response URL', () => {
    expect(policyLimits.requestLifetimeMinutes[1]).toBeLessThan(30);
    expect(policyLimits.hideAfterSeconds[1]).toBeLessThan(30 * 60);
  });

  it.each(limits)('N5: %s from %d to %d, both included', (field, min, max) => {
    const wide = { codeLifetimeMinutes: 10, codeLifetimeMinutesMax: 1440 };
    expect(fieldsAtFault({ ...wide, [field]: min })).toEqual([]);
    expect(fieldsAtFault({ ...wide, [field]: max })).toEqual([]);
    for (const wrong of [max + 1, min + 0.5, Number.NaN, Number.POSITIVE_INFINITY, '60', null]) {
      expect(fieldsAtFault({ ...wide, [field]: wrong })).toContain(field);
    }
    expect(fieldsAtFault({ ...wide, [field]: min - 1 })).toContain(field);
  });

  it('N5: the usual lifetime is at most the longest', () => {
    expect(fieldsAtFault({ codeLifetimeMinutes: 480 })).toEqual([]);
    expect(findPolicyProblems({ ...defaultPolicy, codeLifetimeMinutes: 481 })).toEqual([
      { code: 'lifetime_above_max', field: 'codeLifetimeMinutes', max: 480 },
    ]);
    expect(fieldsAtFault({ codeLifetimeMinutesMax: 59 })).toEqual(['codeLifetimeMinutes']);
  });

  it('N5: a lifetime that was stored before there was a longest one stays valid', () => {
    expect(findPolicyProblems(completePolicy({ codeLifetimeMinutes: 1440 }))).toEqual([]);
    expect(completePolicy({ codeLifetimeMinutes: 30 }).codeLifetimeMinutesMax).toBe(480);
  });

  it('a reminder comes 1 minute to a day before the end, or never', () => {
    for (const right of [null, 1, 1440])
      expect(fieldsAtFault({ remindBeforeExpiryMinutes: right })).toEqual([]);
    for (const wrong of [0, 1441, 1.5, '10'])
      expect(fieldsAtFault({ remindBeforeExpiryMinutes: wrong })).toEqual(['remindBeforeExpiryMinutes']);
  });

  it('N11: no policy lets an admin issue for an owner, or anybody else issue at all', () => {
    expect(fieldsAtFault({ mayIssueFor: { owner: roles, admin: roles } })).toEqual(['mayIssueFor']);
    expect(fieldsAtFault({ mayIssueFor: { owner: [], admin: [], helpdesk: ['member'] } })).toEqual([
      'mayIssueFor',
    ]);
    expect(fieldsAtFault({ mayIssueFor: { owner: [], admin: [] } })).toEqual([]);
  });

  it('U2: each fault has a code, and the facts to say what would be right', () => {
    const faults = findPolicyProblems({
      ...defaultPolicy,
      freezeMinutes: 0,
      mayIssueFor: { owner: roles, admin: roles, member: roles } as typeof defaultPolicy.mayIssueFor,
      accentColor: 'red',
    });
    expect(faults).toEqual([
      { code: 'out_of_range', field: 'freezeMinutes', min: 1, max: 1440 },
      { code: 'issuer_role', field: 'mayIssueFor', role: 'member' },
      { code: 'admin_for_owner', field: 'mayIssueFor' },
      { code: 'no_color', field: 'accentColor' },
    ]);
  });

  it.each(['red', '4a154b', 'x#4a154b', '#4A154B', '#4a154b;}', ''])(
    '%s is no accent colour',
    (accentColor) => {
      expect(fieldsAtFault({ accentColor })).toEqual(['accentColor']);
      expect(fieldsAtFault({ accentColor: '#4a154b' })).toEqual([]);
    },
  );

  it('N11: by default both privileged roles need a second person', () => {
    expect(defaultPolicy.privilegedRoles).toEqual(['owner', 'admin']);
  });

  it('N11: by default an owner may issue for everybody, an admin for everybody but owners', () => {
    expect(defaultPolicy.mayIssueFor).toEqual({
      owner: ['owner', 'admin', 'helpdesk', 'member'],
      admin: ['admin', 'helpdesk', 'member'],
    });
  });

  it('S4: by default the code comes in the direct message, without a reason, and a new factor is asked after', () => {
    expect(defaultPolicy).toMatchObject({
      revealIn: 'direct_message',
      reasonRequired: false,
      requireReEnrolment: true,
    });
  });
});
