import { describe, expect, it } from 'vitest';
import {
  decideRole,
  findRole,
  type RoleFacts,
} from '../../../../src/domain/directory/provision/role-rules.ts';
import type { Role } from '../../../../src/domain/directory/roles.ts';
import type { RoleRule } from '../../../../src/domain/directory/source.ts';

const group = (name: string, role: Role): RoleRule => ({ when: { kind: 'group', group: name }, role });
const attribute = (name: string, value: string, role: Role): RoleRule => ({
  when: { kind: 'attribute', attribute: name, value },
  role,
});
const facts = (change: Partial<RoleFacts>): RoleFacts => ({
  rules: [],
  groups: [],
  attributes: {},
  isOwnerAllowed: false,
  present: null,
  ...change,
});

describe('the rule that fits', () => {
  it('is the first one', () => {
    const rules = [group('Desk', 'helpdesk'), group('IT', 'admin')];
    expect(findRole(facts({ rules, groups: ['IT', 'Desk'] }))).toBe('helpdesk');
    expect(findRole(facts({ rules: rules.toReversed(), groups: ['IT', 'Desk'] }))).toBe('admin');
    expect(findRole(facts({ rules, groups: ['Sales'] }))).toBeNull();
  });

  it.each(['it ADMINS', ' IT admins ', 'IT Admins'])('regards no case and no outer space: %j', (name) => {
    expect(findRole(facts({ rules: [group('IT admins', 'admin')], groups: [name] }))).toBe('admin');
  });

  it.each(['\u212Aeys', 'ke\u017Fys', 'keys\u200b', 'kеys', 'ｋeys', 'keys2', ''])(
    'is not the rule of a look-alike group: %j',
    (name) => {
      expect(findRole(facts({ rules: [group('keys', 'admin')], groups: [name] }))).toBeNull();
    },
  );

  it('fits an attribute with exactly this name and value, and none that the record lacks', () => {
    const rules = [attribute('isAdmin', 'true', 'admin')];
    expect(findRole(facts({ rules, attributes: { isAdmin: 'True' } }))).toBe('admin');
    expect(findRole(facts({ rules, attributes: { isAdmin: 'false' } }))).toBeNull();
    expect(findRole(facts({ rules, attributes: { title: 'true' } }))).toBeNull();
    expect(findRole(facts({ rules: [attribute('constructor', '', 'admin')] }))).toBeNull();
  });
});

/** `operator`: the operator gave the present role; `rule`: a rule did. */
type Case = [
  rules: 'none' | 'some',
  fits: Role | null,
  present: Role | null,
  by: 'operator' | 'rule',
  is: Role,
];
describe('N11: the role of a person whose role a source decides', () => {
  it.each<Case>([
    ['none', null, null, 'operator', 'member'],
    ['none', null, 'member', 'operator', 'member'],
    ['none', null, 'admin', 'operator', 'admin'],
    ['none', null, 'owner', 'operator', 'owner'],
    // The rule that gave it is gone, and so is the role.
    ['none', null, 'admin', 'rule', 'member'],
    ['none', null, 'owner', 'rule', 'member'],
    ['some', null, null, 'operator', 'member'],
    ['some', null, 'admin', 'operator', 'member'],
    ['some', null, 'owner', 'operator', 'member'],
    ['some', null, 'admin', 'rule', 'member'],
    ['some', 'admin', null, 'operator', 'admin'],
    ['some', 'admin', 'owner', 'operator', 'admin'],
    ['some', 'helpdesk', 'admin', 'rule', 'helpdesk'],
    ['some', 'member', 'admin', 'operator', 'member'],
  ])('rules: %s, fits: %s, present: %s by %s -> %s', (rules, fits, present, by, role) => {
    const all = [group('other', 'owner'), ...(fits === null ? [] : [group('fit', fits)])];
    const decision = decideRole(
      facts({
        rules: rules === 'none' ? [] : all,
        groups: ['fit'],
        present: present === null ? null : { role: present, isRuled: by === 'rule' },
      }),
    );
    expect(decision).toEqual({ role, ruleRole: fits, isRefused: false });
  });

  it.each<[present: Role | null, by: 'operator' | 'rule', is: Role]>([
    [null, 'operator', 'member'],
    ['member', 'operator', 'member'],
    ['admin', 'operator', 'admin'],
    ['owner', 'operator', 'owner'],
    ['admin', 'rule', 'member'],
    // Allowed until the owner took the name off the list.
    ['owner', 'rule', 'member'],
  ])('is not owner by a rule alone: %s by %s -> %s', (present, by, role) => {
    const decision = decideRole(
      facts({
        rules: [group('Chiefs', 'owner')],
        groups: ['Chiefs'],
        present: present === null ? null : { role: present, isRuled: by === 'rule' },
      }),
    );
    expect(decision).toEqual({ role, ruleRole: null, isRefused: true });
  });

  it('is owner by a rule and by the owner’s leave', () => {
    const decision = decideRole(
      facts({ rules: [group('Chiefs', 'owner')], groups: ['Chiefs'], isOwnerAllowed: true }),
    );
    expect(decision).toEqual({ role: 'owner', ruleRole: 'owner', isRefused: false });
    expect(decideRole(facts({ isOwnerAllowed: true })).role).toBe('member');
  });
});
