import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../../src/domain/directory/source-person.ts';
import { SYNC_LEASE_MS } from '../../../src/services/sources/run/run-lease.ts';
import { findFault } from '../../contract/audit-history.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { type ForkedSync, forkSync } from './fork-sync.ts';
import { NOW, openSyncWorld, peopleOf, personOf, type SyncWorld, storeKinds } from './open-sync-world.ts';
import type { SyncDeath, SyncOrder } from './sync-process.ts';

const staff = peopleOf('ben', 'cleo', 'dan', 'eve', 'fay');
/** One of each: new, renamed and in a group, suspended, gone, and in conflict with the owner. */
const changed: SourceRecord[] = [
  personOf('ben', { displayName: 'Benedikt', groups: ['IT'] }),
  personOf('cleo', { status: 'suspended' }),
  ...peopleOf('dan', 'eve', 'gus'),
  personOf('ada', { externalId: 'hr-imposter' }),
];
/** Claim, people who gain, people who lose, report. */
const TRANSACTIONS = 4;
/** A MongoDB server keeps the locks of a client that died within a transaction for 60 s. */
const RECOVERY_MS_MAX = { sqlite: 10_000, mongodb: 90_000 };
const fixtures = createStoreFixtures('k');

describe.each(storeKinds)('N18: a sync in a process that is killed, on %s', (kind) => {
  const worlds: SyncWorld[] = [];
  afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())), 60_000);

  /** The staff is in, and Cleo, who is to be suspended, has a code. */
  async function open(): Promise<SyncWorld> {
    const world = await openSyncWorld(kind, staff);
    worlds.push(world);
    world.vendor.pageSize = 100;
    await world.sync();
    const cleo = (await world.users()).find(({ email }) => email === 'cleo@acme.test');
    if (cleo === undefined) throw new Error('Cleo is missing');
    await world.store.transact(world.organizationId, (tx) =>
      tx.codes.insert(fixtures.code(cleo, { expiresAt: NOW + 3_600_000 })),
    );
    return world;
  }

  const fork = (world: SyncWorld, more: Partial<SyncOrder> = {}): ForkedSync =>
    forkSync({
      url: world.url,
      organizationId: world.organizationId,
      sourceId: world.source.id,
      people: changed,
      now: NOW,
      death: null,
      waits: false,
      ...more,
    });

  /** Everything that a run decides, but its times and ids. */
  async function look(world: SyncWorld) {
    const times = /"(createdAt|updatedAt|since)":\d+/g;
    const cleo = (await world.users()).find(({ email }) => email === 'cleo@acme.test');
    const codes =
      cleo === undefined ? [] : await world.store.read.codes.listLatest(world.organizationId, cleo.id, 9);
    const actions = await world.actions();
    return {
      state: (await world.snapshot())
        .replaceAll(world.organizationId, 'org')
        .replaceAll(world.source.id, 'src')
        .replaceAll(times, '"$1":0'),
      codes: codes.map(({ state }) => state),
      added: actions.filter((action) => action === 'directory.users_added').length,
      reports: actions.filter((action) => action === 'directory.synced').length,
      fault: await findFault(world.store, world.organizationId),
    };
  }

  /** Another process, once the lease has ended; while the dead one's locks last, it tries again. */
  async function takeOver(world: SyncWorld): Promise<string | undefined> {
    const deadline = performance.now() + RECOVERY_MS_MAX[kind];
    for (;;) {
      try {
        return (await fork(world, { now: NOW + SYNC_LEASE_MS + 1 }).ended)?.result;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await sleep(200);
      }
    }
  }

  async function dieAndTakeOver(death: SyncDeath) {
    const world = await open();
    expect(await fork(world, { death }).ended, 'it was to be killed').toBeNull();
    expect(await takeOver(world)).toBe('done');
    return look(world);
  }

  async function runWhole() {
    const world = await open();
    const ended = await fork(world).ended;
    expect(ended).toMatchObject({ result: 'done', transactions: TRANSACTIONS });
    const whole = await look(world);
    // One of the first run, one of this one.
    expect(whole).toMatchObject({ codes: ['revoked'], added: 2, reports: 2, fault: null });
    return { whole, writes: ended?.writes ?? 0 };
  }

  it('after each of its transactions: another process ends in the same state', async () => {
    const { whole } = await runWhole();
    for (let at = 1; at <= TRANSACTIONS; at += 1) {
      // After the report the run is over: the process that comes later does another, which changes nothing.
      const reports = at === TRANSACTIONS ? 3 : 2;
      const found = await dieAndTakeOver({ kind: 'transaction', at, when: 'after' });
      expect(found, `transaction ${at}`).toEqual({ ...whole, reports });
    }
  }, 180_000);

  it('within its transactions, after a write: nothing of it is there, and another process goes on', async () => {
    const { whole, writes } = await runWhole();
    expect(writes).toBeGreaterThan(10);
    const every = kind === 'sqlite' ? 3 : 6;
    const points = Array.from({ length: Math.floor(writes / every) }, (_, index) => (index + 1) * every);
    const die = (at: number) => dieAndTakeOver({ kind: 'write', at });
    if (kind === 'sqlite') for (const at of points) expect(await die(at), `write ${at}`).toEqual(whole);
    // Here each death costs a minute, so all die together.
    else for (const found of await Promise.all(points.map(die))) expect(found).toEqual(whole);
  }, 240_000);

  it('before the lease has ended no other process does it', async () => {
    const world = await open();
    expect(await fork(world, { death: { kind: 'transaction', at: 2, when: 'after' } }).ended).toBeNull();
    const before = await world.snapshot();
    expect((await fork(world, { now: NOW + SYNC_LEASE_MS - 1 }).ended)?.result).toBe('busy');
    expect(await world.snapshot()).toBe(before);
  }, 60_000);

  it('two processes that start a run of one source together: one runs, the other is told so', async () => {
    const world = await open();
    const both = [fork(world, { waits: true }), fork(world, { waits: true })];
    const refused = await Promise.race(both.map(async (one) => ({ one, ended: await one.ended })));
    expect(refused.ended?.result).toBe('busy');
    const winner = both.find((one) => one !== refused.one);
    await winner?.reading;
    winner?.goOn();
    expect((await winner?.ended)?.result).toBe('done');
    expect(await look(world)).toMatchObject({ reports: 2, added: 2, fault: null });
  }, 60_000);
});
