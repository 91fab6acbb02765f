import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { KeyRing } from '../../src/domain/crypto/key-ring.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import type { Organization } from '../../src/domain/organization/organization.ts';
import type { Outbox } from '../../src/ports/notices.ts';
import type { Store } from '../../src/ports/store.ts';
import { createOperatorServices, type OperatorServices } from '../../src/services/operator-services.ts';
import type { TxtLookup } from '../../src/services/organization/verification-record.ts';
import { openImportStaging } from '../../src/system/open-import-staging.ts';
import { openSyncStaging } from '../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { dropDatabase, mongoServer, nameDatabase } from '../storage/mongo/mongo-database.ts';
import { noDevices } from '../support/no-devices.ts';
import { noProviders } from '../support/no-providers.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { noConnectors } from '../support/scripted-source.ts';
import type { StoreKind } from '../support/start-world.ts';
import { createTestKeys } from '../support/test-keys.ts';

export const NOW = Date.UTC(2026, 0, 31, 12);

/** The operator's use cases over a real store in a real file, with an organization in it. */
export interface TestServices {
  readonly services: OperatorServices;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly organization: Organization;
  readonly owner: DirectoryUser;
  /** The database as an attacker sees it who got hold of the file; an empty one for MongoDB. */
  readonly raw: DatabaseSync;
  now: number;
  txt: TxtLookup;
  asked: string[];
  /** The actions on record, in order. */
  actions(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openTestServices(
  keys: KeyRing = createTestKeys(),
  kind: StoreKind = 'sqlite',
): Promise<TestServices> {
  const directory = await mkdtemp(join(tmpdir(), 'backupcode-services-'));
  const path = join(directory, 'backupcode.db');
  const url = kind === 'sqlite' ? `sqlite:${path}` : nameDatabase(mongoServer ?? '');
  const store = await openTestStore(url, keys);
  const world = { now: NOW, txt: { kind: 'none' } as TxtLookup, asked: [] as string[] };
  const services = createOperatorServices({
    store,
    keys,
    clock: { now: () => world.now },
    random: systemRandom,
    lookUpTxt: async (name) => {
      world.asked.push(name);
      return world.txt;
    },
    openImportStaging,
    openSyncStaging,
    connectors: noConnectors,
    deviceChecker: noDevices,
    providerConnectors: noProviders,
  });
  const names = { name: 'Acme', ownerName: 'Ada', ownerEmail: 'ada@acme.test' };
  const created = await services.createOrganization({ ...names, isDomainTrusted: false });
  if (created.kind !== 'created') throw new Error('The organization of the test is not valid');
  const { organization, owner } = created;
  const raw = new DatabaseSync(kind === 'sqlite' ? path : ':memory:');
  return Object.assign(world, {
    services,
    store,
    keys,
    organization,
    owner,
    raw,
    actions: async () =>
      (await services.listAudit(organization.id, { limit: 10_000 })).map(({ action }) => action),
    close: async () => {
      raw.close();
      await store.close();
      if (kind === 'mongodb') await dropDatabase(url);
      await rm(directory, { recursive: true });
    },
  });
}

/** The same store with another behaviour of its outbox. */
export function changeOutbox(store: Store, changes: Partial<Outbox>): Store {
  return { ...store, outbox: { ...store.outbox, ...changes } };
}
