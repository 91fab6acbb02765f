import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forkStoreWorker, type StoreWorker } from '../support/fork-store-worker.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import type { StoreJob } from '../support/store-jobs.ts';
import { findFault } from './audit-history.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

const ROUNDS = Number(process.env.CONTRACT_ROUNDS ?? 5);
const TIMEOUT_MS = 60_000 + ROUNDS * 10_000;

export function describeTwoProcesses(harness: ContractHarness): void {
  describe('two processes on one store', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('j');
    let workers: StoreWorker[] = [];

    beforeEach(async () => {
      const { url } = context.database;
      workers = await Promise.all([forkStoreWorker(url), forkStoreWorker(url)]);
    }, 60_000);

    afterEach(() => Promise.all(workers.map((worker) => worker.stop())), 60_000);

    /** The same job in both at once; what each of them won. */
    const runInBoth = (jobFor: (index: number) => StoreJob) =>
      Promise.all(workers.map((worker, index) => worker.run(jobFor(index))));

    it(
      `N3: 200 parallel redeems of one code have exactly one winner, ${ROUNDS} times over`,
      async () => {
        const { store } = context;
        const { id, users } = await make.seed(store, Math.max(2, ROUNDS));
        for (const user of users.slice(0, ROUNDS)) {
          const code = make.code(user);
          await store.transact(id, (tx) => tx.codes.insert(code));
          const before = await store.read.audit.head(id);
          const wins = await runInBoth(() => ({
            kind: 'redeem',
            organizationId: id,
            codeId: code.id,
            attempts: 100,
          }));
          expect(wins.flat()).toEqual([code.id]);
          expect((await store.read.codes.find(id, code.id))?.state).toBe('redeemed');
          // One audit event and one notice as well: the losers left nothing.
          expect((await store.read.audit.head(id)).sequence).toBe(before.sequence + 1);
        }
        expect(await store.read.notices.count()).toBe(ROUNDS);
        expect(await findFault(store, id)).toBeNull();
      },
      TIMEOUT_MS,
    );

    it(
      'N7: a hundred parallel failures from two processes are all counted',
      async () => {
        const { store } = context;
        const { id, member } = await make.seed(store);
        const counts = await runInBoth(() => ({
          kind: 'fail',
          organizationId: id,
          userId: member.id,
          attempts: 50,
        }));
        expect((await store.read.lockouts.find(id, member.id))?.consecutiveFailures).toBe(100);
        expect(new Set(counts.flat()).size).toBe(100);
      },
      TIMEOUT_MS,
    );

    it(
      'N14: events appended by two processes at once make one chain without fork or gap',
      async () => {
        const { store } = context;
        const { id } = await make.seed(store);
        const sequences = await runInBoth((index) => ({
          kind: 'append',
          organizationId: id,
          label: `j${index}x`,
          attempts: 50,
        }));
        const expected = Array.from({ length: 100 }, (_, index) => index + 1);
        expect(
          sequences
            .flat()
            .map(Number)
            .sort((a, b) => a - b),
        ).toEqual(expected);
        expect((await store.read.audit.head(id)).sequence).toBe(100);
        expect(await findFault(store, id)).toBeNull();
      },
      TIMEOUT_MS,
    );

    it(
      'N13: two processes that claim notices at once never get the same one',
      async () => {
        const { store } = context;
        const { id } = await make.seed(store);
        const notices = Array.from({ length: 40 }, () => make.notice(id, { dueAt: T0 - 1 }));
        await store.transact(id, async (tx) => {
          for (const notice of notices) await tx.notices.enqueue(notice);
        });
        const claims = (await runInBoth(() => ({ kind: 'claim', attempts: 10 }))).flat();
        expect(new Set(claims).size).toBe(claims.length);
        const rest = await store.outbox.claim({
          now: T0,
          leaseMs: 60_000,
          limit: 100,
          slackTenantIds: ['T1'],
          busy: [],
        });
        expect([...claims, ...rest.map((notice) => notice.id)].sort()).toEqual(
          notices.map((notice) => notice.id).sort(),
        );
      },
      TIMEOUT_MS,
    );

    it(
      'S1: of two processes that see the same fifty deliveries at once, one is first at each',
      async () => {
        const keys = Array.from({ length: 50 }, (_, index) => `delivery-${index}`);
        const first = await runInBoth((index) => ({
          kind: 'remember',
          keys: index === 0 ? keys : keys.toReversed(),
        }));
        expect(first.flat().sort()).toEqual([...keys].sort());
      },
      TIMEOUT_MS,
    );
  });
}
