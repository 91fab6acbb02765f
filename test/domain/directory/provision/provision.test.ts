import { describe, expect, it } from 'vitest';
import type { DirectoryUser } from '../../../../src/domain/directory/directory-user.ts';
import { effectOfConflict } from '../../../../src/domain/directory/provision/find-conflicts.ts';
import { decideProvision } from '../../../../src/domain/directory/provision/provision.ts';
import type {
  Provision,
  ProvisionFacts,
} from '../../../../src/domain/directory/provision/provision-facts.ts';
import type { Source } from '../../../../src/domain/directory/source.ts';
import type { SourceRecord } from '../../../../src/domain/directory/source-person.ts';
import { somebody } from '../../people.ts';
import {
  chiefsAreOwners,
  contextOf,
  DIRECTORY,
  HR,
  hired,
  itIsAdmin,
  personOf,
  provisionFactsOf,
  recordOf,
} from '../source-people.ts';

function decideAnew(
  record: Partial<SourceRecord>,
  facts: Partial<ProvisionFacts> = {},
  source: Partial<Source> = {},
) {
  return decideProvision(provisionFactsOf(recordOf('ann', record), facts), contextOf(source));
}

function decideFor(
  linked: DirectoryUser,
  record: Partial<SourceRecord>,
  facts: Partial<ProvisionFacts> = {},
  source: Partial<Source> = {},
) {
  return decideProvision(provisionFactsOf(recordOf('ann', record), { linked, ...facts }), contextOf(source));
}

const kindsOf = (decided: Provision) =>
  decided.kind === 'skip' ? [] : decided.conflicts.map(({ kind }) => kind);
function afterOf(decided: Provision): DirectoryUser {
  if (!('after' in decided)) throw new Error(`Nothing changes: ${decided.kind}`);
  return decided.after;
}

