import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { ProviderConnectors } from '../../../src/ports/providers/provider.ts';
import type { Store } from '../../../src/ports/store.ts';
import { createSetPolicy } from '../../../src/services/organization/set-policy.ts';
import { openProvider } from '../../../src/services/providers/open-provider.ts';
import { createProviderServices } from '../../../src/services/providers/provider-services.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { dropDatabase, mongoServer, nameDatabase } from '../../storage/mongo/mongo-database.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { storeKinds } from '../../support/start-world.ts';
import { createStoreFixtures, type SeededOrganization } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';

const make = createStoreFixtures('pr');
const never = new AbortController().signal;

describe.each(storeKinds)('two operators at once, on %s', (kind) => {
  let close: () => Promise<void>;
  let stores: Store[];
  let acme: SeededOrganization;
  /** What happens while the vendor is asked. */
  let meanwhile: () => Promise<unknown>;
  /** The credentials that the vendor was asked with. */
  let asked: string[];

  const keys = createTestKeys();
  const connectors: ProviderConnectors = {
    load: async () => ({
      kind: 'duo',
      settings: [
        { name: 'host', isRequired: true, isSecret: false },
        { name: 'key', isRequired: true, isSecret: true },
      ],
      checkSettings: () => [],
      open: ({ secret }) =>
        ({
          test: async () => {
            asked.push(secret?.reveal() ?? '');
            await meanwhile();
            return { facts: {} };
          },
        }) as never,
    }),
  };

  beforeEach(async () => {
    const directory = await mkdtemp(join(tmpdir(), 'backupcode-providers-'));
    const url = kind === 'sqlite' ? `sqlite:${join(directory, 'b.db')}` : nameDatabase(mongoServer ?? '');
    stores = [await openTestStore(url, keys), await openTestStore(url, keys)];
    close = async () => {
      for (const store of stores) await store.close();
      if (kind === 'mongodb') await dropDatabase(url);
      await rm(directory, { recursive: true });
    };
    const [store] = stores;
    if (store === undefined) throw new Error('no store');
    acme = await make.seed(store);
    meanwhile = async () => {};
    asked = [];
  });
  afterEach(() => close());

  const operator = (place: number) => {
    const store = stores[place];
    if (store === undefined) throw new Error('no such store');
    const deps = {
      store,
      keys,
      clock: { now: () => 1_767_225_600_000 },
      random: systemRandom,
      operator: `ops-${place}`,
      providerConnectors: connectors,
    };
    return { deps, ...createProviderServices(deps), setPolicy: createSetPolicy(deps) };
  };
  const draft = (name: string, host = 'one') =>
    ({ kind: 'duo', name, settings: { host }, secret: new Secret('key-1') }) as const;
  const add = async (name: string) => {
    const added = await operator(0).addProvider(acme.id, draft(name), never);
    if (added.kind !== 'added') throw new Error(added.kind);
    return added.provider;
  };
  const everyone = (providerId: Awaited<ReturnType<typeof add>>['id']) =>
    ({
      providers: [{ when: { kind: 'everyone' }, providerId }],
    }) as const;

  it('of two who add one name, one does', async () => {
    const results = await Promise.all(
      [0, 1].map((place) =>
        operator(place).addProvider(acme.id, draft(`Duo${place === 0 ? '' : ' '}`), never),
      ),
    );
    expect(results.map((result) => result.kind).sort()).toEqual(['added', 'name_taken']);
    expect(await operator(1).listProviders(acme.id)).toHaveLength(1);
  });

  it('a change that was tried with other settings than there are now is not written', async () => {
    const { id } = await add('Duo');
    meanwhile = async () => {
      meanwhile = async () => {};
      const other = await operator(1).setProvider(acme.id, 'Duo', { settings: { host: 'two' } }, never);
      expect(other.kind).toBe('changed');
    };
    const late = await operator(0).setProvider(acme.id, 'Duo', { secret: new Secret('key-2') }, never);
    expect(late).toEqual({ kind: 'late' });
    expect(await operator(0).listProviders(acme.id)).toMatchObject([{ settings: { host: 'two' } }]);
    asked = [];
    expect((await operator(1).testProvider(acme.id, id, never)).kind).toBe('works');
    expect(asked).toEqual(['key-1']);
  });

  it('one that was removed while the vendor was asked stays removed', async () => {
    await add('Duo');
    meanwhile = () => operator(1).removeProvider(acme.id, 'Duo', true);
    const result = await operator(0).setProvider(acme.id, 'Duo', { settings: { host: 'two' } }, never);
    expect(result).toEqual({ kind: 'unknown_provider' });
    expect(await operator(0).listProviders(acme.id)).toEqual([]);
  });

  it('a rule that names it and its removal: whichever comes first wins, and no rule is left without its provider', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await add(`Duo ${round}`);
      const [set, removed] = await Promise.all([
        operator(0).setPolicy(acme.id, everyone(id)),
        operator(1).removeProvider(acme.id, id, true),
      ]);
      const named = (await stores[0]?.read.organizations.findById(acme.id))?.policy.providers ?? [];
      const isThere = (await operator(0).listProviders(acme.id)).some((one) => one.id === id);
      expect([
        ['changed', 'in_policy', true, 1],
        ['invalid', 'removed', false, 0],
      ]).toContainEqual([set.kind, removed.kind, isThere, named.length]);
      if (isThere) await operator(0).setPolicy(acme.id, { providers: [] });
    }
  });

  describe.each([
    ['still works', { state: 'active', dueAt: null }],
    ['is watched', { state: 'active', dueAt: 1 }],
    ['is still to be ended there', { state: 'revoked', dueAt: 1 }],
  ] as const)('while a code of it %s', (_title, { state, dueAt }) => {
    let id: Awaited<ReturnType<typeof add>>['id'];
    beforeEach(async () => {
      ({ id } = await add('Duo'));
      const made = make.vendorCode(acme.member, { providerId: id, kind: 'duo', dueAt });
      await stores[0]?.transact(acme.id, (tx) => tx.codes.insert({ ...made, state }));
    });

    it('it can’t be removed', async () => {
      expect(await operator(1).removeProvider(acme.id, 'Duo', true)).toMatchObject({ kind: 'has_codes' });
      expect(await operator(1).listProviders(acme.id)).toHaveLength(1);
    });

    it('a change of its settings is asked about, and of its credential is not', async () => {
      const settings = { host: 'two' };
      const asks = await operator(1).setProvider(acme.id, 'Duo', { settings }, never);
      expect(asks).toMatchObject({ kind: 'has_codes' });
      const secret = new Secret('key-2');
      expect((await operator(1).setProvider(acme.id, 'Duo', { secret }, never)).kind).toBe('changed');
      const confirmed = { settings, isConfirmed: true };
      expect((await operator(1).setProvider(acme.id, 'Duo', confirmed, never)).kind).toBe('changed');
    });
  });

  it('a code of another provider, and one that is done, are in no one’s way', async () => {
    const { id } = await add('Duo');
    await stores[0]?.transact(acme.id, async (tx) => {
      await tx.codes.insert(make.vendorCode(acme.member, { dueAt: 1 }));
      const done = make.vendorCode(acme.owner, { providerId: id, dueAt: null });
      await tx.codes.insert({ ...done, state: 'redeemed' });
    });
    expect((await operator(1).removeProvider(acme.id, 'Duo', true)).kind).toBe('removed');
  });

  it('every owner is notified of each change, and the history names the operator', async () => {
    await add('Duo');
    await operator(1).setProvider(acme.id, 'Duo', { settings: { host: 'two' } }, never);
    await operator(0).removeProvider(acme.id, 'Duo', true);
    const events = await operator(0).deps.store.read.audit.list(acme.id, { after: 0, limit: 9 });
    expect(events.map(({ action, actor }) => [action, actor.id])).toEqual([
      ['provider.added', 'ops-0'],
      ['provider.changed', 'ops-1'],
      ['provider.removed', 'ops-0'],
    ]);
    expect(await operator(0).deps.store.read.notices.count()).toBe(3);
    expect(JSON.stringify(events)).not.toContain('key-1');
  });

  it('a credential that was copied to another provider opens nothing', async () => {
    const [first, second] = [await add('One'), await add('Two')];
    const { deps } = operator(0);
    const copied = { ...second, sealedSecret: first.sealedSecret };
    expect(await openProvider(deps, copied)).toEqual({ kind: 'secret_unreadable' });
    expect((await openProvider(deps, second)).kind).toBe('opened');
  });

  it('a connector that breaks leaves nothing behind', async () => {
    meanwhile = async () => {
      throw new Error('a bug of the connector');
    };
    await expect(operator(0).addProvider(acme.id, draft('Duo'), never)).rejects.toThrow('a bug');
    expect(await operator(0).listProviders(acme.id)).toEqual([]);
  });
});
