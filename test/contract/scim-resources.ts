import { describe, expect, it } from 'vitest';
import type { ScimResource, ScimResourceKey } from '../../src/ports/directory/scim-resources.ts';
import { MissingRowError, UniqueViolationError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeScimResources(harness: ContractHarness): void {
  describe('SCIM resources', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('v');

    async function seedSources() {
      const { id } = await make.seed(context.store);
      const [source, other] = [make.source(id, { kind: 'scim' }), make.source(id, { kind: 'scim' })];
      await context.store.transact(id, async (tx) => {
        await tx.sources.insert(source);
        await tx.sources.insert(other);
      });
      return { id, source, other };
    }

    it('a resource comes back as written; an update replaces all but key, id and time of birth', async () => {
      const { store } = context;
      const { id, source } = await seedSources();
      const resource = make.scimResource(source, {
        externalId: 'r-1',
        emails: ['b@people.example', 'a@people.example', 'b@people.example'],
        content: JSON.stringify({ 'urn:a.b': { $ref: 'Ü 😀' } }),
      });
      await store.transact(id, (tx) => tx.scimResources.insert(resource));
      expect(await store.read.scimResources.find(resource, resource.id)).toEqual(resource);
      const changed: ScimResource = {
        ...resource,
        name: 'new@people.example',
        externalId: null,
        emails: [],
        content: '{}',
        version: 2,
        updatedAt: T0 + 1,
      };
      await store.transact(id, (tx) => tx.scimResources.update({ ...changed, createdAt: 0 }));
      expect(await store.read.scimResources.find(resource, resource.id)).toEqual(changed);
      const missing = make.scimResource(source);
      await expect(store.transact(id, (tx) => tx.scimResources.update(missing))).rejects.toThrow(
        MissingRowError,
      );
    });

    it('is found by name, external id and any e-mail address, as they are now, in the order of ids', async () => {
      const { store } = context;
      const { id, source, other } = await seedSources();
      const shared = { externalId: 'same', emails: ['x@people.example', 'same@people.example'] };
      const resources = [make.scimResource(source, shared), make.scimResource(source, shared)];
      const [first, second] = resources;
      if (!first || !second) throw new Error('There are two resources');
      const foreign = make.scimResource(other, { ...shared, name: first.name });
      const group = make.scimResource(source, { ...shared, name: first.name, type: 'Group' });
      await store.transact(id, async (tx) => {
        for (const resource of [second, first, foreign, group]) await tx.scimResources.insert(resource);
      });
      const { listBy } = store.read.scimResources;
      expect(await listBy(first, { field: 'name', value: first.name }, 9)).toEqual([first]);
      expect(await listBy(first, { field: 'externalId', value: 'same' }, 9)).toEqual(resources);
      expect(await listBy(first, { field: 'externalId', value: 'SAME' }, 9)).toEqual([]);
      for (const value of shared.emails) {
        expect(await listBy(first, { field: 'email', value }, 9)).toEqual(resources);
        expect(await listBy(first, { field: 'email', value }, 1)).toEqual([first]);
        expect(await listBy(group, { field: 'email', value }, 9)).toEqual([group]);
        expect(await listBy(foreign, { field: 'email', value }, 9)).toEqual([foreign]);
      }
      const changed = { ...first, name: 'new', externalId: 'new', emails: ['new@people.example'] };
      await store.transact(id, (tx) => tx.scimResources.update(changed));
      expect(await listBy(first, { field: 'name', value: first.name }, 9)).toEqual([]);
      expect(await listBy(first, { field: 'name', value: 'new' }, 9)).toEqual([changed]);
      expect(await listBy(first, { field: 'externalId', value: 'same' }, 9)).toEqual([second]);
      expect(await listBy(first, { field: 'email', value: 'same@people.example' }, 9)).toEqual([second]);
      expect(await listBy(first, { field: 'email', value: 'new@people.example' }, 9)).toEqual([changed]);
    });

    it('two of a source and type share no name, be it by insert or by update; other sources and types may', async () => {
      const { store } = context;
      const { id, source, other } = await seedSources();
      const [resource, second] = [make.scimResource(source), make.scimResource(source)];
      const { name } = resource;
      await store.transact(id, async (tx) => {
        await tx.scimResources.insert(resource);
        await tx.scimResources.insert(second);
        await tx.scimResources.insert(make.scimResource(source, { name, type: 'Group' }));
        await tx.scimResources.insert(make.scimResource(other, { name }));
      });
      const clashes = [
        () => store.transact(id, (tx) => tx.scimResources.insert(make.scimResource(source, { name }))),
        () => store.transact(id, (tx) => tx.scimResources.update({ ...second, name })),
      ];
      for (const clash of clashes) await expect(clash()).rejects.toThrow(UniqueViolationError);
      expect(await store.read.scimResources.find(second, second.id)).toEqual(second);
      expect(await store.read.scimResources.count(resource)).toBe(2);
    });

    it('is listed in the order of ids, after one, after so many, or both', async () => {
      const { store } = context;
      const { id, source, other } = await seedSources();
      const resources = Array.from({ length: 5 }, () => make.scimResource(source));
      await store.transact(id, async (tx) => {
        await tx.scimResources.insert(make.scimResource(other));
        await tx.scimResources.insert(make.scimResource(source, { type: 'Group' }));
        for (const resource of [...resources].reverse()) await tx.scimResources.insert(resource);
      });
      const key: ScimResourceKey = { organizationId: id, sourceId: source.id, type: 'User' };
      for (let start = 0; start <= 6; start += 1) {
        for (let skip = 0; skip <= 6; skip += 1) {
          const after = start === 0 ? null : (resources[start - 1]?.id ?? 'usr_z');
          const page = await store.read.scimResources.list(key, { after, skip, limit: 2 });
          expect(page, `after ${start}, skipping ${skip}`).toEqual(
            resources.slice(start + skip, start + skip + 2),
          );
        }
      }
    });

    it('is counted by source and type, through inserts and removals, also of what is not there', async () => {
      const { store } = context;
      const { id, source, other } = await seedSources();
      const resources = Array.from({ length: 4 }, () => make.scimResource(source));
      const [gone] = resources;
      if (gone === undefined) throw new Error('There are four resources');
      const group = make.scimResource(source, { type: 'Group' });
      expect(await store.read.scimResources.count(gone)).toBe(0);
      await store.transact(id, async (tx) => {
        for (const resource of [...resources, group]) await tx.scimResources.insert(resource);
        expect(await tx.scimResources.count(gone)).toBe(4);
      });
      await store.transact(id, async (tx) => {
        await tx.scimResources.remove(gone, gone.id);
        await tx.scimResources.remove(gone, gone.id);
        await tx.scimResources.remove(group, gone.id);
      });
      const failing = store.transact(id, async (tx) => {
        await tx.scimResources.insert(make.scimResource(source));
        throw new Error('rolled back');
      });
      await expect(failing).rejects.toThrow('rolled back');
      expect(await store.read.scimResources.count(gone)).toBe(3);
      expect(await store.read.scimResources.count(group)).toBe(1);
      expect(await store.read.scimResources.count({ ...gone, sourceId: other.id })).toBe(0);
      const [email = ''] = gone.emails;
      expect(await store.read.scimResources.listBy(gone, { field: 'email', value: email }, 9)).toEqual([]);
    });

    it('two that race to take a name have one winner', async () => {
      const { store } = context;
      const another = await context.openAnother();
      const { id, source } = await seedSources();
      const outcomes = await Promise.allSettled(
        [store, another].map((each) =>
          each.transact(id, (tx) => tx.scimResources.insert(make.scimResource(source, { name: 'ann' }))),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost?.reason).toBeInstanceOf(UniqueViolationError);
      const key = { organizationId: id, sourceId: source.id, type: 'User' } as const;
      expect(await store.read.scimResources.count(key)).toBe(1);
    });
  });
}
