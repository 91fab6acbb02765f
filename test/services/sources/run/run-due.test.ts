import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNextRunAt } from '../../../../src/services/sources/run/find-next-run.ts';
import { createRunDue } from '../../../../src/services/sources/run/run-due.ts';
import { SYNC_LEASE_MS } from '../../../../src/services/sources/run/run-lease.ts';
import { openSyncWorld, peopleOf, type SyncWorld, storeKinds } from '../open-sync-world.ts';

const MINUTE = 60_000;

describe.each(storeKinds)('background syncs on %s', (kind) => {
  let world: SyncWorld;
  let lines: string[];
  beforeEach(async () => {
    world = await openSyncWorld(kind, peopleOf('ben', 'cleo'));
    lines = [];
  });
  afterEach(() => world.close());

  function runDue(signal = new AbortController().signal): Promise<number> {
    const note = (level: string) => (_: object, message: string) => void lines.push(`${level}: ${message}`);
    const log = { info: note('info'), warn: note('warn'), error: note('error') };
    return createRunDue({ ...world.deps, log })(signal);
  }

  it('nothing runs before the operator has asked for the first sync', async () => {
    world.now += 30 * 24 * 60 * MINUTE;
    expect(await runDue()).toBe(0);
    expect(world.vendor.reads).toEqual([]);
  });

  it('a run is due an interval after the last one began, and a little later, the same for every instance', async () => {
    await world.sync();
    const source = await world.stored();
    const dueAt = findNextRunAt(source) ?? 0;
    const spread = dueAt - world.now - 60 * MINUTE;
    expect(spread).toBeGreaterThanOrEqual(0);
    expect(spread).toBeLessThanOrEqual(6 * MINUTE);
    expect(findNextRunAt({ ...source })).toBe(dueAt);
    world.now = dueAt - 1;
    expect(await runDue()).toBe(0);
    world.now = dueAt;
    expect(await runDue()).toBe(1);
    expect(lines).toEqual(['info: Synced a source']);
    expect(await runDue()).toBe(0);
  });

  it('two instances at the same time: one of them reads', async () => {
    await world.sync();
    world.now += 2 * 60 * MINUTE;
    world.vendor.reads = [];
    await Promise.all([runDue(), runDue()]);
    expect(world.vendor.reads).toHaveLength(1);
  });

  it('a run whose instance died is started again after its lease, and not before', async () => {
    const dead = { ...world.store, transact: world.store.transact };
    let count = 0;
    dead.transact = async (id, work) => {
      count += 1;
      if (count > 1) throw new Error('killed');
      return world.store.transact(id, work);
    };
    await world.sync({}, { store: dead }).catch(() => {});
    expect((await world.stored()).run?.state).toBe('reading');
    expect(await runDue()).toBe(0);
    world.now += SYNC_LEASE_MS;
    expect(await runDue()).toBe(1);
    expect((await world.stored()).run?.state).toBe('done');
  });

  it('a source that fails is logged with its reason and tried again at its time; the others go on', async () => {
    await world.sync();
    world.vendor.failing = { problem: 'credential_refused', afterPages: 0 };
    world.now += 2 * 60 * MINUTE;
    expect(await runDue()).toBe(1);
    expect(lines).toEqual(['warn: A sync failed']);
    expect(await runDue()).toBe(0);
    world.vendor.failing = null;
    world.now += 2 * 60 * MINUTE;
    expect(await runDue()).toBe(1);
  });

  it('an instance that stops begins nothing more', async () => {
    await world.sync();
    world.now += 2 * 60 * MINUTE;
    expect(await runDue(AbortSignal.abort())).toBe(0);
  });

  it('a run that an owner applied begins without waiting for its time', async () => {
    const many = Array.from({ length: 10 }, (_, index) => `p${index}`);
    world.vendor.people = peopleOf(...many);
    await world.sync();
    world.vendor.people = peopleOf(...many.slice(5));
    expect((await world.sync()).kind).toBe('waiting');
    world.now += 24 * 60 * MINUTE;
    expect(await runDue()).toBe(0);
    await world.services.sources.decideWaiting(world.organizationId, 'HR', 'apply');
    expect(await runDue()).toBe(1);
    expect((await world.stored()).run).toMatchObject({ state: 'done', counts: { deactivated: 5 } });
  });
});
