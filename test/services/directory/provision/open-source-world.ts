import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DirectoryUser } from '../../../../src/domain/directory/directory-user.ts';
import type { Source } from '../../../../src/domain/directory/source.ts';
import type { SourceRecord } from '../../../../src/domain/directory/source-person.ts';
import type { OrganizationId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/ports/store.ts';
import { systemActor } from '../../../../src/services/deps.ts';
import type { ToldPerson } from '../../../../src/services/directory/provision/load-provision-facts.ts';
import type { PlanOptions } from '../../../../src/services/directory/provision/plan-provision.ts';
import { provisionBatch } from '../../../../src/services/directory/provision/provision-batch.ts';
import { createOperatorServices, type OperatorServices } from '../../../../src/services/operator-services.ts';
import { openImportStaging } from '../../../../src/system/open-import-staging.ts';
import { openSyncStaging } from '../../../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../../../src/system/system-random.ts';
import { dropDatabase, mongoServer, nameDatabase } from '../../../storage/mongo/mongo-database.ts';
import { noDevices } from '../../../support/no-devices.ts';
import { noProviders } from '../../../support/no-providers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { noConnectors } from '../../../support/scripted-source.ts';
import { createStoreFixtures, type StoreFixtures } from '../../../support/store-fixtures.ts';
import { createTestKeys } from '../../../support/test-keys.ts';
import { NOW } from '../../open-services.ts';

export const storeKinds = mongoServer === null ? (['sqlite'] as const) : (['sqlite', 'mongodb'] as const);

/** An organization with an owner from the operator's list, `ada@acme.test`, on a verified domain; and what sources tell it. */
export interface SourceWorld {
  readonly store: Store;
  readonly services: OperatorServices;
  readonly organizationId: OrganizationId;
  readonly owner: DirectoryUser;
  readonly fixtures: StoreFixtures;
  addSource(change?: Partial<Source>): Promise<Source>;
  tell(
    source: Source,
    told: readonly (SourceRecord | ToldPerson)[],
    options?: PlanOptions,
  ): Promise<string[]>;
  import(rows: readonly Record<string, string>[]): Promise<string>;
  users(): Promise<DirectoryUser[]>;
  user(login: string): Promise<DirectoryUser>;
  conflicts(): Promise<string[]>;
  /** Everything that sources and the list decide about, to compare. */
  snapshot(): Promise<string>;
  close(): Promise<void>;
}

export async function openSourceWorld(kind: (typeof storeKinds)[number] = 'sqlite'): Promise<SourceWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-sources-'));
  const url = kind === 'sqlite' ? `sqlite:${join(folder, 'test.db')}` : nameDatabase(mongoServer ?? '');
  const keys = createTestKeys();
  const store = await openTestStore(url, keys);
  const clock = { now: () => NOW };
  const deps = { store, keys, clock, random: systemRandom };
  const services = createOperatorServices({
    ...deps,
    lookUpTxt: async () => ({ kind: 'none' }),
    openImportStaging,
    openSyncStaging,
    connectors: noConnectors,
    deviceChecker: noDevices,
    providerConnectors: noProviders,
  });
  const names = { name: 'Acme', ownerName: 'Ada', ownerEmail: 'ada@acme.test' };
  const created = await services.createOrganization({ ...names, isDomainTrusted: true });
  if (created.kind !== 'created') throw new Error('The organization of the test is not valid');
  const organizationId = created.organization.id;
  const fixtures = createStoreFixtures('w');

  async function listUsers(): Promise<DirectoryUser[]> {
    return [...(await store.read.directory.listUsers(organizationId, { after: null, limit: 1000 })).users];
  }

  async function listConflicts() {
    return store.read.conflicts.list(organizationId, { sourceId: null, after: null, limit: 1000 });
  }

  return {
    store,
    services,
    organizationId,
    owner: created.owner,
    fixtures,
    addSource: async (change = {}) => {
      const source = fixtures.source(organizationId, { roleRules: [], ...change });
      await store.transact(organizationId, (tx) => tx.sources.insert(source));
      return source;
    },
    tell: async (source, told, options = {}) => {
      const people = told.map((each) =>
        'record' in each ? each : { externalId: each.externalId, record: each },
      );
      const done = await store.transact(organizationId, (tx) =>
        provisionBatch(deps, tx, source, people, { actor: systemActor, from: 'system' }, options),
      );
      return done.map(({ decision }) =>
        decision.kind === 'skip' ? `skip: ${decision.reason}` : decision.kind,
      );
    },
    import: async (rows) => {
      const raw = rows.map((fields, index) => ({ line: index + 2, fields }));
      return (await services.importDirectory(organizationId, raw)).kind;
    },
    users: listUsers,
    user: async (login) => {
      const user = await store.read.directory.findUserByLogin(organizationId, login);
      if (user === null) throw new Error(`Nobody has ${login}`);
      return user;
    },
    conflicts: async () =>
      (await listConflicts())
        .map(({ kind: what, externalId, field }) => `${externalId}: ${what} ${field}`)
        .sort(),
    snapshot: async () => {
      const users = (await listUsers()).map(({ updatedAt: _, ...user }) => user);
      const people = [];
      const groups = [];
      for (const source of await store.read.sources.list(organizationId)) {
        const page = { after: null, limit: 1000 };
        people.push(await store.read.sourcePeople.listPage(organizationId, source.id, page));
        for (const group of await store.read.groups.list(organizationId, { sourceId: source.id, ...page }))
          groups.push(group, await store.read.groups.listMembers(organizationId, group.id, page));
      }
      const events = (await services.listAudit(organizationId, { limit: 10_000 })).length;
      return JSON.stringify([users, people, groups, await listConflicts(), events]);
    },
    close: async () => {
      await store.close();
      if (kind === 'mongodb') await dropDatabase(url);
      await rm(folder, { recursive: true });
    },
  };
}
