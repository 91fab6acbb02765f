import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Store, StoreUnavailableError } from '../../src/ports/store.ts';
import { forkStoreWorker } from '../support/fork-store-worker.ts';
import { listCountedBy } from '../support/list-counted.ts';
import {
  makeRepresentativeChange,
  REPRESENTATIVE_WRITES,
  watchWrites,
} from '../support/representative-change.ts';
import { createStoreFixtures, type SeededOrganization } from '../support/store-fixtures.ts';
import { findFault } from './audit-history.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

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
