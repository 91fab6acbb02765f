import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyRing } from '../../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../../src/domain/crypto/secret.ts';
import type { SourceRecord } from '../../../../src/domain/directory/source-person.ts';
import type { Store, Transaction } from '../../../../src/ports/store.ts';
import { PROVISION_BATCH } from '../../../../src/services/directory/provision/plan-provision.ts';
import { SYNC_LEASE_MS } from '../../../../src/services/sources/run/run-lease.ts';
import { NOW, openSyncWorld, peopleOf, personOf, type SyncWorld, storeKinds } from '../open-sync-world.ts';

const HOUR = 3_600_000;

const staff = peopleOf('ben', 'cleo', 'dan', 'eve', 'fay');

class Killed extends Error {}

/** A store whose process dies at a transaction: before it begins, or after it has committed. From then on nothing works. */
function dieAtTransaction(store: Store, at: number, when: 'before' | 'after'): Store {
  let count = 0;
  const isDead = () => count > at || (count === at && when === 'before');
  return {
    ...store,
    transact: async (organizationId, work) => {
      count += 1;
      if (isDead()) throw new Killed();
      const result = await store.transact(organizationId, work);
      if (count === at) {
        count += 1;
        throw new Killed();
      }
      return result;
    },
  };
}

describe.each(storeKinds)('a sync on %s', (kind) => {
  let world: SyncWorld;
  beforeEach(async () => {
    world = await openSyncWorld(kind, staff);
  });
  afterEach(() => world.close());

  it('brings everyone in, and reports it', async () => {
    const seen: string[] = [];
    const result = await world.sync({ onProgress: ({ step, done }) => seen.push(`${step} ${done}`) });
    expect(result).toMatchObject({ kind: 'done', counts: { read: 5, created: 5, unchanged: 0 } });
    expect(await world.people()).toEqual([
      'ada@acme.test confirmed',
      ...staff.map(({ email }) => `${email} confirmed`),
    ]);
    expect(seen).toEqual(['read 2', 'read 4', 'read 5', 'plan 5', 'apply 5']);
    const { run, lastFullAt } = await world.stored();
    expect(run).toMatchObject({ state: 'done', endedAt: NOW, leaseHolder: null, counts: { created: 5 } });
    expect(lastFullAt).toBe(NOW);
    expect((await world.actions()).at(-1)).toBe('directory.synced');
  });

  it('N14: a run that is killed before its report has the people it added in the history', async () => {
    await expect(world.sync({}, { store: dieAtTransaction(world.store, 3, 'before') })).rejects.toThrow(
      Killed,
    );
    const events = await world.store.read.audit.list(world.organizationId, { after: 0, limit: 99 });
    const added = events.filter(({ action }) => action === 'directory.users_added');
    expect(added).toMatchObject([
      { target: world.source.id, details: { source: world.source.name, count: 5 } },
    ]);
    expect((await world.actions()).includes('directory.synced')).toBe(false);
  });

  it('the same snapshot a second time writes nothing but the report', async () => {
    await world.sync();
    const before = await world.snapshot();
    world.now += HOUR;
    let transactions = 0;
    const counting: Store = {
      ...world.store,
      transact: (id, work) => {
        transactions += 1;
        return world.store.transact(id, work);
      },
    };
    const result = await world.sync({}, { store: counting });
    expect(result).toMatchObject({ kind: 'done', counts: { unchanged: 5, created: 0, updated: 0 } });
    expect(await world.snapshot()).toBe(before);
    // The claim and the report.
    expect(transactions).toBe(2);
  });

  it('changes, suspends and reactivates as the source says', async () => {
    await world.sync();
    world.vendor.people = [
      personOf('ben', { displayName: 'Benedikt' }),
      personOf('cleo', { status: 'suspended' }),
      ...staff.slice(2),
    ];
    expect(await world.sync()).toMatchObject({
      counts: { updated: 1, suspended: 1, unchanged: 3, read: 5 },
    });
    world.vendor.people = staff;
    expect(await world.sync()).toMatchObject({ counts: { updated: 1, reactivated: 1 } });
  });

  it('deactivates whoever is missing from a whole snapshot, once, and takes them back', async () => {
    await world.sync();
    world.vendor.people = staff.slice(1);
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { deactivated: 1, unchanged: 4 } });
    expect(await world.people()).toContain('ben@acme.test deactivated');
    expect(await world.sync()).toMatchObject({ counts: { deactivated: 0 } });
    world.vendor.people = staff;
    expect(await world.sync()).toMatchObject({ counts: { reactivated: 1 } });
    expect(await world.people()).toContain('ben@acme.test confirmed');
  });

  it.each([0, 1, 2, 3])('a snapshot that fails after %i pages deactivates no one', async (afterPages) => {
    await world.sync();
    const before = await world.snapshot();
    world.vendor.people = staff.slice(0, 5);
    world.vendor.people = [...peopleOf('ben', 'new', 'other', 'third'), ...peopleOf('cleo')];
    world.vendor.failing = { problem: 'unreachable', afterPages };
    expect(await world.sync()).toMatchObject({ kind: 'failed', problem: 'unreachable', detail: 'scripted' });
    expect(await world.snapshot()).toBe(before);
    expect((await world.stored()).run).toMatchObject({ state: 'failed', problem: 'unreachable' });
  });

  it('an empty snapshot is a fault of the source, and deactivates no one', async () => {
    await world.sync();
    const before = await world.snapshot();
    world.vendor.people = [];
    expect(await world.sync()).toMatchObject({ kind: 'failed', problem: 'unexpected_answer' });
    expect(await world.snapshot()).toBe(before);
  });

  it('a list of changes deactivates those it calls gone, and no one else', async () => {
    world.vendor.cursor = 'c1';
    await world.sync();
    world.now += HOUR;
    world.vendor.changes = {
      people: [personOf('fay', { displayName: 'Fay F.' })],
      gone: ['hr-ben', 'hr-nobody'],
    };
    world.vendor.cursor = 'c2';
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { deactivated: 1, updated: 1 } });
    expect(world.vendor.reads).toEqual(['all', 'changes']);
    expect(await world.people()).toContain('cleo@acme.test confirmed');
    expect((await world.stored()).cursor).toBe('c2');
  });

  it('reads everything once a day, when asked, and when the cursor is no longer known', async () => {
    world.vendor.cursor = 'c1';
    await world.sync();
    world.vendor.changes = { people: [], gone: [] };
    await world.sync({ isFull: true });
    world.now += 24 * HOUR;
    await world.sync();
    await world.sync();
    world.vendor.changes = null;
    await world.sync();
    expect(world.vendor.reads).toEqual(['all', 'all', 'all', 'changes', 'all']);
  });

  it('two instances: one runs, and the other is told so', async () => {
    let other: Promise<unknown> | null = null;
    world.vendor.onPage = async (page) => {
      if (page === 1 && other === null) {
        other = world.sync();
        await other;
      }
    };
    const first = await world.sync();
    expect(first.kind).toBe('done');
    expect(await other).toMatchObject({ kind: 'busy' });
  });

  it('a run that another instance has taken over stops before its next write', async () => {
    world.vendor.onPage = async (page) => {
      if (page !== 1) return;
      world.vendor.onPage = () => {};
      world.now += SYNC_LEASE_MS + 1;
      world.vendor.people = staff;
      // The other instance finds the lease ended, and does all of it.
      expect(await world.sync()).toMatchObject({ kind: 'done', counts: { created: 5 } });
    };
    expect(await world.sync()).toEqual({ kind: 'lost' });
    expect((await world.actions()).filter((action) => action === 'directory.synced')).toHaveLength(1);
  });

  it('the lease is looked at in the very transaction that writes', async () => {
    // Taken over after the last look of the run and before its write: as the transaction begins.
    const stolen: Store = {
      ...world.store,
      transact: async (id, work) =>
        world.store.transact(id, async (tx) => {
          const isApplying = new Proxy(tx, {
            get: (target, name: keyof Transaction) => {
              if (name === 'sources') return stealing(target);
              return target[name];
            },
          });
          return work(isApplying);
        }),
    };
    let finds = 0;
    const stealing = (tx: Transaction) => ({
      ...tx.sources,
      find: async (...args: Parameters<Transaction['sources']['find']>) => {
        const source = await tx.sources.find(...args);
        finds += 1;
        if (finds < 2 || source?.run == null) return source;
        return { ...source, run: { ...source.run, leaseHolder: 'another' } };
      },
    });
    const before = await world.people();
    expect(await world.sync({}, { store: stolen })).toEqual({ kind: 'lost' });
    expect(finds).toBeGreaterThan(1);
    expect(await world.people()).toEqual(before);
  });

  it('a long run renews its lease', async () => {
    world.vendor.people = peopleOf(...Array.from({ length: 24 }, (_, index) => `p${index}`));
    world.vendor.onPage = () => {
      world.now += SYNC_LEASE_MS / 5;
    };
    let rival: { kind: string } | null = null;
    const result = await world.sync({
      onProgress: async ({ step, done }) => {
        if (step === 'read' && done === 20) rival = await world.sync();
      },
    });
    expect(result.kind).toBe('done');
    expect(rival).toMatchObject({ kind: 'busy' });
  });

  it('an operator cancels a run wherever it runs; nothing is written after that', async () => {
    const before = await world.people();
    world.vendor.onPage = async (page) => {
      if (page !== 2) return;
      world.vendor.onPage = () => {};
      await world.services.sources.cancelSync(world.organizationId, world.source.id);
    };
    expect(await world.sync()).toEqual({ kind: 'cancelled' });
    expect(await world.people()).toEqual(before);
    expect((await world.stored()).run).toMatchObject({ state: 'cancelled' });
    expect(await world.sync()).toMatchObject({ kind: 'done' });
  });

  it('Ctrl-C ends a run; an instance that stops gives it back, and another does it at once', async () => {
    const stop = (onAbort: 'cancel' | 'release') => {
      const controller = new AbortController();
      world.vendor.onPage = (page) => {
        if (page === 1) controller.abort();
      };
      return world.sync({ signal: controller.signal, onAbort });
    };
    expect(await stop('cancel')).toEqual({ kind: 'cancelled' });
    expect((await world.stored()).run).toMatchObject({ state: 'cancelled' });
    expect(await stop('release')).toEqual({ kind: 'released' });
    const { run } = await world.stored();
    expect(run).toMatchObject({ state: 'reading', leaseHolder: null, leaseUntil: 0 });
    world.vendor.onPage = () => {};
    expect(await world.sync()).toMatchObject({ kind: 'done' });
    expect((await world.stored()).run?.id).toBe(run?.id);
  });

  it('a source that is changed meanwhile ends the run, and one that is removed does, too', async () => {
    const before = await world.people();
    const meanwhile = (work: () => Promise<unknown>) => {
      world.vendor.onPage = async (page) => {
        if (page !== 1) return;
        world.vendor.onPage = () => {};
        await work();
      };
    };
    const { sources } = world.services;
    meanwhile(() =>
      sources.setSource(world.organizationId, 'HR', { brakePercent: 50 }, new AbortController().signal),
    );
    expect(await world.sync()).toMatchObject({ kind: 'failed', problem: 'source_changed' });
    expect((await world.stored()).run).toMatchObject({ state: 'failed', problem: 'source_changed' });
    meanwhile(() => sources.removeSource(world.organizationId, 'HR', true));
    expect(await world.sync()).toEqual({ kind: 'unknown_source' });
    expect(await world.people()).toEqual(before);
  });

  it('a login of someone from the operator’s list is a conflict, kept until the cause is gone', async () => {
    world.vendor.people = [...staff, personOf('ada', { externalId: 'hr-imposter' })];
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { created: 5, conflicts: 1 } });
    const listed = await world.services.sources.listConflicts(world.organizationId, 'HR', 10);
    expect(listed).toMatchObject({
      count: 1,
      conflicts: [
        {
          conflict: { kind: 'login_of_another_source', externalId: 'hr-imposter', field: 'email' },
          source: { name: 'HR' },
          user: null,
          other: { displayName: 'Ada' },
          otherSource: null,
        },
      ],
    });
    const before = await world.snapshot();
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { conflicts: 1, unchanged: 5 } });
    expect(await world.snapshot()).toBe(before);
    world.vendor.people = staff;
    await world.sync();
    expect(await world.services.sources.listConflicts(world.organizationId, null, 10)).toMatchObject({
      count: 0,
    });
  });

  it('a preview says the same as the run, and writes nothing', async () => {
    await world.sync();
    world.vendor.people = [
      personOf('ben', { displayName: 'Benedikt' }),
      ...peopleOf('cleo', 'dan', 'eve', 'gus'),
    ];
    const before = await world.snapshot();
    const preview = await world.services.sources.previewSource(world.organizationId, 'HR', {
      shownMax: 10,
      signal: new AbortController().signal,
    });
    if (preview.kind !== 'planned') throw new Error(preview.kind);
    expect(
      preview.shown.map(({ record, decision, isMissing }) => [record.externalId, decision.kind, isMissing]),
    ).toEqual([
      ['hr-ben', 'update', false],
      ['hr-fay', 'deactivate', true],
      ['hr-gus', 'create', false],
    ]);
    expect(await world.snapshot()).toBe(before);
    const result = await world.sync();
    expect(result).toMatchObject({ kind: 'done', counts: preview.counts });
  });

  it('a preview of people in different batches that share an address shows the conflict', async () => {
    const crowd = Array.from({ length: PROVISION_BATCH }, (_, index) => personOf(`m${index}`));
    const twin = personOf('a', { externalId: 'z' });
    world.vendor.pageSize = 1000;
    world.vendor.people = [personOf('a', { externalId: 'a' }), ...crowd, twin];
    const preview = await world.services.sources.previewSource(world.organizationId, 'HR', {
      shownMax: 1000,
      signal: new AbortController().signal,
    });
    if (preview.kind !== 'planned') throw new Error(preview.kind);
    expect(preview.counts).toMatchObject({ created: 301, conflicts: 1 });
    const found = preview.shown.find(({ record }) => record.externalId === 'z')?.decision;
    expect(found).toMatchObject({ conflicts: [{ kind: 'login_of_another_person', value: 'a@acme.test' }] });
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: preview.counts });
  });

  it('a preview of an address that moves to a person in another batch frees it, as the run does', async () => {
    const crowd = Array.from({ length: PROVISION_BATCH }, (_, index) => personOf(`m${index}`));
    world.vendor.pageSize = 1000;
    world.vendor.people = [personOf('a', { externalId: 'a' }), ...crowd];
    await world.sync();
    world.vendor.people = [
      personOf('b', { externalId: 'a' }),
      ...crowd,
      personOf('a', { externalId: 'z' }),
      personOf('b', { externalId: 'zz' }),
    ];
    const preview = await world.services.sources.previewSource(world.organizationId, 'HR', {
      shownMax: 10,
      signal: new AbortController().signal,
    });
    if (preview.kind !== 'planned') throw new Error(preview.kind);
    expect(preview.shown.map(({ record, decision }) => [record.externalId, decision.kind])).toEqual([
      ['a', 'update'],
      ['z', 'create'],
      ['zz', 'conflict'],
    ]);
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: preview.counts });
  });

  it('an unknown manager is no conflict any longer when the manager comes, in the same run or a later one', async () => {
    const crowd = Array.from({ length: PROVISION_BATCH }, (_, index) => personOf(`m${index}`));
    const early = personOf('a', { externalId: 'a', manager: 'zoe@acme.test' });
    const late = personOf('b', { externalId: 'b', manager: 'hr-new' });
    const zoe = personOf('zoe', { externalId: 'z' });
    world.vendor.pageSize = 1000;
    world.vendor.cursor = 'c1';
    world.vendor.people = [early, late, ...crowd, zoe];
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { created: 303 } });
    const listed = () => world.services.sources.listConflicts(world.organizationId, 'HR', 10);
    expect(await listed()).toMatchObject({
      count: 1,
      conflicts: [{ conflict: { kind: 'unknown_manager', externalId: 'b', value: 'hr-new' } }],
    });
    world.vendor.changes = { people: peopleOf('new'), gone: [] };
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { created: 1, read: 1 } });
    expect(world.vendor.reads).toEqual(['all', 'changes']);
    expect(await listed()).toMatchObject({ count: 0 });
  });

  it('a credential whose key is gone fails with the reason', async () => {
    const keys = createKeyRing([{ id: 'another', bytes: new Secret(new Uint8Array(32).fill(1)) }]);
    const result = await world.sync({}, { keys });
    expect(result).toMatchObject({ kind: 'failed', problem: 'secret_unreadable' });
    expect(world.vendor.reads).toEqual([]);
  });

  describe('killed', () => {
    const changed: SourceRecord[] = [
      personOf('ben', { displayName: 'Benedikt', groups: ['IT'] }),
      personOf('cleo', { status: 'suspended' }),
      ...peopleOf('dan', 'eve', 'gus'),
    ];

    const wanted = new Map<string, string>();
    const stateOf = async (one: SyncWorld) =>
      (await one.snapshot())
        .replaceAll(one.organizationId, 'org')
        .replaceAll(one.source.id, 'src')
        .replaceAll(String(one.now), String(NOW));

    beforeEach(async () => {
      await world.sync();
      world.vendor.people = changed;
    });

    it('not at all: the state that every other run must come to', async () => {
      await world.sync();
      wanted.set(kind, await stateOf(world));
    });

    // Claim, people who gain, people who lose, report.
    it.each([1, 2, 3, 4].flatMap((at) => [[at, 'before'] as const, [at, 'after'] as const]))(
      'at transaction %i, %s it: another instance ends in the same state',
      async (at, when) => {
        const store = dieAtTransaction(world.store, at, when);
        await expect(world.sync({}, { store })).rejects.toThrow(Killed);
        world.now += SYNC_LEASE_MS + 1;
        expect((await world.sync()).kind).toBe('done');
        expect(await stateOf(world)).toBe(wanted.get(kind));
      },
    );
  });
});
