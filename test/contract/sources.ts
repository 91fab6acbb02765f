import { describe, expect, it } from 'vitest';
import type { Conflict } from '../../src/domain/directory/conflict.ts';
import { isScheduled, type Source } from '../../src/domain/directory/source.ts';
import type { SourcePerson } from '../../src/domain/directory/source-person.ts';
import { noSyncCounts, type SyncRun } from '../../src/domain/directory/sync-run.ts';
import { MissingRowError, UniqueViolationError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

/** In the order of code points, in which UTF-16 has the last two the other way round. */
const inOrder = ['-1', '10', '9', 'A', 'a', 'é', '\uffee', '😀'];

export function describeSources(harness: ContractHarness): void {
  describe('sources, their people and conflicts', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('s');

    async function seedSource(overrides: Partial<Source> = {}) {
      const seeded = await make.seed(context.store);
      const source = make.source(seeded.id, overrides);
      await context.store.transact(seeded.id, (tx) => tx.sources.insert(source));
      return { ...seeded, source };
    }

    const run: SyncRun = {
      id: make.id('syncRun'),
      state: 'applying',
      isFull: true,
      leaseHolder: 'instance-1',
      leaseUntil: T0 + 60_000,
      startedAt: T0,
      endedAt: null,
      counts: { ...noSyncCounts, read: 7 },
      losing: 2,
      problem: null,
      detail: null,
      brakeDigest: 'digest',
      discardedDigest: null,
    };

    const ended: SyncRun = { ...run, state: 'done', leaseHolder: null, endedAt: T0 };

    it('a source comes back as written, and an update replaces all but id, organization, kind and time of birth', async () => {
      const { store } = context;
      const { id, source } = await seedSource({ settings: { 'a.b': '$1', __type: 'x' } });
      expect(await store.read.sources.find(id, source.id)).toEqual(source);
      const changed: Source = {
        ...source,
        name: 'Ü 😀',
        settings: {},
        sealedSecret: null,
        clientId: make.id('client'),
        roleRules: [
          { when: { kind: 'attribute', attribute: 'is.$admin', value: 'true' }, role: 'owner' },
          { when: { kind: 'group', group: '"' }, role: 'helpdesk' },
        ],
        allowedOwners: ['ann@people.example'],
        brakePercent: 25,
        everyMinutes: 60,
        cursor: 'c',
        lastFullAt: T0 + 5,
        run,
        updatedAt: T0 + 9,
      };
      await store.transact(id, (tx) => tx.sources.update({ ...changed, kind: 'okta', createdAt: 0 }));
      expect(await store.read.sources.find(id, source.id)).toEqual(changed);
      expect(await store.read.sources.findByClient(id, changed.clientId ?? make.id('client'))).toEqual(
        changed,
      );
      await store.transact(id, (tx) => tx.sources.update(source));
      expect(await store.read.sources.find(id, source.id)).toEqual(source);
      expect(await store.read.sources.findByClient(id, changed.clientId ?? make.id('client'))).toBeNull();
    });

    it('two sources share neither name nor client, be it by insert or by update; neighbours may', async () => {
      const { store } = context;
      const clientId = make.id('client');
      const { id, source } = await seedSource({ name: 'HR', clientId });
      const other = make.source(id);
      await store.transact(id, (tx) => tx.sources.insert(other));
      const clashes = [
        () => store.transact(id, (tx) => tx.sources.insert(make.source(id, { name: 'HR' }))),
        () => store.transact(id, (tx) => tx.sources.insert(make.source(id, { clientId }))),
        () => store.transact(id, (tx) => tx.sources.update({ ...other, name: 'HR' })),
        () => store.transact(id, (tx) => tx.sources.update({ ...other, clientId })),
      ];
      for (const clash of clashes) await expect(clash()).rejects.toThrow(UniqueViolationError);
      expect(await store.read.sources.list(id)).toEqual([source, other]);
      const neighbour = await seedSource({ name: 'HR', clientId });
      expect(await store.read.sources.findByClient(neighbour.id, clientId)).toEqual(neighbour.source);
    });

    it('lists sources by name; an update of one that is not there is refused', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const sources = inOrder.map((name) => make.source(id, { name }));
      await store.transact(id, async (tx) => {
        for (const source of [...sources].reverse()) await tx.sources.insert(source);
      });
      expect(await store.read.sources.list(id)).toEqual(sources);
      await expect(store.transact(id, (tx) => tx.sources.update(make.source(id)))).rejects.toThrow(
        MissingRowError,
      );
    });

    it('background work finds those with a schedule or a run under way, of every organization, page by page', async () => {
      const { store } = context;
      const scheduled = [
        await seedSource({ everyMinutes: 60 }),
        await seedSource({ run }),
        await seedSource({ everyMinutes: 60, run: ended }),
      ].map(({ source }) => source);
      await seedSource();
      await seedSource({ run: ended });
      const found: Source[] = [];
      for (;;) {
        const page = await store.read.sources.listScheduled(found.at(-1)?.id ?? null, 2);
        expect(page.length).toBeLessThanOrEqual(2);
        if (page.length === 0) break;
        found.push(...page);
      }
      expect(found.filter(({ id }) => scheduled.some((source) => source.id === id))).toEqual(scheduled);
      expect(found.every((source) => isScheduled(source))).toBe(true);
    });

    it('a person comes back as last written, alone, in a list and by user', async () => {
      const { store } = context;
      const { id, source, member, owner } = await seedSource();
      const record = make.sourceRecord({
        displayName: 'Ü 😀',
        groups: ['IT', ''],
        attributes: { 'a.b': '1', $where: '2', 'constructor ': '' },
        hasTwoPrimaries: true,
      });
      const first = make.sourcePerson(source, { record });
      const second = make.sourcePerson(source, { userId: owner.id });
      await store.transact(id, (tx) => tx.sourcePeople.putMany([first, second]));
      expect(await store.read.sourcePeople.find(id, source.id, first.externalId)).toEqual(first);
      const linked: SourcePerson = {
        ...first,
        userId: member.id,
        record: make.sourceRecord(),
        ruleRole: 'helpdesk',
        ignored: ['look_alike', 'no_email'],
        updatedAt: T0 + 1,
      };
      await store.transact(id, (tx) => tx.sourcePeople.putMany([linked]));
      const ids = [second.externalId, linked.externalId, linked.externalId, 'nobody'];
      const found = await store.read.sourcePeople.listByExternalIds(id, source.id, ids);
      expect(found.sort(byExternalId)).toEqual([linked, second].sort(byExternalId));
      expect(await store.read.sourcePeople.listByUser(id, member.id)).toEqual([linked]);
      expect(await store.read.sourcePeople.count(id, source.id)).toBe(2);
      expect(await store.read.sourcePeople.listByExternalIds(id, source.id, [])).toEqual([]);
      await store.transact(id, async (tx) => {
        await tx.sourcePeople.putMany([]);
        await tx.sourcePeople.remove(id, source.id, linked.externalId);
        await tx.sourcePeople.remove(id, source.id, 'nobody');
      });
      expect(await store.read.sourcePeople.find(id, source.id, linked.externalId)).toBeNull();
      expect(await store.read.sourcePeople.listByUser(id, member.id)).toEqual([]);
    });

    it('what several sources say of a user is listed with the oldest first; each has its own external ids', async () => {
      const { store } = context;
      const { id, source, member, owner } = await seedSource();
      const other = make.source(id);
      const externalId = 'same';
      const last = make.sourcePerson(source, { userId: owner.id, updatedAt: T0 + 3 });
      const late = make.sourcePerson(source, { externalId, userId: member.id, updatedAt: T0 + 2 });
      const early = make.sourcePerson(other, { externalId, userId: member.id, updatedAt: T0 + 1 });
      await store.transact(id, async (tx) => {
        await tx.sources.insert(other);
        await tx.sourcePeople.putMany([last, late, early]);
      });
      expect(await store.read.sourcePeople.listByUser(id, member.id)).toEqual([early, late]);
      const ids = [owner.id, member.id, member.id];
      expect(await store.read.sourcePeople.listByUsers(id, ids)).toEqual([early, late, last]);
      expect(await store.read.sourcePeople.listByUsers(id, [])).toEqual([]);
      expect(await store.read.sourcePeople.listByUsers(make.id('organization'), ids)).toEqual([]);
      expect(await store.read.sourcePeople.find(id, other.id, externalId)).toEqual(early);
      expect(await store.read.sourcePeople.count(id, source.id)).toBe(2);
    });

    it('pages through people in the order of code points', async () => {
      const { store } = context;
      const { id, source } = await seedSource();
      const people = inOrder.map((externalId) => make.sourcePerson(source, { externalId }));
      await store.transact(id, (tx) => tx.sourcePeople.putMany([...people].reverse()));
      for (const limit of [1, 3, people.length, 50]) {
        const seen: SourcePerson[] = [];
        for (;;) {
          const after = seen.at(-1)?.externalId ?? null;
          const page = await store.read.sourcePeople.listPage(id, source.id, { after, limit });
          expect(page.length).toBeLessThanOrEqual(limit);
          if (page.length === 0) break;
          seen.push(...page);
        }
        expect(seen).toEqual(people);
      }
    });

    it('a thousand people are written in one call, as new ones and again', async () => {
      const { store } = context;
      const { id, source } = await seedSource();
      const people = Array.from({ length: 1000 }, () => make.sourcePerson(source));
      for (const updatedAt of [T0, T0 + 1]) {
        const written = people.map((person) => ({ ...person, updatedAt }));
        await store.transact(id, (tx) => tx.sourcePeople.putMany(written));
        const ids = people.map(({ externalId }) => externalId);
        const found = await store.read.sourcePeople.listByExternalIds(id, source.id, ids);
        expect(found.sort(byExternalId)).toEqual(written.sort(byExternalId));
      }
    });

    it('conflicts are listed with the oldest first, of one source or of all, from a place whose conflict may be gone', async () => {
      const { store } = context;
      const { id, source, owner } = await seedSource();
      const other = make.source(id);
      // The ids rise, so that those of the same time are in order.
      const later = make.conflict(source, { since: T0 + 1, field: null, value: null });
      const first = [make.conflict(source), make.conflict(other), make.conflict(source)];
      const last = make.conflict(source, { since: T0 + 2, otherUserId: owner.id, otherSourceId: other.id });
      await store.transact(id, async (tx) => {
        await tx.sources.insert(other);
        await tx.conflicts.insertMany([last, later, ...first]);
        await tx.conflicts.insertMany([]);
      });
      const all = [...first, later, last];
      expect(await readAll({ sourceId: null, limit: 2 })).toEqual(all);
      const own = all.filter(({ sourceId }) => sourceId === source.id);
      expect(await readAll({ sourceId: source.id, limit: 1 })).toEqual(own);
      expect(await store.read.conflicts.count(id, null)).toBe(5);
      expect(await store.read.conflicts.count(id, other.id)).toBe(1);
      expect(await store.read.conflicts.find(id, last.id)).toEqual(last);
      expect(
        await store.read.conflicts.listByExternalIds(id, source.id, [last.externalId, 'nobody']),
      ).toEqual([last]);
      expect(await store.read.conflicts.listByExternalIds(id, other.id, [last.externalId])).toEqual([]);
      await store.transact(id, async (tx) => {
        await tx.conflicts.remove(id, later.id);
        await tx.conflicts.remove(id, later.id);
      });
      const page = { sourceId: null, after: later, limit: 9 };
      expect(await store.read.conflicts.list(id, page)).toEqual([last]);

      async function readAll(
        of: Pick<Parameters<typeof store.read.conflicts.list>[1], 'sourceId' | 'limit'>,
      ) {
        const seen: Conflict[] = [];
        for (;;) {
          const listed = await store.read.conflicts.list(id, { ...of, after: seen.at(-1) ?? null });
          if (listed.length === 0) return seen;
          seen.push(...listed);
        }
      }
    });

    it.each(['whole', 'bit by bit'])(
      'a source that is removed %s takes what it owns along, and leaves its users and other sources',
      async (manner) => {
        const { store } = context;
        const { id, source } = await seedSource();
        const other = make.source(id);
        const user = make.user(id, { sourceId: source.id, externalId: 'x' });
        const kept = make.sourcePerson(other, { userId: user.id });
        const keptConflict = make.conflict(other);
        const [group, keptGroup] = [make.group(source), make.group(other)];
        const [resource, keptResource] = [make.scimResource(source), make.scimResource(other)];
        await store.transact(id, async (tx) => {
          await tx.sources.insert(other);
          await tx.directory.insert(user);
          await tx.sourcePeople.putMany([make.sourcePerson(source, { userId: user.id }), kept]);
          await tx.conflicts.insertMany([make.conflict(source), keptConflict]);
          for (const each of [group, keptGroup]) {
            await tx.groups.insert(each);
            await tx.groups.addMembers(id, each.id, [user.id]);
          }
          for (const each of [resource, keptResource]) await tx.scimResources.insert(each);
        });
        if (manner === 'bit by bit') {
          const removed: number[] = [];
          do removed.push(await store.transact(id, (tx) => tx.sources.removeSome(id, source.id, 2)));
          while (removed.at(-1) !== 0);
          expect(Math.max(...removed)).toBe(2);
          expect(await store.read.sources.find(id, source.id)).toEqual(source);
          expect(await store.read.sourcePeople.count(id, source.id)).toBe(0);
          expect(await store.read.groups.count(id, source.id)).toBe(0);
          expect(await store.read.scimResources.find(resource, resource.id)).toBeNull();
        }
        await store.transact(id, async (tx) => {
          await tx.sources.remove(id, source.id);
          await tx.sources.remove(id, source.id);
        });
        expect(await store.read.sources.list(id)).toEqual([other]);
        expect(await store.read.sourcePeople.count(id, source.id)).toBe(0);
        expect(await store.read.sourcePeople.listByUser(id, user.id)).toEqual([kept]);
        expect(await store.read.conflicts.list(id, { sourceId: null, after: null, limit: 9 })).toEqual([
          keptConflict,
        ]);
        expect(await store.read.groups.list(id, { sourceId: null, after: null, limit: 9 })).toEqual([
          keptGroup,
        ]);
        expect(await store.read.groups.listOfUser(id, user.id)).toEqual([keptGroup]);
        expect(await store.read.groups.listMembers(id, group.id, { after: null, limit: 9 })).toEqual([]);
        for (const [each, count] of [
          [resource, 0],
          [keptResource, 1],
        ] as const) {
          expect(await store.read.scimResources.count(each)).toBe(count);
          const where = { field: 'email', value: each.name } as const;
          expect(await store.read.scimResources.listBy(each, where, 9)).toHaveLength(count);
        }
        expect(await store.read.directory.findUser(id, user.id)).toEqual(user);
      },
    );
  });
}

function byExternalId(a: SourcePerson, b: SourcePerson): number {
  return a.externalId < b.externalId ? -1 : 1;
}
