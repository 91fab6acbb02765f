import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NoticeContent } from '../../../src/domain/notices/notice.ts';
import type { VendorProblem } from '../../../src/ports/vendor.ts';
import { openSyncWorld, peopleOf, type SyncWorld, storeKinds } from './open-sync-world.ts';

const HOUR = 3_600_000;

describe.each(storeKinds)('a source that keeps failing, on %s', (kind) => {
  let world: SyncWorld;
  beforeEach(async () => {
    world = await openSyncWorld(kind, peopleOf('ben', 'cleo'));
    await world.services.createOrganization({
      name: 'Beta',
      ownerName: 'Bo',
      ownerEmail: 'bo@beta.test',
      isDomainTrusted: true,
    });
  });
  afterEach(() => world.close());

  /** What owners were notified of sources that fail or work again. */
  async function notified(): Promise<NoticeContent[]> {
    const due = await world.store.read.notices.listOverdue(world.now, 100);
    return due
      .filter(({ organizationId }) => organizationId === world.organizationId)
      .map(({ content }) => content)
      .filter(({ kind }) => kind.startsWith('security_source'));
  }

  async function fail(problem: VendorProblem = 'credential_refused', afterPages = 0): Promise<void> {
    world.now += HOUR;
    world.vendor.failing = { problem, afterPages };
    expect(await world.sync()).toMatchObject({ kind: 'failed', problem });
  }

  async function work(): Promise<void> {
    world.now += HOUR;
    world.vendor.failing = null;
    expect(await world.sync()).toMatchObject({ kind: 'done' });
  }

  it('notifies the owners after the third failed run, once, with the reason; and once when it works again', async () => {
    await work();
    const goodAt = world.now;
    await fail();
    await fail();
    expect(await notified()).toEqual([]);
    await fail('throttled');
    const [owner] = await world.users();
    const failing = {
      kind: 'security_source_failing',
      sourceId: world.source.id,
      problem: 'throttled',
      failed: 3,
      goodAt,
      ownerId: owner?.role === 'owner' ? owner.id : expect.any(String),
    };
    expect(await notified()).toEqual([failing]);
    await fail();
    await fail();
    expect(await notified()).toEqual([failing]);
    await work();
    const works = { kind: 'security_source_works', sourceId: world.source.id, goodAt };
    expect(await notified()).toEqual([failing, expect.objectContaining(works)]);
    await work();
    expect(await notified()).toHaveLength(2);
  });

  it('the next streak is reported as the first one was', async () => {
    await work();
    for (let run = 0; run < 3; run += 1) await fail();
    await work();
    for (let run = 0; run < 3; run += 1) await fail();
    expect((await notified()).map(({ kind }) => kind)).toEqual([
      'security_source_failing',
      'security_source_works',
      'security_source_failing',
    ]);
  });

  it('a source that is read seldom: the first failure after a day without a success', async () => {
    await work();
    world.now += 23 * HOUR;
    await fail();
    expect(await notified()).toMatchObject([{ kind: 'security_source_failing', failed: 1 }]);
  });

  it('a list that breaks off in the middle counts; so does a source that has never worked', async () => {
    for (let run = 0; run < 3; run += 1) await fail('unreachable', 1);
    expect(await notified()).toMatchObject([{ problem: 'unreachable', failed: 3, goodAt: null }]);
  });

  it('a run that is cancelled, or that the operator’s change ends, neither counts nor ends the streak', async () => {
    await work();
    await fail();
    await fail();
    world.vendor.failing = null;
    const stop = new AbortController();
    world.vendor.onPage = () => stop.abort();
    expect(await world.sync({ signal: stop.signal, onAbort: 'cancel' })).toEqual({ kind: 'cancelled' });
    world.vendor.onPage = async () => {
      world.vendor.onPage = () => {};
      const { sources } = world.services;
      await sources.setSource(world.organizationId, 'HR', { brakePercent: 20 }, new AbortController().signal);
    };
    expect(await world.sync({ isFull: true })).toMatchObject({ kind: 'failed', problem: 'source_changed' });
    expect(await notified()).toEqual([]);
    await fail();
    expect(await notified()).toMatchObject([{ failed: 3 }]);
  });

  it('a run that waits for an owner has read its source', async () => {
    world.vendor.people = peopleOf(...Array.from({ length: 12 }, (_, index) => `hire${index}`));
    await work();
    for (let run = 0; run < 3; run += 1) await fail();
    world.vendor.failing = null;
    world.vendor.people = peopleOf('hire1');
    expect(await world.sync({ isFull: true })).toMatchObject({ kind: 'waiting' });
    expect((await notified()).map(({ kind }) => kind)).toEqual([
      'security_source_failing',
      'security_source_works',
    ]);
  });

  it('a run from before there were streaks', async () => {
    await work();
    await world.store.transact(world.organizationId, async (tx) => {
      const source = await tx.sources.find(world.organizationId, world.source.id);
      if (source?.run == null) throw new Error('no run');
      const { streak: _, ...run } = source.run;
      await tx.sources.update({ ...source, run });
    });
    for (let run = 0; run < 3; run += 1) await fail();
    expect(await notified()).toMatchObject([{ failed: 3, goodAt: null }]);
  });
});
