import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import type { Source } from '../../../src/domain/directory/source.ts';
import type { SourceRecord } from '../../../src/domain/directory/source-person.ts';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/ports/store.ts';
import { createOperatorServices, type OperatorServices } from '../../../src/services/operator-services.ts';
import {
  createRunSync,
  type SyncDeps,
  type SyncOptions,
} from '../../../src/services/sources/run/run-sync.ts';
import type { SyncResult } from '../../../src/services/sources/run/sync-result.ts';
import { openImportStaging } from '../../../src/system/open-import-staging.ts';
import { openSyncStaging } from '../../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { dropDatabase, mongoServer, nameDatabase } from '../../storage/mongo/mongo-database.ts';
import { noDevices } from '../../support/no-devices.ts';
import { noProviders } from '../../support/no-providers.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createScriptedSource, type ScriptedSource } from '../../support/scripted-source.ts';
import { createTestKeys } from '../../support/test-keys.ts';

export const storeKinds = mongoServer === null ? (['sqlite'] as const) : (['sqlite', 'mongodb'] as const);
export const NOW = Date.UTC(2026, 0, 31, 12);

/** An organization with an owner from the operator's list, on the verified domain `acme.test`, and a directory that can be told what to say. */
export interface SyncWorld {
  /** Of the store, for another process. */
  readonly url: string;
  readonly store: Store;
  readonly deps: SyncDeps;
  readonly services: OperatorServices;
  readonly vendor: ScriptedSource;
  readonly organizationId: OrganizationId;
  readonly source: Source;
  now: number;
  /** One run, as the running service does it, unless told otherwise. */
  sync(options?: Partial<SyncOptions>, deps?: Partial<SyncDeps>): Promise<SyncResult>;
  stored(): Promise<Source>;
  /** Login and status of everyone, in order. */
  people(): Promise<string[]>;
  users(): Promise<DirectoryUser[]>;
  actions(): Promise<string[]>;
  /** Everything that a sync writes but the run itself. */
  snapshot(): Promise<string>;
  close(): Promise<void>;
}

export async function openSyncWorld(
  kind: (typeof storeKinds)[number] = 'sqlite',
  people: readonly SourceRecord[] = [],
): Promise<SyncWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-sync-'));
  const url = kind === 'sqlite' ? `sqlite:${join(folder, 'test.db')}` : nameDatabase(mongoServer ?? '');
  const keys = createTestKeys();
  const store = await openTestStore(url, keys);
  const vendor = createScriptedSource(people);
  const world = { now: NOW };
  const deps: SyncDeps = {
    store,
    keys,
    clock: { now: () => world.now },
    random: systemRandom,
    connectors: vendor,
    openSyncStaging,
  };
  const services = createOperatorServices({
    ...deps,
    deviceChecker: noDevices,
    providerConnectors: noProviders,
    lookUpTxt: async () => ({ kind: 'none' }),
    openImportStaging,
  });
  const names = { name: 'Acme', ownerName: 'Ada', ownerEmail: 'ada@acme.test' };
  const created = await services.createOrganization({ ...names, isDomainTrusted: true });
  if (created.kind !== 'created') throw new Error('The organization of the test is not valid');
  const organizationId = created.organization.id;
  const added = await services.sources.addSource(
    organizationId,
    { kind: 'bamboohr', name: 'HR', settings: { company: 'acme' }, secret: new Secret('key') },
    new AbortController().signal,
  );
  if (added.kind !== 'added') throw new Error(`The source of the test is not valid: ${added.kind}`);
  const { source } = added;

  const users = async () => [
    ...(await store.read.directory.listUsers(organizationId, { after: null, limit: 1000 })).users,
  ];

  return Object.assign(world, {
    url,
    store,
    deps,
    services,
    vendor,
    organizationId,
    source,
    sync: (options: Partial<SyncOptions> = {}, changes: Partial<SyncDeps> = {}) =>
      createRunSync({ ...deps, ...changes })(organizationId, source.id, {
        isFull: false,
        signal: new AbortController().signal,
        onAbort: 'release',
        ...options,
      }),
    stored: async () => {
      const found = await store.read.sources.find(organizationId, source.id);
      if (found === null) throw new Error('The source is gone');
      return found;
    },
    users,
    people: async () => (await users()).map(({ email, status }) => `${email} ${status}`).sort(),
    actions: async () =>
      (await services.listAudit(organizationId, { limit: 10_000 })).map(({ action }) => action),
    snapshot: async () => {
      const page = { after: null, limit: 1000 };
      const conflicts = await store.read.conflicts.list(organizationId, { sourceId: null, ...page });
      const told = await store.read.sourcePeople.listPage(organizationId, source.id, page);
      const groups = await store.read.groups.list(organizationId, { sourceId: source.id, ...page });
      const members = await Promise.all(
        groups.map(async ({ id, name }) => [
          name,
          (await store.read.groups.listMembers(organizationId, id, page)).length,
        ]),
      );
      return JSON.stringify([
        (await users()).map(({ id: _, ...user }) => user).sort(byText),
        told.map(({ userId, ...person }) => ({ ...person, isLinked: userId !== null })).sort(byText),
        conflicts.map(({ id: _, otherUserId: __, ...conflict }) => conflict).sort(byText),
        members.sort(byText),
      ]);
    },
    close: async () => {
      await store.close();
      if (kind === 'mongodb') await dropDatabase(url);
      await rm(folder, { recursive: true });
    },
  });
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

/** A person of the source whose address is on the verified domain. */
export function personOf(name: string, change: Partial<SourceRecord> = {}): SourceRecord {
  return {
    externalId: `hr-${name}`,
    displayName: name,
    email: `${name}@acme.test`,
    mobile: null,
    alias: null,
    status: 'confirmed',
    manager: null,
    department: null,
    employeeNumber: null,
    groups: null,
    attributes: {},
    hasTwoPrimaries: false,
    ...change,
  };
}

export function peopleOf(...names: string[]): SourceRecord[] {
  return names.map((name) => personOf(name));
}