describe('a person new to the source', () => {
  it('becomes a member, whatever the record says of them', () => {
    const decided = decideAnew({
      groups: ['IT admins', 'owner'],
      attributes: { role: 'owner', isAdmin: 'true' },
    });
    expect(decided).toMatchObject({ kind: 'create', ruleRole: null, conflicts: [] });
    expect(afterOf(decided)).toMatchObject({
      role: 'member',
      status: 'confirmed',
      sourceId: HR,
      externalId: 'hr-ann',
    });
  });

  it('gets the role of a rule', () => {
    const decided = decideAnew({ groups: ['it admins'] }, {}, { roleRules: [itIsAdmin] });
    expect(decided).toMatchObject({ kind: 'create', ruleRole: 'admin' });
    expect(afterOf(decided).role).toBe('admin');
    const byKnown = decideAnew({ groups: null }, { knownGroups: ['IT admins'] }, { roleRules: [itIsAdmin] });
    expect(afterOf(byKnown).role).toBe('admin');
  });

  it('N11: is an owner only by name, and by the address, not by an alias or a number', () => {
    const source = { roleRules: [chiefsAreOwners], allowedOwners: ['boss@acme.test', '+447700900123'] };
    const groups = ['Chiefs'];
    const allowed = decideAnew({ groups, email: 'Boss@acme.test' }, {}, source);
    expect([afterOf(allowed).role, kindsOf(allowed)]).toEqual(['owner', []]);
    const claimed = decideAnew({ groups, alias: 'boss@acme.test', mobile: '+447700900123' }, {}, source);
    expect([afterOf(claimed).role, kindsOf(claimed)]).toEqual(['member', ['role_refused']]);
  });

  it('is kept out while a login is another user’s, and takes nothing from them', () => {
    const admin = somebody('admin', { role: 'admin', mobile: '+447700900123' });
    expect(decideAnew({ email: 'Admin@acme.test' }, { matches: [admin] })).toEqual({
      kind: 'conflict',
      conflicts: [
        {
          kind: 'login_of_another_source',
          field: 'email',
          value: 'admin@acme.test',
          otherUserId: admin.id,
          otherSourceId: null,
        },
      ],
    });
    const byNumber = decideAnew({ mobile: '+447700900123' }, { matches: [admin] });
    expect(byNumber).toMatchObject({ kind: 'conflict', conflicts: [{ field: 'mobile' }] });
    const byAlias = decideAnew(
      { alias: 'admin@acme.test' },
      { matches: [{ ...admin, sourceId: DIRECTORY }] },
    );
    expect(byAlias).toMatchObject({
      kind: 'conflict',
      conflicts: [{ kind: 'login_of_another_source', field: 'alias', otherSourceId: DIRECTORY }],
    });
  });

  it('is kept out while a login is a colleague’s of the same source, or logins are two people’s', () => {
    const [bob, eve] = [hired('bob'), hired('eve')];
    const moved = decideAnew({ email: 'bob@acme.test' }, { matches: [bob] });
    expect(moved).toMatchObject({
      kind: 'conflict',
      conflicts: [{ kind: 'login_of_another_person', otherSourceId: HR }],
    });
    const two = decideAnew({ email: 'bob@acme.test', alias: 'eve@acme.test' }, { matches: [bob, eve] });
    expect(two).toMatchObject({ kind: 'conflict', conflicts: [{ kind: 'two_people', otherUserId: bob.id }] });
  });

  it.each([
    [{ email: null }, 'no_email'],
    [{ email: 'ann' }, 'invalid_field'],
    [{ email: 'ann', mobile: '+447700900123' }, 'invalid_field'],
    [{ email: 'ann@acmе.test' }, 'look_alike'],
  ])('is kept out without an address that can be used: %j', (record, kind) => {
    const decided = decideAnew(record);
    expect([decided.kind, kindsOf(decided)]).toEqual(['conflict', [kind]]);
  });

  it.each<[Partial<SourceRecord>, string, Partial<ProvisionFacts>]>([
    [{ email: 'ann@elsewhere.test' }, 'unverified_domain', {}],
    [{ email: null, mobile: '+447700900123' }, 'mobile_only', {}],
    [{ hasTwoPrimaries: true }, 'two_primary_addresses', {}],
    [{ manager: 'hr-gone' }, 'unknown_manager', { isManagerKnown: false }],
    [{ mobile: '12' }, 'invalid_field', {}],
    [{ displayName: '=1+1' }, 'invalid_field', {}],
  ])('comes in with a warning: %j', (record, kind, facts) => {
    const decided = decideAnew(record, facts);
    expect([decided.kind, kindsOf(decided)]).toEqual(['create', [kind]]);
    expect(afterOf(decided).displayName).not.toMatch(/^=/);
  });

  it('isn’t created after they have left, and collides with no one', () => {
    const left = { status: 'deactivated', email: 'bob@acme.test' } as const;
    expect(decideAnew(left, { matches: [hired('bob')] })).toEqual({ kind: 'skip', reason: 'left' });
    expect(decideAnew({ status: 'suspended' }).kind).toBe('create');
    expect(decideAnew({ externalId: '' })).toEqual({ kind: 'skip', reason: 'no_external_id' });
  });

  it('stays out when a person dismissed the conflict, until the record changes', () => {
    const matches = [somebody('ann')];
    const person = { ...personOf(hired('ann')), userId: null, ignored: ['login_of_another_source'] as const };
    expect(decideAnew({}, { matches, person })).toEqual({ kind: 'skip', reason: 'dismissed' });
    expect(decideAnew({ department: 'Sales' }, { matches, person }).kind).toBe('conflict');
    expect(decideAnew({}, { matches: [hired('ann')], person }).kind).toBe('conflict');
  });
});

