import { DatabaseSync } from 'node:sqlite';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { SourceRecord } from '../../../src/domain/directory/source-person.ts';
import type { SourceConnector, SourceConnectors, SourcePage } from '../../../src/ports/directory/source.ts';
import { createOperatorServices } from '../../../src/services/operator-services.ts';
import { createRunSync } from '../../../src/services/sources/run/run-sync.ts';
import { openImportStaging } from '../../../src/system/open-import-staging.ts';
import { openSyncStaging } from '../../../src/system/open-sync-staging.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { noDevices } from '../../support/no-devices.ts';
import { noProviders } from '../../support/no-providers.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { createDatabase } from './open-bench-store.ts';

const PAGE = 500;

export interface SyncBench {
  /** A run that reads everyone. @returns milliseconds */
  sync(expected: 'created' | 'unchanged'): Promise<number>;
  /** Everything stored of the same people, read as rows and thrown away. @returns milliseconds */
  readBare(): Promise<number>;
  close(): Promise<void>;
}

/** An organization on SQLite whose people come from a source, which is in this process and takes no time. */
export async function openSyncBench(people: number): Promise<SyncBench> {
  const database = await createDatabase('sqlite');
  const keys = createTestKeys();
  const store = await openTestStore(database.url, keys);
  const connectors = createSource(people);
  const deps = { store, keys, clock: systemClock, random: systemRandom, connectors, openSyncStaging };
  const services = createOperatorServices({
    ...deps,
    deviceChecker: noDevices,
    providerConnectors: noProviders,
    lookUpTxt: async () => ({ kind: 'none' }),
    openImportStaging,
  });
  const owner = { name: 'Acme', ownerName: 'Ada', ownerEmail: 'ada@acme.test', isDomainTrusted: true };
  const created = await services.createOrganization(owner);
  if (created.kind !== 'created') throw new Error(`The organization could not be created: ${created.kind}`);
  const { id: organizationId } = created.organization;
  const { signal } = new AbortController();
  const added = await services.sources.addSource(
    organizationId,
    { kind: 'bamboohr', name: 'HR', settings: {}, secret: new Secret('key') },
    signal,
  );
  if (added.kind !== 'added') throw new Error(`The source could not be added: ${added.kind}`);
  const runSync = createRunSync(deps);
  return {
    async sync(expected) {
      const startedAt = performance.now();
      const result = await runSync(organizationId, added.source.id, {
        isFull: true,
        signal,
        onAbort: 'cancel',
      });
      const tookMs = performance.now() - startedAt;
      if (result.kind !== 'done' || result.counts[expected] !== people) {
        throw new Error(`${people} were to be ${expected}: ${JSON.stringify(result)}`);
      }
      return tookMs;
    },
    async readBare() {
      const bare = new DatabaseSync(database.path, { readOnly: true });
      const statement = bare.prepare(
        `SELECT * FROM source_people p JOIN users u ON u.organization_id = p.organization_id AND u.id = p.user_id`,
      );
      const startedAt = performance.now();
      let count = 0;
      for (const row of statement.iterate()) count += row.user_id === null ? 0 : 1;
      const tookMs = performance.now() - startedAt;
      bare.close();
      if (count !== people) throw new Error(`${count} of ${people} people were read`);
      return tookMs;
    },
    async close() {
      await store.close();
      await database.drop();
    },
  };
}

/** In BambooHR's place. */
function createSource(people: number): SourceConnectors {
  const connector: SourceConnector = {
    kind: 'bamboohr',
    settings: [{ name: 'key', isRequired: true, isSecret: true }],
    checkSettings: () => [],
    open: () => ({
      test: async () => ({ people }),
      readAll: () => readPages(people),
      readChanges: async () => null,
    }),
  };
  return {
    listKinds: async () => ['bamboohr'],
    load: async (kind) => (kind === 'bamboohr' ? connector : null),
  };
}

async function* readPages(people: number): AsyncIterable<SourcePage> {
  for (let from = 1; from <= people; from += PAGE) {
    const length = Math.min(PAGE, people - from + 1);
    yield { people: Array.from({ length }, (_, index) => describe(from + index)), gone: [], cursor: null };
  }
}

function describe(number: number): SourceRecord {
  return {
    externalId: String(number),
    displayName: `Person ${number}`,
    email: `person${number}@acme.test`,
    mobile: `+4412${String(number).padStart(8, '0')}`,
    alias: null,
    status: 'confirmed',
    manager: number === 1 ? null : String(Math.ceil(number / 10)),
    department: `Department ${number % 50}`,
    employeeNumber: String(number),
    groups: null,
    attributes: { title: `Title ${number % 20}` },
    hasTwoPrimaries: false,
  };
}
