import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventId, OrganizationId } from '../../../src/domain/ids.ts';
import { StoreUnavailableError } from '../../../src/ports/store.ts';
import { createSeededBytes } from '../../support/seeded-random.ts';
import { draftCode, draftEvent, draftNotice, draftRequest, draftUser } from './drafts.ts';
import { describeMongo } from './mongo-database.ts';
import { type GatedStore, openGatedStore } from './open-gated-store.ts';

const ROUNDS = 12;
const organizations = ['org_one0000000000000', 'org_two0000000000000'] as OrganizationId[];

describeMongo('outages at any moment', (server) => {
  let away: GatedStore;

  beforeEach(async () => {
    away = await openGatedStore(server);
  });
  afterEach(() => away.close());

  it('U2 N3: every call that fails says that the store is away, and nothing of it is left half done', async () => {
    const bytes = createSeededBytes('outages at any moment');
    const pick = (max: number): number => bytes(4).readUInt32LE() % max;
    const others = new Map<string, number>();
    let isOver = false;
    let made = 0;

    async function keepDoing(name: string, call: (id: string) => Promise<unknown>): Promise<void> {
      while (!isOver) {
        made += 1;
        try {
          await call(`${made}`);
        } catch (error) {
          if (error instanceof StoreUnavailableError) continue;
          const what = `${name}: ${error}`;
          others.set(what, (others.get(what) ?? 0) + 1);
        }
      }
    }

    const doers = organizations.flatMap((organizationId) => [
      keepDoing('transaction', (id) =>
        away.store.transact(organizationId, async (tx) => {
          const code = { ...draftCode(`c${id}`, `u${id}`), organizationId };
          await tx.codes.insert(code);
          await tx.requests.insert({ ...draftRequest(`r${id}`), organizationId });
          await tx.audit.append({ ...draftEvent('e', organizationId), id: `evt_${id}` as EventId });
          await tx.codes.transition(organizationId, code.id, ['active'], 'redeemed', { settledAt: 2 });
          await tx.audit.append({ ...draftEvent('e', organizationId), id: `evt_${id}_2` as EventId });
          await tx.notices.enqueue({ ...draftNotice(`n${id}`, 1), organizationId });
        }),
      ),
      keepDoing('import', (id) =>
        away.store.transact(organizationId, (tx) =>
          tx.directory.insertMany([draftUser(`a${id}`, organizationId), draftUser(`b${id}`, organizationId)]),
        ),
      ),
      keepDoing('read', () => away.store.read.codes.listOverdue(1e15, 300)),
      keepDoing('list', () => away.store.read.audit.list(organizationId, { after: 0, limit: 300 })),
      keepDoing('key', (id) => away.store.replayKeys.remember(id, 2, 1)),
      keepDoing('claim', () =>
        away.store.outbox.claim({ now: 2, leaseMs: 1, limit: 5, slackTenantIds: ['T1'], busy: [] }),
      ),
      keepDoing('count', (id) => away.store.rateCounters.count(id, 2, 1)),
    ]);
    for (let round = 0; round < ROUNDS; round += 1) {
      await sleep(pick(900));
      await away.gate.shut();
      await sleep(pick(2) === 0 ? pick(30) : pick(1500));
      away.gate.open();
      await expect.poll(away.isBack, { timeout: 30_000 }).toBe(true);
    }
    isOver = true;
    await Promise.all(doers);

    expect(Object.fromEntries(others)).toEqual({});
    for (const organizationId of organizations) {
      const { sequence } = await away.store.read.audit.head(organizationId);
      const events = await away.store.read.audit.list(organizationId, { after: 0, limit: sequence + 10 });
      expect(events).toHaveLength(sequence);
      expect(sequence % 2).toBe(0);
      expect((await away.store.read.directory.countUsers(organizationId)) % 2).toBe(0);
    }
  }, 240_000);
});
