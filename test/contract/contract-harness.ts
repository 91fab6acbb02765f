import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { OrganizationId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { openTestStore } from '../support/open-test-store.ts';

/** What an adapter brings to the suite. */
export interface ContractHarness {
  /** A new, empty database. The suite opens it with `openTestStore(url)`, here and in child processes, as often as it likes. */
  createDatabase(): Promise<ContractDatabase>;
  /** How long the data of a process that was killed within a transaction may stay locked for others. Milliseconds; 10 s unless told. */
  readonly recoveryMsMax?: number;
}

export interface ContractDatabase {
  /** `sqlite:/path/to/file` or `mongodb://...` */
  readonly url: string;
  readonly raw: RawAccess;
  /** Called after every store on it is closed. */
  destroy(): Promise<void>;
}

/** Reading and writing past the adapter, like a hand with the database's password. Every call must have taken effect when it resolves. */
export interface RawAccess {
  /** Everything that is stored, as text. */
  dump(): Promise<string>;
  changeAuditReason(organizationId: OrganizationId, sequence: number, reason: string): Promise<void>;
  deleteAuditEvent(organizationId: OrganizationId, sequence: number): Promise<void>;
  /** Changes the sequence number alone. */
  renumberAuditEvent(organizationId: OrganizationId, from: number, to: number): Promise<void>;
}

export interface ContractStore {
  readonly database: ContractDatabase;
  readonly store: Store;
  /** A second handle on the same data, as another process has it. */
  openAnother(): Promise<Store>;
}

/** A store for a group of tests, or a fresh one for each of them; closed by itself. */
export function useContractStore(
  harness: ContractHarness,
  lifetime: 'group' | 'test' = 'group',
): ContractStore {
  let database: ContractDatabase | null = null;
  let stores: Store[] = [];

  async function open(): Promise<Store> {
    const store = await openTestStore(getDatabase().url);
    stores.push(store);
    return store;
  }

  function getDatabase(): ContractDatabase {
    if (database === null) throw new Error('There is no database outside the tests');
    return database;
  }

  async function setUp(): Promise<void> {
    database = await harness.createDatabase();
    await open();
  }

  async function tearDown(): Promise<void> {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
    await database?.destroy();
    database = null;
  }

  if (lifetime === 'group') {
    beforeAll(setUp, 60_000);
    afterAll(tearDown, 60_000);
  } else {
    beforeEach(setUp, 60_000);
    afterEach(tearDown, 60_000);
  }
  return {
    get database() {
      return getDatabase();
    },
    get store() {
      const [store] = stores;
      if (store === undefined) throw new Error('There is no store outside the tests');
      return store;
    },
    openAnother: open,
  };
}
