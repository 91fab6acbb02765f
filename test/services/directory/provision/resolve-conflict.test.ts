import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConflictId } from '../../../../src/domain/ids.ts';
import type { Resolution } from '../../../../src/services/directory/provision/resolve-conflict.ts';
import { recordOf } from '../../../domain/directory/source-people.ts';
import { showSkippedStore } from '../../../support/show-skipped-store.ts';
import { openSourceWorld, type SourceWorld, storeKinds } from './open-source-world.ts';

showSkippedStore();
const itRule = { when: { kind: 'group', group: 'IT' }, role: 'admin' } as const;

describe.each(storeKinds)('a conflict, on %s', (kind) => {
  let world: SourceWorld;
  beforeEach(async () => {
    world = await openSourceWorld(kind);
    await world.import([
      { email: 'ann@acme.test', name: 'Ann', role: 'admin', status: 'confirmed' },
      { email: 'bob@acme.test', name: 'Bob', role: 'member', status: 'confirmed' },
    ]);
  });
  afterEach(() => world.close());

  async function resolve(externalId: string, resolution: Resolution) {
    const page = { sourceId: null, after: null, limit: 100 };
    const conflicts = await world.store.read.conflicts.list(world.organizationId, page);
    const conflict = conflicts.find((each) => each.externalId === externalId);
    if (conflict === undefined) throw new Error('There is no such conflict');
    return world.services.resolveConflict(world.organizationId, conflict.id, resolution);
  }

  it('taken over: the source governs the user from then on, with the roles of its rules alone', async () => {
    const source = await world.addSource({ name: 'HR', roleRules: [itRule] });
    const record = recordOf('x', { email: 'ann@acme.test', displayName: 'Ann Lee' });
    await world.tell(source, [record]);
    const { id } = await world.user('ann@acme.test');
    expect(await resolve('hr-x', 'take_over')).toMatchObject({
      kind: 'resolved',
      user: { id, displayName: 'Ann Lee', role: 'member', sourceId: source.id, externalId: 'hr-x' },
      left: [],
    });
    expect(await world.conflicts()).toEqual([]);
    expect(await world.tell(source, [record])).toEqual(['unchanged']);
    const events = await world.services.listAudit(world.organizationId, { limit: 1 });
    expect(events[0]).toMatchObject({
      action: 'conflict.resolved',
      target: id,
      actor: { kind: 'operator' },
      details: { resolution: 'take_over', source: 'HR', sourceIdBefore: null, sourceIdAfter: source.id },
    });
  });

  it('taken over by a source without rules: the operator’s role stays', async () => {
    const source = await world.addSource();
    await world.tell(source, [recordOf('ann')]);
    expect(await resolve('hr-ann', 'take_over')).toMatchObject({ user: { role: 'admin' } });
    expect(await world.tell(source, [recordOf('ann')])).toEqual(['unchanged']);
  });

  it('of the last owner, taken over: they stay the owner', async () => {
    const source = await world.addSource({ roleRules: [itRule] });
    await world.tell(source, [recordOf('ada', { status: 'suspended' })]);
    expect(await resolve('hr-ada', 'take_over')).toMatchObject({
      user: { role: 'owner', status: 'confirmed' },
      left: [{ kind: 'last_owner' }],
    });
  });

  it('linked: who governs the user stays, and the source decides only what the policy says', async () => {
    const source = await world.addSource();
    await world.tell(source, [recordOf('ann', { displayName: 'Ann Lee' })]);
    expect(await resolve('hr-ann', 'link')).toMatchObject({ user: { displayName: 'Ann', sourceId: null } });
    const gone = recordOf('ann', { displayName: 'Ann Lee', status: 'suspended' });
    expect(await world.tell(source, [gone])).toEqual(['skip: not_governed']);
    const authority = { status: source.id, role: null, name: null, email: null, manager: null };
    await world.services.setPolicy(world.organizationId, { authority });
    expect(await world.tell(source, [gone])).toEqual(['suspend']);
    expect(await world.user('ann@acme.test')).toMatchObject({
      displayName: 'Ann',
      status: 'suspended',
      role: 'admin',
    });
  });

  it('ignored: the person stays out until their record changes', async () => {
    const source = await world.addSource();
    await world.tell(source, [recordOf('bob')]);
    expect(await resolve('hr-bob', 'ignore')).toMatchObject({ kind: 'resolved', user: null, left: [] });
    expect(await world.tell(source, [recordOf('bob')])).toEqual(['skip: dismissed']);
    expect(await world.conflicts()).toEqual([]);
    expect(await world.tell(source, [recordOf('bob', { department: 'IT' })])).toEqual(['conflict']);
    expect(await world.conflicts()).toEqual(['hr-bob: login_of_another_source email']);
  });

  it('accepted: the admin has the new address, once', async () => {
    const source = await world.addSource({ roleRules: [itRule] });
    await world.tell(source, [recordOf('cyd', { groups: ['IT'] })]);
    const moved = recordOf('cyd', { groups: ['IT'], email: 'new@acme.test' });
    expect(await world.tell(source, [moved])).toEqual(['unchanged']);
    expect(await world.conflicts()).toEqual(['hr-cyd: admin_login email']);
    expect(await resolve('hr-cyd', 'accept')).toMatchObject({
      user: { email: 'new@acme.test', role: 'admin' },
      left: [],
    });
    const again = recordOf('cyd', { groups: ['IT'], email: 'newer@acme.test' });
    expect(await world.tell(source, [again])).toEqual(['unchanged']);
  });

  it('between two records of one source, taken over: one user, one record, and no Slack account of the former person', async () => {
    const source = await world.addSource();
    await world.tell(source, [recordOf('cyd')]);
    const cyd = await world.user('cyd@acme.test');
    await world.store.transact(world.organizationId, (tx) =>
      tx.identities.insert(world.fixtures.identity(cyd)),
    );
    const second = recordOf('new', { email: 'cyd@acme.test' });
    await world.tell(source, [second]);
    expect(await resolve('hr-new', 'link')).toMatchObject({
      kind: 'not_possible',
      possible: ['take_over', 'ignore'],
    });
    expect(await resolve('hr-new', 'take_over')).toMatchObject({
      user: { id: cyd.id, externalId: 'hr-new' },
    });
    expect(await world.store.read.identities.listByUser(world.organizationId, cyd.id)).toEqual([]);
    expect(await world.tell(source, [second, recordOf('cyd')])).toEqual(['unchanged', 'conflict']);
    expect(await world.tell(source, [{ externalId: 'hr-cyd', record: null }])).toEqual(['skip: left']);
    expect(await world.conflicts()).toEqual([]);
  });

  it('can’t make a user of one person another user', async () => {
    const source = await world.addSource();
    await world.tell(source, [recordOf('cyd')]);
    await world.tell(source, [recordOf('cyd', { email: 'ann@acme.test' })]);
    for (const resolution of ['take_over', 'link', 'accept'] as const)
      expect(await resolve('hr-cyd', resolution)).toMatchObject({
        kind: 'not_possible',
        possible: ['ignore'],
      });
    const unknown = await world.services.resolveConflict(
      world.organizationId,
      'cfl_x' as ConflictId,
      'ignore',
    );
    expect(unknown).toEqual({ kind: 'unknown_conflict' });
  });
});
