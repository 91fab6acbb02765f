import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Store, StoreUnavailableError } from '../../src/ports/store.ts';
import { type CrashingChange, makeChange } from '../support/crashing-changes.ts';
import { forkStoreWorker } from '../support/fork-store-worker.ts';
import { listCountedBy } from '../support/list-counted.ts';
import {
  makeRepresentativeChange,
  REPRESENTATIVE_WRITES,
  watchWrites,
} from '../support/representative-change.ts';
import { createStoreFixtures, type SeededOrganization, T0 } from '../support/store-fixtures.ts';
import { termsWith } from '../support/terms.ts';
import { findFault } from './audit-history.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

/** What each leaves behind. */
const changed = {
  freeze: { freeze: { endedAt: null }, requests: [], code: null },
  unfreeze: { freeze: { endedAt: T0 + 60_000 }, requests: [{ state: 'pending' }] },
  break_glass: {
    requests: [{ state: 'approved', breakGlass: { reason: 'no one is awake' } }],
    reviews: [{ verdict: null }],
    events: ['request.glass_broken'],
  },
} as const satisfies Record<Exclude<CrashingChange, 'main'>, object>;
const WRITES_MIN = { freeze: 8, unfreeze: 5, break_glass: 7 } as const;

export function describeCrashes(harness: ContractHarness): void {
  describe('a process that is killed', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('l');
    const recoveryMsMax = harness.recoveryMsMax ?? 10_000;

    /** Everything the representative change touches. */
    async function lookAt(store: Store, { id, owner, member }: SeededOrganization) {
      return {
        requests: (await listCountedBy(store.read.requests, id, owner.id)).length,
        code: (await store.read.codes.findLive(id, member.id))?.state ?? null,
        events: (await store.read.audit.list(id, { after: 0, limit: 99 })).map((event) => event.action),
        headSequence: (await store.read.audit.head(id)).sequence,
        auditFault: await findFault(store, id),
        notices: await store.read.notices.count(),
        lockout: (await store.read.lockouts.find(id, member.id)) !== null,
        identities: (await store.read.identities.listByUser(id, member.id)).length,
        name: (await store.read.directory.findUser(id, member.id))?.displayName,
      };
    }

    const whole = {
      requests: 1,
      code: 'active',
      events: ['code.generated', 'code.delivered'],
      headSequence: 2,
      auditFault: null,
      notices: 2,
      lockout: true,
      identities: 1,
      name: 'Changed',
    };

    const nothing = (seeded: SeededOrganization) => ({
      requests: 0,
      code: null,
      events: [],
      headSequence: 0,
      auditFault: null,
      notices: 0,
      lockout: false,
      identities: 0,
      name: seeded.member.displayName,
    });

    async function killAfter(afterWrites: number): Promise<SeededOrganization> {
      const seeded = await make.seed(context.store);
      const worker = await forkStoreWorker(context.database.url);
      expect(await worker.crash(seeded, afterWrites)).toBe('SIGKILL');
      return seeded;
    }

    it('the representative change has as many writes as the tests kill after', async () => {
      const { store } = context;
      const seeded = await make.seed(store);
      let writes = 0;
      await store.transact(seeded.id, (tx) => {
        writes = 0;
        return makeRepresentativeChange(
          watchWrites(tx, (count) => {
            writes = count;
          }),
          seeded,
        );
      });
      expect(writes).toBe(REPRESENTATIVE_WRITES);
      expect(await lookAt(store, seeded)).toEqual(whole);
    });

    it.each(Array.from({ length: REPRESENTATIVE_WRITES }, (_, index) => index + 1))(
      'N14: after write %i of a transaction leaves nothing of it',
      async (afterWrites) => {
        const seeded = await killAfter(afterWrites);
        expect(await lookAt(context.store, seeded)).toEqual(nothing(seeded));
        const fresh = await context.openAnother();
        expect(await lookAt(fresh, seeded)).toEqual(nothing(seeded));
      },
      60_000,
    );

    it('N13: after the commit leaves all of it, the notices to be sent included', async () => {
      const seeded = await killAfter(REPRESENTATIVE_WRITES + 1);
      expect(await lookAt(context.store, seeded)).toEqual(whole);
      const fresh = await context.openAnother();
      expect(await lookAt(fresh, seeded)).toEqual(whole);
    }, 60_000);

    describe.each(Object.keys(changed) as (keyof typeof changed)[])('in the middle of: %s', (change) => {
      /**
       * A request that is open, held, or waits for approval; a code that is being shown; before `unfreeze`, a hold that an operator wants to
       * end; before `break_glass`, an admin who could approve.
       */
      async function prepare(): Promise<SeededOrganization> {
        const seeded = await make.seed(context.store);
        const { id, owner, member, organization } = seeded;
        const tenant = organization.slackTenantIds[0] ?? expect.unreachable('A seed has a workspace');
        const asked = { terms: termsWith({ approval: true }), approvalAskedAt: T0 };
        await context.store.transact(id, async (tx) => {
          const request = make.request(owner, member, {
            expiresAt: T0 + 3_600_000,
            ...(change === 'break_glass' ? asked : {}),
            origin: {
              ...{ teamId: tenant, slackTenantId: tenant, channelId: 'C1' },
              ...{ requesterSlackId: 'U1', targetSlackId: 'U2' },
            },
          });
          await tx.requests.insert(request);
          if (change === 'break_glass') {
            const domain = make.domain(id, { verifiedAt: T0 });
            await tx.domains.insert(domain);
            await tx.directory.update({ ...member, email: `member@${domain.name}` });
            await tx.identities.insert(make.identity(owner, { slackTenantId: tenant, slackUserId: 'U1' }));
            await tx.directory.insertMany([make.user(id, { role: 'admin' })]);
          }
          await tx.codes.insert(
            make.code(member, { state: 'undelivered', requestId: request.id, expiresAt: T0 + 3_600_000 }),
          );
          const proposal = { by: { kind: 'operator', id: 'root' }, at: T0 } as const;
          if (change === 'unfreeze') await tx.freezes.put(make.freeze(id, { kind: 'hold', proposal }));
        });
        return seeded;
      }

      const readAll = async ({ read }: Store, { id, member }: SeededOrganization) => ({
        freeze: await read.freezes.find(id, id),
        requests: await read.requests.listOpen(id),
        reviews: await read.reviews.listOpen(id),
        code: await read.codes.findLive(id, member.id),
        events: (await read.audit.list(id, { after: 0, limit: 99 })).map(({ action }) => action),
        notices: (await read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 99)).length,
        auditFault: await findFault({ read } as Store, id),
      });

      it('N14: all of it or nothing, after whichever write', async () => {
        const { store } = context;
        const whole = await prepare();
        let writes = 0;
        const before = await readAll(store, whole);
        await store.transact(whole.id, (tx) => {
          const watched = watchWrites(tx, (count) => {
            writes = count;
          });
          return makeChange(change, store, watched, whole);
        });
        const after = await readAll(store, whole);
        expect(after).toMatchObject({ ...changed[change], auditFault: null });
        expect(writes).toBeGreaterThanOrEqual(WRITES_MIN[change]);
        const told = after.notices - before.notices;
        for (let count = 1; count <= writes + 1; count += 1) {
          const seeded = await prepare();
          const untouched = await readAll(store, seeded);
          const worker = await forkStoreWorker(context.database.url);
          expect(await worker.crash(seeded, count, change)).toBe('SIGKILL');
          const left = await readAll(store, seeded);
          if (count <= writes) {
            expect(left).toEqual(untouched);
            continue;
          }
          // After the commit: all of it, the notices to be sent included.
          expect(left.events).toEqual(after.events);
          expect(left.notices).toBe(untouched.notices + told);
        }
      }, 180_000);
    });

    it(
      'within a transaction does not keep others from going on',
      async () => {
        const { store } = context;
        const seeded = await killAfter(REPRESENTATIVE_WRITES);
        const deadline = performance.now() + recoveryMsMax;
        for (;;) {
          try {
            await store.transact(seeded.id, (tx) => makeRepresentativeChange(tx, seeded));
            break;
          } catch (error) {
            if (!(error instanceof StoreUnavailableError) || performance.now() > deadline) throw error;
            await sleep(100);
          }
        }
        expect(await lookAt(store, seeded)).toEqual(whole);
      },
      60_000 + recoveryMsMax,
    );
  });
}
