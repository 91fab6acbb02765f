import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/domain/directory/roles.ts';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { defaultPolicy, type Policy } from '../../../src/domain/organization/policy.ts';
import type { TierPolicy } from '../../../src/domain/requests/tier.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { openTestServices, type TestServices } from '../open-services.ts';

let test: TestServices;
beforeEach(async () => {
  test = await openTestServices();
});
afterEach(() => test.close());

const set = (changes: Partial<Policy>) => test.services.setPolicy(test.organization.id, changes);
const stored = async () => (await test.store.read.organizations.findById(test.organization.id))?.policy;

describe('the policy', () => {
  it('is changed in the fields that are named, with before and after on record', async () => {
    expect(await set({ codeLifetimeMinutes: 30, securityChannelId: 'C1' })).toMatchObject({
      kind: 'changed',
    });
    expect(await stored()).toEqual({ ...defaultPolicy, codeLifetimeMinutes: 30, securityChannelId: 'C1' });
    const [event] = await test.store.read.audit.listLatest(test.organization.id, 1);
    expect(event?.details).toEqual({ codeLifetimeMinutes: '60 -> 30', securityChannelId: 'null -> "C1"' });
  });

  it('set to what it is leaves no line', async () => {
    expect(await set({ codeLifetimeMinutes: 60 })).toMatchObject({ kind: 'unchanged' });
    expect(await test.actions()).not.toContain('organization.policy_changed');
  });

  it('takes a source of the organization as an authority, by name in the history, and no other', async () => {
    const { authority } = defaultPolicy;
    const source = createStoreFixtures('p').source(test.organization.id, { name: 'HR' });
    expect(await set({ authority: { ...authority, status: source.id } })).toMatchObject({
      kind: 'invalid',
      problems: [{ code: 'unknown_source', field: 'authority' }],
    });
    await test.store.transact(test.organization.id, (tx) => tx.sources.insert(source));
    const chosen = { authority: { ...authority, status: source.id } };
    expect((await set(chosen)).kind).toBe('changed');
    expect((await set(chosen)).kind).toBe('unchanged');
    const [event] = await test.store.read.audit.listLatest(test.organization.id, 1);
    expect(event?.details).toEqual({ 'authority.status': 'none -> HR' });
    // A source that was removed since is in no one's way.
    await test.store.transact(test.organization.id, (tx) =>
      tx.sources.remove(test.organization.id, source.id),
    );
    expect(
      (await set({ authority: { ...chosen.authority, email: null }, codeLifetimeMinutes: 30 })).kind,
    ).toBe('changed');
    expect((await set({ authority })).kind).toBe('changed');
  });

  describe('N11: under which no one could approve is refused, and names who could', () => {
    const make = createStoreFixtures('approver');
    const add = (role: Role, login: string) =>
      test.store.transact(test.organization.id, (tx) =>
        tx.directory.insertMany([
          make.user(test.organization.id, { role, email: login, displayName: login, status: 'confirmed' }),
        ]),
      );
    const privileged = (change: Partial<TierPolicy>) => ({
      tiers: { ...defaultPolicy.tiers, privileged: { ...defaultPolicy.tiers.privileged, ...change } },
    });

    it('until enough people are left beside the requester and the target', async () => {
      // Beside Ada, an owner.
      await add('admin', 'ole@acme.test');
      await add('admin', 'amy@acme.test');
      expect(await set(privileged({ approvalsRequired: 2 }))).toMatchObject({
        kind: 'invalid',
        problems: [{ code: 'no_approver', tier: 'privileged', needed: 2 }],
      });
      expect(await stored()).toEqual(defaultPolicy);
      await add('admin', 'ann@acme.test');
      expect((await set(privileged({ approvalsRequired: 2 }))).kind).toBe('changed');
      const owned = { roles: ['owner'], groups: [], manager: false } as const;
      expect(await set(privileged({ approvers: owned, approvalsRequired: 2 }))).toMatchObject({
        problems: [{ code: 'no_approver', people: ['ada@acme.test'] }],
      });
      // Each person’s manager is another.
      const managed = { ...owned, manager: true };
      expect((await set(privileged({ approvers: managed, approvalsRequired: 2 }))).kind).toBe('changed');
    });

    it('an approver by role has to be one who may issue for the target', async () => {
      await add('admin', 'ole@acme.test');
      await add('admin', 'amy@acme.test');
      const { owner } = defaultPolicy.mayIssueFor;
      expect(await set({ mayIssueFor: { owner, admin: ['helpdesk', 'member'] } })).toMatchObject({
        kind: 'invalid',
        problems: [{ code: 'no_approver', tier: 'privileged', role: 'admin', needed: 1, people: [] }],
      });
      for (const name of ['olga', 'otto']) await add('owner', `${name}@acme.test`);
      expect((await set({ mayIssueFor: { owner, admin: ['helpdesk', 'member'] } })).kind).toBe('changed');
    });

    it('a tier to which a signal raises counts for those who are raised, and who is left is named', async () => {
      for (const name of ['olga', 'otto', 'oki']) await add('owner', `${name}@acme.test`);
      const executive = (approvalsRequired: number) => ({
        tiers: {
          ...defaultPolicy.tiers,
          executive: { ...defaultPolicy.tiers.executive, approvalsRequired },
        },
      });
      // Four owners: one asks, for one, and two are left.
      const refused = await set(executive(3));
      expect(refused).toMatchObject({
        problems: [{ code: 'no_approver', tier: 'executive', role: 'owner', needed: 3 }],
      });
      const [problem] = refused.kind === 'invalid' ? refused.problems : [];
      expect(problem?.code === 'no_approver' && problem.people).toHaveLength(2);
      // Where no signal counts, no owner is of this tier.
      expect((await set({ riskSignals: [], ...executive(3) })).kind).toBe('changed');
      expect(await set({ riskSignals: ['night'] })).toMatchObject({
        problems: [{ code: 'no_approver', tier: 'executive', role: 'owner', needed: 3 }],
      });
    });

    it('and a setting that has nothing to do with it is still taken', async () => {
      expect((await set({ codeLifetimeMinutes: 30 })).kind).toBe('changed');
    });
  });

  it.each<[string, Partial<Policy>]>([
    ['N5: a lifetime below 10 minutes', { codeLifetimeMinutes: 9 }],
    ['N5: a lifetime above a day', { codeLifetimeMinutes: 1441 }],
    ['N7: more than 100 failures', { failuresMax: 101 }],
    ['N11: an admin who may issue for an owner', { mayIssueFor: { owner: ['member'], admin: ['owner'] } }],
  ])('refuses %s, and changes nothing else with it', async (_, changes) => {
    const result = await set({ reasonRequired: true, ...changes });
    expect(result.kind).toBe('invalid');
    expect(await stored()).toEqual(defaultPolicy);
  });

  it('of an organization that is not there cannot be set', async () => {
    const id = 'org_000000000000000000000000' as OrganizationId;
    expect(await test.services.setPolicy(id, {})).toEqual({ kind: 'unknown_organization' });
  });
});
