import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loginsOf, userStatuses } from '../../../../src/domain/directory/directory-user.ts';
import type { SourceRecord } from '../../../../src/domain/directory/source-person.ts';
import { recordOf } from '../../../domain/directory/source-people.ts';
import { showSkippedStore } from '../../../support/show-skipped-store.ts';
import { openSourceWorld, type SourceWorld, storeKinds } from './open-source-world.ts';

showSkippedStore();
const row = (name: string, change: Record<string, string> = {}) => ({
  email: `${name}@acme.test`,
  name,
  role: 'member',
  status: 'confirmed',
  ...change,
});

describe.each(storeKinds)('the operator’s list beside sources, on %s', (kind) => {
  let world: SourceWorld;
  beforeEach(async () => {
    world = await openSourceWorld(kind);
  });
  afterEach(() => world.close());

  async function problemsOf(rows: readonly Record<string, string>[]) {
    const raw = rows.map((fields, index) => ({ line: index + 2, fields }));
    const result = await world.services.importDirectory(world.organizationId, raw);
    return result.kind === 'rejected' ? result.problems.shown.map(({ issue }) => issue) : result.kind;
  }

  it('has columns for manager, department and employee number; without them they stay', async () => {
    const facts = { manager: 'Ada@ACME.test', department: 'IT', employee_number: '0042' };
    expect(await world.import([row('ann', facts)])).toBe('imported');
    const stored = { manager: 'ada@acme.test', department: 'IT', employeeNumber: '0042' };
    expect(await world.user('ann@acme.test')).toMatchObject(stored);
    expect(await world.import([row('ann', { name: 'Ann' })])).toBe('imported');
    expect(await world.user('ann@acme.test')).toMatchObject({ ...stored, displayName: 'Ann' });
    await world.import([row('ann', { department: '' })]);
    expect(await world.user('ann@acme.test')).toMatchObject({ department: null, employeeNumber: '0042' });
    expect(await problemsOf([row('ann', { department: '=1+1' })])).toMatchObject([{ code: 'name' }]);
  });

  it('changes nothing of a person whom a source provisioned, and names the source', async () => {
    const source = await world.addSource({ name: 'HR' });
    await world.tell(source, [recordOf('ann', { department: 'IT' })]);
    expect(await problemsOf([row('ann')])).toBe('imported');
    for (const change of [
      { role: 'owner' },
      { status: 'suspended' },
      { department: '' },
      { mobile: '+447700900123' },
    ]) {
      const [[field]] = Object.entries(change) as [[string, string]];
      expect(await problemsOf([row('ann', change)])).toEqual([
        { code: 'governed', source: 'HR', fields: [field] },
      ]);
    }
    // By another login of the same person, too.
    expect(await problemsOf([row('zoe', { alias: 'ann@acme.test' })])).toMatchObject([{ code: 'governed' }]);
    await world.store.transact(world.organizationId, (tx) =>
      tx.sources.remove(world.organizationId, source.id),
    );
    expect(await problemsOf([row('ann', { role: 'helpdesk' })])).toBe('imported');
  });

  it('changes nothing that a linked source is the authority for', async () => {
    const source = await world.addSource({ name: 'IdP' });
    await world.import([row('ann')]);
    await world.tell(source, [recordOf('ann')]);
    const page = { sourceId: null, after: null, limit: 1 };
    const [conflict] = await world.store.read.conflicts.list(world.organizationId, page);
    if (conflict === undefined) throw new Error('There is no conflict');
    await world.services.resolveConflict(world.organizationId, conflict.id, 'link');
    const authority = { status: source.id, role: null, name: null, email: null, manager: null };
    await world.services.setPolicy(world.organizationId, { authority });
    const change = row('ann', { role: 'helpdesk', status: 'suspended' });
    expect(await problemsOf([change])).toEqual([{ code: 'governed', source: 'IdP', fields: ['status'] }]);
    expect(await problemsOf([{ ...change, status: 'confirmed' }])).toBe('imported');
  });
});

describe.each(storeKinds)('N11, N18: any interleaving of two sources and the list, on %s', (kind) => {
  const names = ['ann', 'bob', 'cyd'] as const;
  const name = fc.constantFrom(...names);
  const address = fc.constantFrom('ada', ...names).map((local) => `${local}@acme.test`);
  const record = fc.record({
    externalId: name.map((id) => `e-${id}`),
    email: fc.option(address, { nil: null }),
    alias: fc.option(address, { nil: null }),
    mobile: fc.option(fc.constantFrom('+447700900123', '+447700900124'), { nil: null }),
    status: fc.constantFrom(...userStatuses),
    groups: fc.subarray(['IT', 'Chiefs', 'Staff']),
  });
  const step = fc.oneof(
    fc.record({
      by: fc.constantFrom('hr' as const, 'idp' as const),
      records: fc.array(record, { minLength: 1, maxLength: 4 }),
      gone: fc.subarray(['e-ann', 'e-bob']),
    }),
    fc.record({
      by: fc.constant('list' as const),
      person: name,
      role: fc.constantFrom('member', 'admin', 'owner'),
    }),
  );

  it('ends in a state that the rules allow, and told again changes nothing', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const world = await openSourceWorld(kind);
        try {
          const roleRules = [
            { when: { kind: 'group', group: 'it' }, role: 'admin' },
            { when: { kind: 'group', group: 'Chiefs' }, role: 'owner' },
          ] as const;
          const hr = await world.addSource({ name: 'hr', roleRules, allowedOwners: ['ann@acme.test'] });
          const idp = await world.addSource({ name: 'idp' });
          const listed = new Set(['ada@acme.test']);
          for (const each of steps) {
            if (each.by === 'list') {
              const done = await world.import([row(each.person, { role: each.role })]);
              if (done === 'imported') listed.add(`${each.person}@acme.test`);
              continue;
            }
            const told = [
              ...each.records.map((change): SourceRecord => recordOf('x', change)),
              ...each.gone.map((externalId) => ({ externalId, record: null })),
            ];
            const source = each.by === 'hr' ? hr : idp;
            await world.tell(source, told);
            const before = await world.snapshot();
            await world.tell(source, told);
            expect(await world.snapshot()).toBe(before);

            const users = await world.users();
            // One user a login.
            const logins = users.flatMap(loginsOf);
            expect(new Set(logins).size).toBe(logins.length);
            expect(users.some(({ role, status }) => role === 'owner' && status === 'confirmed')).toBe(true);
            for (const user of users) {
              const links = await world.store.read.sourcePeople.listByUser(world.organizationId, user.id);
              // Nobody has two masters, and a user of the list has none but the operator.
              const link = links.find(
                ({ sourceId, externalId }) => sourceId === user.sourceId && externalId === user.externalId,
              );
              expect([links.length, link !== undefined]).toEqual(
                user.sourceId === null ? [0, false] : [1, true],
              );
              // No role without a rule, and none from a source that has no rules.
              if (user.sourceId === null)
                expect(loginsOf(user).some((login) => listed.has(login))).toBe(true);
              else if (user.role !== 'member')
                expect([user.sourceId, link?.ruleRole]).toEqual([hr.id, user.role]);
              if (user.sourceId !== null && user.role === 'owner') expect(user.email).toBe('ann@acme.test');
            }
          }
          expect((await world.services.verifyAudit(world.organizationId)).kind).toBe('sound');
        } finally {
          await world.close();
        }
      }),
      { numRuns: kind === 'sqlite' ? 60 : 5, seed: 4 },
    );
  });
});
