import { describe, expect, it } from 'vitest';
import type { Group } from '../../src/domain/directory/group.ts';
import type { Source } from '../../src/domain/directory/source.ts';
import type { UserId } from '../../src/domain/ids.ts';
import { MissingRowError, UniqueViolationError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeGroups(harness: ContractHarness): void {
  describe('groups and their members', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('w');

    async function seedSources(userCount = 2) {
      const seeded = await make.seed(context.store, userCount);
      const [source, other] = [make.source(seeded.id), make.source(seeded.id)];
      await context.store.transact(seeded.id, async (tx) => {
        await tx.sources.insert(source);
        await tx.sources.insert(other);
      });
      return { ...seeded, source, other };
    }

    it('a group comes back as written, by id, external id and name in any case; an update changes those', async () => {
      const { store } = context;
      const { id, source, other } = await seedSources();
      const group = make.group(source, { name: 'Équipe IT', externalId: 'g-1' });
      await store.transact(id, (tx) => tx.groups.insert(group));
      const { groups } = store.read;
      expect(await groups.find(id, group.id)).toEqual(group);
      for (const name of ['Équipe IT', 'équipe it', 'E\u0301QUIPE it']) {
        expect(await groups.findByName(id, source.id, name)).toEqual(group);
        expect(await groups.findByName(id, other.id, name)).toBeNull();
      }
      expect(await groups.findByName(id, source.id, 'Equipe IT')).toBeNull();
      expect(await groups.findByExternalId(id, source.id, 'g-1')).toEqual(group);
      expect(await groups.findByExternalId(id, source.id, 'G-1')).toBeNull();
      expect(await groups.findByExternalId(id, other.id, 'g-1')).toBeNull();
      const changed = { ...group, name: 'Ops', externalId: null, updatedAt: T0 + 1 };
      await store.transact(id, (tx) => tx.groups.update({ ...changed, sourceId: other.id, createdAt: 0 }));
      expect(await groups.find(id, group.id)).toEqual(changed);
      expect(await groups.findByName(id, source.id, 'OPS')).toEqual(changed);
      expect(await groups.findByName(id, source.id, 'Équipe IT')).toBeNull();
      expect(await groups.findByExternalId(id, source.id, 'g-1')).toBeNull();
      const missing = make.group(source);
      await expect(store.transact(id, (tx) => tx.groups.update(missing))).rejects.toThrow(MissingRowError);
    });

    it('two groups of a source share neither name, in any case, nor external id; any number have none', async () => {
      const { store } = context;
      const { id, source, other } = await seedSources();
      const it1 = make.group(source, { name: 'IT', externalId: 'g-1' });
      const second = make.group(source);
      const elsewhere = make.group(other, { name: 'it', externalId: 'g-1' });
      await store.transact(id, async (tx) => {
        for (const group of [it1, second, make.group(source), elsewhere]) await tx.groups.insert(group);
      });
      const clashes = [
        () => store.transact(id, (tx) => tx.groups.insert(make.group(source, { name: 'it' }))),
        () => store.transact(id, (tx) => tx.groups.insert(make.group(source, { externalId: 'g-1' }))),
        () => store.transact(id, (tx) => tx.groups.update({ ...second, name: 'iT' })),
        () => store.transact(id, (tx) => tx.groups.update({ ...second, externalId: 'g-1' })),
      ];
      for (const clash of clashes) await expect(clash()).rejects.toThrow(UniqueViolationError);
      expect(await store.read.groups.find(id, second.id)).toEqual(second);
    });

    it('lists and counts groups in the order of ids, page by page, of one source or of all', async () => {
      const { store } = context;
      const { id, source, other } = await seedSources();
      const groups = [source, other, source, source].map((each) => make.group(each));
      await store.transact(id, async (tx) => {
        for (const group of [...groups].reverse()) await tx.groups.insert(group);
      });
      for (const sourceId of [null, source.id, other.id]) {
        const expected = groups.filter((group) => sourceId === null || group.sourceId === sourceId);
        expect(await store.read.groups.count(id, sourceId)).toBe(expected.length);
        const seen: Group[] = [];
        for (;;) {
          const after = seen.at(-1)?.id ?? null;
          const page = await store.read.groups.list(id, { sourceId, after, limit: 2 });
          expect(page.length).toBeLessThanOrEqual(2);
          if (page.length === 0) break;
          seen.push(...page);
        }
        expect(seen).toEqual(expected);
      }
    });

    it('members come and go, each once, and are listed page by page', async () => {
      const { store } = context;
      const { id, source, users } = await seedSources(7);
      const ids = users.map((user) => user.id);
      const group = make.group(source);
      await store.transact(id, async (tx) => {
        await tx.groups.insert(group);
        await tx.groups.addMembers(id, group.id, [...ids.slice(3), ...ids.slice(3)]);
        await tx.groups.addMembers(id, group.id, ids.slice(0, 5));
        await tx.groups.addMembers(id, group.id, []);
      });
      for (const limit of [1, 3, 7, 10]) {
        const seen: UserId[] = [];
        for (;;) {
          const after = seen.at(-1) ?? null;
          const page = await store.read.groups.listMembers(id, group.id, { after, limit });
          expect(page.length).toBeLessThanOrEqual(limit);
          if (page.length === 0) break;
          seen.push(...page);
        }
        expect(seen).toEqual(ids);
      }
      await store.transact(id, async (tx) => {
        await tx.groups.removeMembers(id, group.id, [...ids.slice(0, 6), make.id('user')]);
        await tx.groups.removeMembers(id, group.id, []);
      });
      expect(await store.read.groups.listMembers(id, group.id, { after: null, limit: 9 })).toEqual(
        ids.slice(6),
      );
    });

    it('a user’s groups are listed in the order of ids; a removed group takes its memberships along', async () => {
      const { store } = context;
      const { id, source, other, owner, member } = await seedSources();
      const groups = [source, other, source].map((each) => make.group(each));
      const [first, second, third] = groups;
      if (!first || !second || !third) throw new Error('There are three groups');
      await store.transact(id, async (tx) => {
        for (const group of [...groups].reverse()) {
          await tx.groups.insert(group);
          await tx.groups.addMembers(id, group.id, [member.id]);
        }
      });
      expect(await store.read.groups.listOfUser(id, member.id)).toEqual(groups);
      expect(await store.read.groups.listOfUser(id, owner.id)).toEqual([]);
      await store.transact(id, (tx) => tx.groups.addMembers(id, first.id, [owner.id]));
      const listMemberships = async (of: Source, userIds: UserId[]) =>
        (await store.read.groups.listMemberships(id, of.id, userIds))
          .map(({ userId, group }) => [userId, group.name])
          .sort();
      const both = [owner.id, member.id, owner.id];
      const memberships = [
        [member.id, first.name],
        [member.id, third.name],
        [owner.id, first.name],
      ].sort();
      expect(await listMemberships(source, both)).toEqual(memberships);
      expect(await listMemberships(other, both)).toEqual([[member.id, second.name]]);
      expect(await listMemberships(source, [])).toEqual([]);
      await store.transact(id, async (tx) => {
        await tx.groups.remove(id, first.id);
        await tx.groups.remove(id, first.id);
        await tx.groups.removeMembers(id, second.id, [member.id]);
      });
      expect(await store.read.groups.listOfUser(id, member.id)).toEqual([third]);
      expect(await listMemberships(source, both)).toEqual([[member.id, third.name]]);
      expect(await store.read.groups.listMembers(id, first.id, { after: null, limit: 9 })).toEqual([]);
      await store.transact(id, (tx) => tx.groups.insert(first));
      expect(await store.read.groups.listMembers(id, first.id, { after: null, limit: 9 })).toEqual([]);
    });

    it('members of a group that is not there are refused', async () => {
      const { store } = context;
      const { id, member } = await seedSources();
      const missing = make.id('group');
      const add = store.transact(id, (tx) => tx.groups.addMembers(id, missing, [member.id]));
      await expect(add).rejects.toThrow(MissingRowError);
      expect(await store.read.groups.listMembers(id, missing, { after: null, limit: 9 })).toEqual([]);
      await store.transact(id, (tx) => tx.groups.removeMembers(id, missing, [member.id]));
    });
  });
}
