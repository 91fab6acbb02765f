import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { StoreUnavailableError } from '../../../src/ports/store.ts';
import { createOrganizationQueue } from '../../../src/storage/mongo/engine/organization-queue.ts';

const acme = 'org_acme000000000000' as OrganizationId;
const globex = 'org_globex0000000000' as OrganizationId;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A job that runs until it is let go. */
function createJob(name: string, log: string[]) {
  const gate = Promise.withResolvers<string>();
  const run = () => {
    log.push(name);
    return gate.promise;
  };
  return { run, end: () => gate.resolve(name), fail: (error: Error) => gate.reject(error) };
}

it('runs the jobs of an organization one after another, in order, and others beside them', async () => {
  const queue = createOrganizationQueue(1000);
  const log: string[] = [];
  const [first, second, elsewhere] = ['first', 'second', 'elsewhere'].map((name) => createJob(name, log));
  const done = [
    queue.run(acme, first?.run ?? Promise.reject),
    queue.run(acme, second?.run ?? Promise.reject),
    queue.run(globex, elsewhere?.run ?? Promise.reject),
  ];
  await vi.advanceTimersByTimeAsync(1);
  expect(log).toEqual(['first', 'elsewhere']);
  first?.end();
  await vi.advanceTimersByTimeAsync(1);
  expect(log).toEqual(['first', 'elsewhere', 'second']);
  second?.end();
  elsewhere?.end();
  expect(await Promise.all(done)).toEqual(['first', 'second', 'elsewhere']);
  await queue.idle();
  expect(vi.getTimerCount()).toBe(0);
});

it('goes on after a job that fails', async () => {
  const queue = createOrganizationQueue(1000);
  const failing = queue.run(acme, () => Promise.reject(new Error('failed')));
  const next = queue.run(acme, async () => 'done');
  await expect(failing).rejects.toThrow('failed');
  expect(await next).toBe('done');
  await queue.idle();
});

it('does not run a job that has waited too long, nor the next one before its turn', async () => {
  const queue = createOrganizationQueue(1000);
  const log: string[] = [];
  const [holding, early, late] = ['holding', 'early', 'late'].map((name) => createJob(name, log));
  const held = queue.run(acme, holding?.run ?? Promise.reject);
  const tooLong = expect(queue.run(acme, early?.run ?? Promise.reject)).rejects.toThrow('took too long');
  await vi.advanceTimersByTimeAsync(600);
  const waiting = queue.run(acme, late?.run ?? Promise.reject);
  await vi.advanceTimersByTimeAsync(600);
  await tooLong;
  expect(log).toEqual(['holding']);
  holding?.end();
  late?.end();
  expect(await Promise.all([held, waiting])).toEqual(['holding', 'late']);
  expect(log).toEqual(['holding', 'late']);
});

it('refuses more than a thousand', async () => {
  const queue = createOrganizationQueue(1000);
  const holding = createJob('holding', []);
  const admitted = Array.from({ length: 1000 }, () => queue.run(acme, holding.run));
  await expect(queue.run(acme, holding.run)).rejects.toBeInstanceOf(StoreUnavailableError);
  await expect(queue.run(globex, async () => 'done')).resolves.toBe('done');
  holding.end();
  expect(new Set(await Promise.all(admitted))).toEqual(new Set(['holding']));
  await expect(queue.run(acme, async () => 'done')).resolves.toBe('done');
});
