import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../../../src/domain/directory/source-person.ts';
import { recordOf } from '../../../domain/directory/source-people.ts';
import { showSkippedStore } from '../../../support/show-skipped-store.ts';
import { openSourceWorld, type SourceWorld, storeKinds } from './open-source-world.ts';

showSkippedStore();
const record = (name: string, change: Partial<SourceRecord> = {}) => recordOf(name, change);
const itRule = { when: { kind: 'group', group: 'IT' }, role: 'admin' } as const;

describe.each(storeKinds)('what a source tells, on %s', (kind) => {
  let world: SourceWorld;
  beforeEach(async () => {
    world = await openSourceWorld(kind);
  });
  afterEach(() => world.close());

  it('comes in once, with groups, and changes nothing when it is told again', async () => {
    const source = await world.addSource({ roleRules: [itRule] });
    const told = [
      record('ann', { groups: ['IT', 'Staff'], manager: 'hr-bob', department: 'IT', employeeNumber: '7' }),
      record('bob', { groups: ['staff'], email: 'bob@elsewhere.test' }),
      record('cyd', { manager: 'hr-zoe' }),
    ];
    expect(await world.tell(source, told)).toEqual(['create', 'create', 'create']);
    expect(await world.user('ann@acme.test')).toMatchObject({
      role: 'admin',
      sourceId: source.id,
      externalId: 'hr-ann',
      manager: 'hr-bob',
      department: 'IT',
      employeeNumber: '7',
    });
    const groups = { sourceId: source.id, after: null, limit: 10 };
    const names = (await world.store.read.groups.list(world.organizationId, groups)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['IT', 'Staff']);
    expect(await world.conflicts()).toEqual([
      'hr-bob: unverified_domain email',
      'hr-cyd: unknown_manager manager',
    ]);
    const before = await world.snapshot();
    expect(await world.tell(source, told)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(await world.tell(source, [...told.toReversed(), ...told])).toEqual(
      expect.not.arrayContaining(['update', 'create']),
    );
    expect(await world.snapshot()).toBe(before);
    // The cause is gone, and so is the conflict.
    await world.tell(source, [record('zoe'), record('ann', { groups: ['Staff'] })]);
    await world.tell(source, told.slice(2));
    expect(await world.conflicts()).toEqual(['hr-bob: unverified_domain email']);
    expect(await world.user('ann@acme.test')).toMatchObject({ role: 'member', department: null });
    const ann = await world.user('ann@acme.test');
    const left = await world.store.read.groups.listOfUser(world.organizationId, ann.id);
    expect(left.map(({ name }) => name)).toEqual(['Staff']);
  });

  it('takes over nobody: a login of the operator’s list, or of another source, is a conflict', async () => {
    await world.import([{ email: 'bob@acme.test', name: 'Bob', role: 'admin', status: 'confirmed' }]);
    const [hr, idp] = [await world.addSource(), await world.addSource()];
    await world.tell(idp, [recordOf('ann')]);
    const hostile = [
      record('x', { email: 'Bob@acme.test', displayName: 'Mallory' }),
      record('y', { alias: 'ADA@acme.test' }),
      record('ann', { status: 'deactivated', email: 'ann@acme.test' }),
      record('z', { email: 'ann@acme.test' }),
    ];
    expect(await world.tell(hr, hostile)).toEqual(['conflict', 'conflict', 'skip: left', 'conflict']);
    expect(await world.user('bob@acme.test')).toMatchObject({
      displayName: 'Bob',
      role: 'admin',
      sourceId: null,
    });
    expect(await world.user('ann@acme.test')).toMatchObject({ status: 'confirmed', sourceId: idp.id });
    expect(await world.conflicts()).toEqual([
      'hr-x: login_of_another_source email',
      'hr-y: login_of_another_source alias',
      'hr-z: login_of_another_source email',
    ]);
  });

  it('gives an address to another person as soon as the first one has given it up, in whatever order', async () => {
    const source = await world.addSource();
    await world.tell(source, [record('ann'), record('bob'), record('cyd')]);
    // Each takes the address of the next, who has a new one.
    const moved = [
      record('ann', { email: 'bob@acme.test' }),
      record('bob', { email: 'cyd@acme.test' }),
      record('cyd', { email: 'new@acme.test' }),
      record('dee', { email: 'ann@acme.test' }),
    ];
    expect(await world.tell(source, moved)).toEqual(['update', 'update', 'update', 'create']);
    expect(await world.conflicts()).toEqual([]);
    expect((await world.user('bob@acme.test')).externalId).toBe('hr-ann');
    const before = await world.snapshot();
    await world.tell(source, moved.toReversed());
    expect(await world.snapshot()).toBe(before);
    // Two who swap addresses wait for a person.
    const swapped = [record('ann', { email: 'cyd@acme.test' }), record('bob', { email: 'bob@acme.test' })];
    await world.tell(source, swapped);
    expect(await world.conflicts()).toEqual([
      'hr-ann: login_of_another_person email',
      'hr-bob: login_of_another_person email',
    ]);
  });

  it('N18: ends the code of a person who leaves, says which source, and gives nothing back on return', async () => {
    const source = await world.addSource({ name: 'HR' });
    await world.tell(source, [record('ann')]);
    const ann = await world.user('ann@acme.test');
    const code = world.fixtures.code(ann, { state: 'active', expiresAt: Number.MAX_SAFE_INTEGER });
    await world.store.transact(world.organizationId, (tx) => tx.codes.insert(code));
    expect(await world.tell(source, [{ externalId: 'hr-ann', record: null }])).toEqual(['deactivate']);
    const stateOf = async () => (await world.store.read.codes.find(world.organizationId, code.id))?.state;
    expect(await stateOf()).toBe('revoked');
    const events = await world.services.listAudit(world.organizationId, { limit: 10 });
    const ofSource = events.filter(({ action }) =>
      ['code.revoked', 'directory.user_changed'].includes(action),
    );
    expect(ofSource).toHaveLength(2);
    for (const { actor, details } of ofSource) {
      expect(actor.kind).toBe('system');
      expect(details.source).toBe('HR');
    }
    expect(await world.tell(source, [{ externalId: 'hr-ann', record: null }])).toEqual(['unchanged']);
    expect(await world.tell(source, [record('ann')])).toEqual(['reactivate']);
    expect((await world.user('ann@acme.test')).id).toBe(ann.id);
    expect(await stateOf()).toBe('revoked');
    expect(await world.tell(source, [{ externalId: 'hr-nobody', record: null }])).toEqual(['skip: left']);
  });

  it('never loses the last owner, however many owners one batch takes away', async () => {
    const when = { kind: 'group', group: 'Chiefs' } as const;
    const names = ['ann', 'bob', 'cyd'];
    const source = await world.addSource({
      roleRules: [{ when, role: 'owner' }],
      allowedOwners: names.map((name) => `${name}@acme.test`),
    });
    const chiefs = names.map((name) => record(name, { groups: ['Chiefs'] }));
    await world.tell(source, chiefs);
    await world.import([{ email: 'ada@acme.test', name: 'Ada', role: 'member', status: 'confirmed' }]);
    await world.tell(
      source,
      names.map((name) => record(name, { groups: [], status: 'suspended' })),
    );
    const owners = (await world.users()).filter(
      ({ role, status }) => role === 'owner' && status === 'confirmed',
    );
    expect(owners.map(({ externalId }) => externalId)).toEqual(['hr-cyd']);
    expect(await world.conflicts()).toEqual(['hr-cyd: last_owner role']);
    expect((await world.services.verifyAudit(world.organizationId)).kind).toBe('sound');
  });

  it('notifies the owners of every owner and admin that a source makes or changes', async () => {
    const source = await world.addSource({ roleRules: [itRule] });
    await world.tell(source, [record('ann', { groups: ['IT'] }), record('bob')]);
    const [notice, ...more] = await world.store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 10);
    expect(more).toEqual([]);
    expect(notice?.content).toMatchObject({ kind: 'security_change', action: 'directory.user_changed' });
    expect(JSON.stringify(notice?.content)).toContain('new -> admin');
  });
});
