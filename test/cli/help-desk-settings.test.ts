import { expect, it } from 'vitest';
import { listPolicySettings, parsePolicySettings } from '../../src/cli/settings/policy-settings.ts';
import type { GroupId } from '../../src/domain/ids.ts';
import { defaultPolicy, type Policy } from '../../src/domain/organization/policy.ts';

const sales = 'grp_0123456789ABCDEFGHIJK' as GroupId;
const groups = [{ id: sales, name: 'Sales', source: 'Okta', isOnlyOne: true }];
const names = { sources: [], providers: [], groups };
const parse = (...texts: string[]) => parsePolicySettings(texts, defaultPolicy, names);

it('N11: scopes of the help desk are groups by name or id, and domains as they are normalized', () => {
  const parsed = parse(
    'helpDesk.allow.groups=sales',
    'helpDesk.allow.domains=Acme.test,BÜCHER.example',
    `helpDesk.deny.groups=${sales}`,
    'helpDesk.codesPerHour=7',
    'managerLane=true',
  );
  expect(parsed).toEqual({
    kind: 'changes',
    changes: {
      managerLane: true,
      helpDesk: {
        ...defaultPolicy.helpDesk,
        allow: { groups: [sales], domains: ['acme.test', 'xn--bcher-kva.example'] },
        deny: { groups: [sales], domains: [] },
        codesPerHour: 7,
      },
    },
  });
  if (parsed.kind !== 'changes') return;
  const policy: Policy = { ...defaultPolicy, ...parsed.changes };
  const shown = new Map(listPolicySettings(policy, names).map(({ name, value }) => [name, value]));
  expect(shown.get('helpDesk.allow.groups')).toBe('Sales');
  expect(shown.get('helpDesk.allow.domains')).toBe('acme.test,xn--bcher-kva.example');
  expect(shown.get('helpDesk.limit.domains')).toBe('none');
  expect(parsePolicySettings(['helpDesk.allow.groups=none'], policy, names)).toMatchObject({
    changes: { helpDesk: { allow: { groups: [], domains: ['acme.test', 'xn--bcher-kva.example'] } } },
  });
});

it.each([
  'helpDesk.allow.groups=Marketing',
  'helpDesk.allow.domains=not a domain',
  'helpDesk.allow.domains=acme.test,ACME.test',
  'helpDesk.allow.domains=',
  'helpDesk.codesPerHour=many',
  'managerLane=on',
])('%s is none', (text) => expect(parse(text)).toMatchObject({ kind: 'problems' }));
