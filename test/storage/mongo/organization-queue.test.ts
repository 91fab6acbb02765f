import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { StoreUnavailableError } from '../../../src/ports/store.ts';
import {
  createOrganizationQueue,
  type TransactionJob,
} from '../../../src/storage/mongo/organization-queue.ts';

const acme = 'org_acme000000000000' as OrganizationId;
const globex = 'org_globex0000000000' as OrganizationId;
const work = async (): Promise<string> => 'done';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function runAll(jobs: readonly TransactionJob[]): Promise<void> {
  for (const job of jobs) if (job.begin()) job.resolve(job.work.length);
}

it('lets in together those who come together, ninety-six at most, in their order, each organization by itself', async () => {
  const groups: string[] = [];
  const queue = createOrganizationQueue(async (id, jobs) => {
    groups.push(`${id === acme ? 'acme' : 'globex'} ${jobs.length}`);
    await runAll(jobs);
  }, 1000);
  const order: number[] = [];
  await Promise.all([
    ...Array.from({ length: 98 }, (_, i) => queue.run(acme, work).then(() => order.push(i))),
    queue.run(globex, work),
  ]);
  expect(groups.sort()).toEqual(['acme 2', 'acme 96', 'globex 1']);
  expect(order).toEqual(Array.from({ length: 98 }, (_, i) => i));
  await queue.idle();
});

it('keeps no timer of whoever is done, or was refused before a turn came', async () => {
  const served = createOrganizationQueue((_id, jobs) => runAll(jobs), 10_000);
  await served.run(acme, work);
  const refused = createOrganizationQueue(async (_id, jobs) => {
    for (const job of jobs) job.reject(new StoreUnavailableError('away'));
  }, 10_000);
  await expect(refused.run(acme, work)).rejects.toThrow('away');
  expect(vi.getTimerCount()).toBe(0);
});

it('does not run whoever has waited too long, though the others of the group are', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const queue = createOrganizationQueue(async (_id, jobs) => {
    await held;
    await runAll(jobs);
  }, 1000);
  const early = queue.run(acme, work);
  const tooLong = expect(early).rejects.toThrow('took too long');
  await vi.advanceTimersByTimeAsync(600);
  const late = queue.run(acme, work);
  await vi.advanceTimersByTimeAsync(600);
  await tooLong;
  release();
  await expect(late).resolves.toBeDefined();
  await queue.idle();
});
