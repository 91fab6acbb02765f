import { expect, it } from 'vitest';
import { parsePolicySettings } from '../../src/cli/policy-settings.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';

const parse = (...texts: string[]) => parsePolicySettings(texts, defaultPolicy);

it('N11: approvers are roles, the manager and groups, and nothing else', () => {
  const { executive } = defaultPolicy.tiers;
  expect(
    parse(
      'tiers.executive.approvers=owner,manager,grp_0123456789ABCDEFGHIJK',
      'tiers.executive.fallbackApprovers=admin',
    ),
  ).toEqual({
    kind: 'changes',
    changes: {
      tiers: {
        ...defaultPolicy.tiers,
        executive: {
          ...executive,
          approvers: { roles: ['owner'], groups: ['grp_0123456789ABCDEFGHIJK'], manager: true },
          fallbackApprovers: { roles: ['admin'], groups: [], manager: false },
        },
      },
    },
  });
});

it.each(['none', 'member', 'owner,owner', 'owner,', 'usr_1'])('N11: %s are no approvers', (text) => {
  expect(parse(`tiers.standard.approvers=${text}`)).toMatchObject({ kind: 'problems' });
});

it('a reminder and fallback approvers can be left out', () => {
  expect(
    parse('tiers.standard.remindAfterMinutes=none', 'tiers.standard.fallbackApprovers=none'),
  ).toMatchObject({
    changes: { tiers: { standard: { remindAfterMinutes: null, fallbackApprovers: null } } },
  });
});
