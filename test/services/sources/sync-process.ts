import type { SourceRecord } from '../../../src/domain/directory/source-person.ts';
import type { OrganizationId, SourceId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/ports/store.ts';
import { createRunSync } from '../../../src/services/sources/run/run-sync.ts';
import { openSyncStaging } from '../../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { watchWrites } from '../../support/representative-change.ts';
import { createScriptedSource } from '../../support/scripted-source.ts';
import { createTestKeys } from '../../support/test-keys.ts';

/** Where the process dies by SIGKILL. */
export type SyncDeath =
  | { readonly kind: 'transaction'; readonly at: number; readonly when: 'before' | 'after' }
  /** Right after a write, counted over the whole run. */
  | { readonly kind: 'write'; readonly at: number };

export interface SyncOrder {
  readonly url: string;
  readonly organizationId: OrganizationId;
  readonly sourceId: SourceId;
  /** What the source says. */
  readonly people: readonly SourceRecord[];
  readonly now: number;
  readonly death: SyncDeath | null;
  /** Waits for a message before its source answers, so that another process can be told to run meanwhile. */
  readonly waits: boolean;
}

export type SyncAnswer =
  | { readonly kind: 'reading' }
  | {
      readonly kind: 'ended';
      readonly result: string;
      readonly writes: number;
      readonly transactions: number;
    }
  | { readonly kind: 'failed'; readonly why: string };

// One run over a source, in a process of its own.
const [given = ''] = process.argv.slice(2);
const order: SyncOrder = JSON.parse(given);
const keys = createTestKeys();
const store = await openTestStore(order.url, keys);
let transactions = 0;
let writes = 0;

const die = () => void process.kill(process.pid, 'SIGKILL');
const answer = (message: SyncAnswer) => process.send?.(message);

function isDeathAt(when: 'before' | 'after'): boolean {
  const { death } = order;
  return death?.kind === 'transaction' && death.at === transactions && death.when === when;
}

const mortal: Store = {
  ...store,
  async transact(organizationId, work) {
    transactions += 1;
    if (isDeathAt('before')) die();
    const result = await store.transact(organizationId, (tx) =>
      work(
        watchWrites(tx, () => {
          writes += 1;
          if (order.death?.kind === 'write' && order.death.at === writes) die();
        }),
      ),
    );
    if (isDeathAt('after')) die();
    return result;
  },
};

const vendor = createScriptedSource(order.people);
vendor.pageSize = 1000;
vendor.onPage = async () => {
  if (!order.waits) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('message', () => resolve());
  answer({ kind: 'reading' });
  await promise;
};
const runSync = createRunSync({
  store: mortal,
  keys,
  clock: { now: () => order.now },
  random: systemRandom,
  connectors: vendor,
  openSyncStaging,
});

process.on('disconnect', () => process.exit(1));
try {
  const { signal } = new AbortController();
  const options = { isFull: false, signal, onAbort: 'release' } as const;
  const result = await runSync(order.organizationId, order.sourceId, options);
  answer({ kind: 'ended', result: result.kind, writes, transactions });
} catch (error) {
  answer({ kind: 'failed', why: String(error) });
}
await store.close();
process.exit(0);
