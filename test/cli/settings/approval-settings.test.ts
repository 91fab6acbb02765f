import { expect, it } from 'vitest';
import { parsePolicySettings } from '../../../src/cli/settings/policy-settings.ts';
import type { GroupId } from '../../../src/domain/ids.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';

const groups = [
  { id: 'grp_0123456789ABCDEFGHIJK' as GroupId, name: 'Board', source: 'Okta', isOnlyOne: true },
  { id: 'grp_1123456789ABCDEFGHIJK' as GroupId, name: 'Owner', source: 'Okta', isOnlyOne: true },
];
const parse = (...texts: string[]) =>
  parsePolicySettings(texts, defaultPolicy, { sources: [], providers: [], groups });

it('N11: approvers are roles, the manager and groups, and nothing else', () => {
  const { executive } = defaultPolicy.tiers;
  expect(
    parse('tiers.executive.approvers=owner,manager,board', 'tiers.executive.fallbackApprovers=admin'),
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

it.each([
  'none',
  'member',
  'owner,owner',
  'owner,',
  'usr_1',
  'Owner',
  'board,Board',
  'grp_2223456789ABCDEFGHIJK',
])('N11: %s are no approvers', (text) => {
  expect(parse(`tiers.standard.approvers=${text}`)).toMatchObject({ kind: 'problems' });
});

it('a reminder and fallback approvers can be left out', () => {
  expect(
    parse('tiers.standard.remindAfterMinutes=none', 'tiers.standard.fallbackApprovers=none'),
  ).toMatchObject({
    changes: { tiers: { standard: { remindAfterMinutes: null, fallbackApprovers: null } } },
  });
});
