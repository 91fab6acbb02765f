import { type CrashingChange, makeChange } from './crashing-changes.ts';
import { openTestStore } from './open-test-store.ts';
import { watchWrites } from './representative-change.ts';
import type { SeededOrganization } from './store-fixtures.ts';
import { runStoreJob, type StoreJob } from './store-jobs.ts';

/** What the parent sends; each is answered once, unless the process dies of it. */
export type WorkerOrder =
  | { readonly kind: 'job'; readonly job: StoreJob }
  /** Makes the change and dies by SIGKILL after so many writes; more than there are: after the commit. */
  | {
      readonly kind: 'crash';
      readonly change: CrashingChange;
      readonly seeded: SeededOrganization;
      readonly afterWrites: number;
    }
  | { readonly kind: 'stop' };

export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: readonly string[] }
  | { readonly kind: 'failed'; readonly why: string };

const [url] = process.argv.slice(2);
if (url === undefined) throw new Error('The worker needs the URL of a store');
const store = await openTestStore(url);
process.on('message', (order: WorkerOrder) => {
  obey(order).catch((error: unknown) => answer({ kind: 'failed', why: String(error) }));
});
process.on('disconnect', () => process.exit(1));
answer({ kind: 'ready' });

async function obey(order: WorkerOrder): Promise<void> {
  switch (order.kind) {
    case 'job':
      return answer({ kind: 'done', result: await runStoreJob(store, order.job) });
    case 'crash':
      return crash(order.change, order.seeded, order.afterWrites);
    case 'stop':
      await store.close();
      process.exit(0);
  }
}

async function crash(change: CrashingChange, seeded: SeededOrganization, afterWrites: number): Promise<void> {
  await store.transact(seeded.id, (tx) => {
    const watched = watchWrites(tx, (count) => {
      if (count === afterWrites) process.kill(process.pid, 'SIGKILL');
    });
    return makeChange(change, store, watched, seeded);
  });
  process.kill(process.pid, 'SIGKILL');
}

function answer(message: WorkerAnswer): void {
  process.send?.(message);
}
