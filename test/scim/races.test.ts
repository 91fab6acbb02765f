import { expect, it } from 'vitest';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { UserId } from '../../src/domain/ids.ts';
import { MissingRowError } from '../../src/ports/store.ts';
import { createAdmitScimClient } from '../../src/services/scim/admit-scim-client.ts';
import { createScimServices } from '../../src/services/scim/scim-services.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { openScimWorld, testStores } from './open-scim-world.ts';

it.each(testStores)(
  'a rule or a source removed after a request was admitted counts in its transaction: $name',
  async (kind) => {
    const world = await openScimWorld(kind);
    const { store, organizationId } = world;
    const deps = { store, clock: world.clock, random: systemRandom, keys: createTestKeys() };
    const { credential } = await world.addClient('Late');
    const admit = createAdmitScimClient(deps);
    const { createUser } = createScimServices(deps);
    const [source] = await store.read.sources.list(organizationId);
    if (source === undefined) throw new Error('The client has no source');
    const when = { kind: 'attribute', attribute: 'title', value: 'Boss' } as const;
    await store.transact(organizationId, (tx) =>
      tx.sources.update({ ...source, roleRules: [{ when, role: 'admin' }] }),
    );
    const admitted = await admit(new Secret(credential), 'http:test');
    if (admitted.kind !== 'admitted') throw new Error(admitted.kind);
    expect(admitted.caller.source.roleRules).toHaveLength(1);

    await store.transact(organizationId, (tx) => tx.sources.update({ ...source, roleRules: [] }));
    const made = await createUser(admitted.caller, { userName: 'late@corp.example', title: 'Boss' });
    if (made.kind !== 'created') throw new Error(made.kind);
    expect(await store.read.directory.findUser(organizationId, made.resource.id as UserId)).toMatchObject({
      role: 'member',
    });

    await store.transact(organizationId, (tx) => tx.sources.update({ ...source, clientId: null }));
    await expect(createUser(admitted.caller, { userName: 'later@corp.example' })).rejects.toThrow(
      MissingRowError,
    );
    expect(await store.read.directory.findUserByLogin(organizationId, 'later@corp.example')).toBeNull();
    await world.close();
  },
);