describe('a person whom the source provisioned', () => {
  it('follows the source by id, whatever the address', () => {
    const decided = decideFor(hired('ann'), {
      displayName: 'Ann Lee',
      email: 'lee@acme.test',
      department: 'IT',
    });
    expect(decided).toMatchObject({
      kind: 'update',
      changed: ['displayName', 'email', 'department'],
      takesAway: false,
    });
  });

  it('is unchanged by the same record', () => {
    expect(decideFor(hired('ann'), {})).toMatchObject({ kind: 'unchanged', conflicts: [] });
  });

  it.each([
    ['confirmed', 'suspended', 'suspend', true],
    ['confirmed', 'deactivated', 'deactivate', true],
    ['confirmed', 'invited', 'update', true],
    ['suspended', 'confirmed', 'reactivate', false],
    ['deactivated', 'confirmed', 'reactivate', false],
    ['deactivated', 'invited', 'reactivate', false],
    ['deactivated', 'suspended', 'update', false],
    ['suspended', 'deactivated', 'deactivate', true],
    ['invited', 'confirmed', 'update', false],
  ] as const)('%s -> %s: %s', (before, status, kind, takesAway) => {
    const decided = decideFor(hired('ann', { status: before }), { status });
    expect(decided).toMatchObject({ kind, takesAway, after: { status } });
  });

  it('N18: is deactivated however broken the rest of the record is', () => {
    const record = {
      status: 'deactivated',
      email: 'nonsense',
      displayName: '\u202e',
      mobile: '1',
      manager: 'x'.repeat(999),
      alias: 'bob@acme.test',
    } as const;
    const decided = decideFor(hired('ann'), record, { matches: [hired('bob')] });
    expect(decided).toMatchObject({ kind: 'deactivate', changed: ['status'] });
    expect(kindsOf(decided)).toContain('login_of_another_person');
  });

  it('never loses the last address or the last number', () => {
    const record = { email: null, mobile: null };
    expect(decideFor(hired('ann', { mobile: '+447700900123' }), record)).toMatchObject({
      after: { email: 'ann@acme.test', mobile: null, primary: 'email' },
      conflicts: [{ kind: 'no_email' }],
    });
    const mobileOnly = hired('ann', { email: null, mobile: '+447700900123', primary: 'mobile' });
    expect(decideFor(mobileOnly, record)).toMatchObject({ kind: 'unchanged' });
    expect(decideFor(mobileOnly, {})).toMatchObject({
      after: { email: 'ann@acme.test', mobile: null, primary: 'email' },
    });
  });

  it('keeps each login that another user has, and changes the rest', () => {
    const admin = somebody('admin', { role: 'admin', mobile: '+447700900123' });
    const decided = decideFor(
      hired('ann'),
      { email: 'admin@acme.test', mobile: '+447700900123', alias: 'ann.lee@acme.test', department: 'IT' },
      { matches: [admin] },
    );
    expect(decided).toMatchObject({ changed: ['alias', 'department'] });
    expect(kindsOf(decided)).toEqual(['login_of_another_source', 'login_of_another_source']);
  });

  it('N11: is raised by a rule alone, and falls when no rule gives the role any more', () => {
    const source = { roleRules: [itIsAdmin] };
    const ann = hired('ann');
    const raised = decideFor(ann, { groups: ['IT admins'] }, {}, source);
    expect(raised).toMatchObject({
      kind: 'update',
      ruleRole: 'admin',
      takesAway: false,
      after: { role: 'admin' },
    });
    const person = personOf(ann, { ruleRole: 'admin' });
    const fallen = { ruleRole: null, takesAway: true, after: { role: 'member' } };
    const admin = hired('ann', { role: 'admin' });
    expect(decideFor(admin, { groups: ['Sales'] }, { person }, source)).toMatchObject(fallen);
    // Even if the rule itself is gone.
    expect(decideFor(admin, { groups: ['IT admins'] }, { person })).toMatchObject(fallen);
  });

  it('keeps the role that the operator gave while the source has no rules', () => {
    expect(decideFor(hired('ann', { role: 'admin' }), {})).toMatchObject({ kind: 'unchanged' });
    const ruled = decideFor(hired('ann', { role: 'admin' }), {}, {}, { roleRules: [itIsAdmin] });
    expect(ruled).toMatchObject({ after: { role: 'member' } });
  });

  it('keeps the address of an owner or admin until a person accepts the new one, rule or no rule', () => {
    const record = { email: 'evil@acme.test', groups: ['IT admins'] };
    for (const roleRules of [[], [itIsAdmin]]) {
      const admin = hired('ann', { role: 'admin' });
      const decided = decideFor(admin, record, {}, { roleRules });
      expect(decided).toMatchObject({
        kind: 'unchanged',
        conflicts: [{ kind: 'admin_login', value: 'evil@acme.test' }],
      });
      const accepted = decideFor(admin, record, { isAdminLoginAccepted: true }, { roleRules });
      expect(accepted).toMatchObject({ changed: ['email'], conflicts: [] });
    }
    expect(decideFor(hired('ann'), record)).toMatchObject({ changed: ['email'], conflicts: [] });
  });

  it('gives an owner or admin without an address none before a person accepts it', () => {
    const mobile = '+447700900123';
    const admin = hired('ann', { role: 'admin', email: null, mobile, primary: 'mobile' });
    const decided = decideFor(admin, { email: 'evil@acme.test', mobile });
    expect(decided).toMatchObject({ conflicts: [{ kind: 'admin_login', value: 'evil@acme.test' }] });
    expect(decided.kind === 'unchanged' || afterOf(decided).email === null).toBe(true);
  });

  it.each([
    ['mobile', '+447700900123', '+447700900456'],
    ['alias', 'ann@upn.acme.test', 'eve@upn.acme.test'],
  ] as const)('keeps the %s of an owner or admin until a person accepts the change', (field, held, told) => {
    const admin = hired('ann', { role: 'admin', [field]: held });
    for (const value of [told, null]) {
      const decided = decideFor(admin, { [field]: value });
      expect(decided).toMatchObject({
        kind: 'unchanged',
        conflicts: [{ kind: 'admin_login', field, value }],
      });
      const accepted = decideFor(admin, { [field]: value }, { isAdminLoginAccepted: true });
      expect(accepted).toMatchObject({ changed: [field], after: { [field]: value }, conflicts: [] });
      const member = decideFor(hired('ann', { [field]: held }), { [field]: value });
      expect(member).toMatchObject({ changed: [field], conflicts: [] });
    }
    expect(decideFor(hired('ann', { role: 'admin' }), { [field]: told })).toMatchObject({ changed: [field] });
  });

  it('is no owner by taking an address that the owner allowed', () => {
    const source = { roleRules: [chiefsAreOwners, itIsAdmin], allowedOwners: ['boss@acme.test'] };
    const record = { email: 'boss@acme.test', groups: ['Chiefs'] };
    const admin = decideFor(hired('ann', { role: 'admin' }), record, {}, source);
    expect(kindsOf(admin)).toEqual(['role_refused', 'admin_login']);
    expect(admin.kind).toBe('unchanged');
    const mobile = '+447700900123';
    const unaddressed = hired('ann', { role: 'admin', email: null, mobile, primary: 'mobile' });
    for (const ruled of [hired('ann', { role: 'admin' }), unaddressed]) {
      const person = personOf(ruled, { ruleRole: 'admin' });
      const decided = decideFor(
        ruled,
        { ...record, mobile: ruled.mobile },
        { person, links: [person] },
        source,
      );
      expect(kindsOf(decided)).toEqual(['role_refused', 'admin_login']);
      expect(decided).toMatchObject({ kind: 'unchanged', ruleRole: 'admin' });
    }
  });

  it.each([
    [{ status: 'suspended' }, 'status'],
    [{ status: 'deactivated' }, 'status'],
    [{ status: 'invited' }, 'status'],
    [{ groups: ['Sales'] }, 'role'],
  ] as const)('the last owner stays: %j', (record, field) => {
    const owner = hired('ann', { role: 'owner' });
    const facts = { isLastOwner: true, person: personOf(owner, { ruleRole: 'owner' }) };
    const source = { roleRules: [chiefsAreOwners], allowedOwners: ['ann@acme.test'] };
    const decided = decideFor(owner, { groups: ['Chiefs'], department: 'Board', ...record }, facts, source);
    expect(decided).toMatchObject({ changed: ['department'], conflicts: [{ kind: 'last_owner', field }] });
    const oneOfTwo = decideFor(
      owner,
      { groups: ['Chiefs'], ...record },
      { ...facts, isLastOwner: false },
      source,
    );
    expect(oneOfTwo).toMatchObject({ takesAway: true, conflicts: [] });
  });

  it('says nothing of a warning that a person dismissed, until the record changes', () => {
    const ann = hired('ann', { email: 'ann@elsewhere.test' });
    const record = recordOf('ann', { email: 'ann@elsewhere.test' });
    const person = personOf(ann, { record, ignored: ['unverified_domain'] });
    expect(kindsOf(decideFor(ann, record, { person }))).toEqual([]);
    expect(kindsOf(decideFor(ann, { ...record, department: 'IT' }, { person }))).toEqual([
      'unverified_domain',
    ]);
  });
});

describe('a person whom another source, or the operator, provisioned', () => {
  const record = {
    displayName: 'Mallory',
    email: 'evil@acme.test',
    status: 'deactivated',
    manager: 'x',
  } as const;

  it('is changed in nothing, although the source is linked', () => {
    for (const sourceId of [null, DIRECTORY]) {
      const ann = somebody('ann', { sourceId, role: 'admin' });
      expect(decideFor(ann, record, {}, { roleRules: [itIsAdmin] })).toEqual({
        kind: 'skip',
        reason: 'not_governed',
      });
    }
  });

  it.each([
    ['status', ['status']],
    ['role', ['role']],
    ['name', ['displayName']],
    ['email', ['email']],
    ['manager', ['manager']],
  ] as const)('is changed in %s alone by the source that is the authority for it', (attribute, changed) => {
    const ann = somebody('ann', { sourceId: DIRECTORY });
    const facts = provisionFactsOf(
      recordOf('ann', {
        ...record,
        mobile: '+447700900123',
        alias: 'a@acme.test',
        department: 'IT',
        groups: ['IT admins'],
      }),
      { linked: ann },
    );
    const source = { roleRules: [itIsAdmin] };
    expect(decideProvision(facts, contextOf(source, { [attribute]: HR }))).toMatchObject({ changed });
    // Not linked: the choice means nothing for this user, and the one that provisioned them governs.
    const unlinked = { ...facts, links: [] };
    expect(decideProvision(unlinked, contextOf(source, { [attribute]: HR })).kind).toBe('skip');
  });

  it('is no longer governed by the source that provisioned them where another is the authority', () => {
    const ann = hired('ann');
    const links = [personOf(ann), personOf(ann, { sourceId: DIRECTORY })];
    const facts = provisionFactsOf(recordOf('ann', record), { linked: ann, links });
    expect(decideProvision(facts, contextOf({}, { status: DIRECTORY, email: DIRECTORY }))).toMatchObject({
      changed: ['displayName', 'manager'],
    });
  });

  it('loses a role that an authority’s rule gave when the authority is no longer one', () => {
    const ann = hired('ann', { role: 'admin' });
    const links = [personOf(ann), personOf(ann, { sourceId: DIRECTORY, ruleRole: 'admin' })];
    const facts = provisionFactsOf(recordOf('ann'), { linked: ann, links });
    expect(decideProvision(facts, contextOf())).toMatchObject({ after: { role: 'member' }, takesAway: true });
  });
});

it('says what each conflict does meanwhile', () => {
  expect(effectOfConflict({ kind: 'unverified_domain' }, true)).toBe('warning');
  expect(effectOfConflict({ kind: 'admin_login' }, true)).toBe('field_kept');
  expect(effectOfConflict({ kind: 'two_people' }, false)).toBe('kept_out');
});
