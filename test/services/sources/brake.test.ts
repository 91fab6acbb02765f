import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { SYNC_LEASE_MS } from '../../../src/services/sources/run/run-lease.ts';
import { openSyncWorld, peopleOf, personOf, type SyncWorld, storeKinds } from './open-sync-world.ts';

const names = Array.from({ length: 20 }, (_, index) => `p${String(index).padStart(2, '0')}`);
const staff = peopleOf(...names);

describe.each(storeKinds)('the brake on %s', (kind) => {
  let world: SyncWorld;
  beforeEach(async () => {
    world = await openSyncWorld(kind, staff);
    world.vendor.pageSize = 50;
    await world.sync();
  });
  afterEach(() => world.close());

  const decide = (what: 'apply' | 'discard') =>
    world.services.sources.decideWaiting(world.organizationId, 'HR', what);

  it.each([
    [4, 'done'],
    [5, 'waiting'],
  ])('%i of 20 people who would lose access: %s', async (count, state) => {
    world.vendor.people = staff.slice(count);
    const result = await world.sync();
    expect(result.kind).toBe(state);
    expect((await world.stored()).run?.state).toBe(state);
  });

  it('the share counts, too: 5 of 20 pass if 25 % may', async () => {
    await world.services.sources.setSource(
      world.organizationId,
      'HR',
      { brakePercent: 25 },
      new AbortController().signal,
    );
    world.vendor.people = staff.slice(5);
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { deactivated: 5 } });
  });

  it('a waiting run has written nothing, names who would lose access, and starts no other by itself', async () => {
    const before = await world.snapshot();
    world.vendor.people = [
      ...names.slice(0, 6).map((name) => personOf(name, { status: 'suspended' })),
      ...staff.slice(6),
      personOf('new'),
    ];
    const result = await world.sync();
    expect(result).toMatchObject({ kind: 'waiting', losing: 6, live: 20, brakePercent: 10 });
    expect(result.kind === 'waiting' && result.names.map(({ displayName }) => displayName)).toEqual(
      names.slice(0, 6),
    );
    expect(await world.snapshot()).toBe(before);
    expect(await world.sync()).toMatchObject({ kind: 'must_decide', run: { losing: 6 } });
    const [listed] = await world.services.sources.listSources(world.organizationId);
    expect(listed?.nextRunAt).toBeNull();
    expect(await world.store.read.notices.count()).toBeGreaterThan(0);
  });

  it('applied, it takes access from exactly those people', async () => {
    world.vendor.people = staff.slice(6);
    await world.sync();
    expect(await decide('apply')).toMatchObject({ kind: 'applied', losing: 6 });
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { deactivated: 6 } });
    expect(await world.actions()).toContain('source.decided');
    expect(await decide('apply')).toMatchObject({ kind: 'nothing_waits' });
  });

  it('applied for some people, it does not cover others: it asks again', async () => {
    world.vendor.people = staff.slice(6);
    await world.sync();
    await decide('apply');
    world.vendor.people = staff.slice(7);
    const before = await world.snapshot();
    expect(await world.sync()).toMatchObject({ kind: 'waiting', losing: 7 });
    expect(await world.snapshot()).toBe(before);
  });

  it('an applied run that was killed is taken over with the same consent', async () => {
    world.vendor.people = staff.slice(6);
    await world.sync();
    await decide('apply');
    const controller = new AbortController();
    world.vendor.onPage = () => controller.abort();
    expect(await world.sync({ signal: controller.signal })).toEqual({ kind: 'released' });
    world.vendor.onPage = () => {};
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { deactivated: 6 } });
  });

  describe('an applied run that dies between two of its transactions', () => {
    const many = Array.from({ length: 340 }, (_, index) => `q${String(index).padStart(3, '0')}`);

    /** Some 330 people are to lose access, an owner agrees, and the run dies after the first 300. */
    async function dieHalfway(): Promise<void> {
      world.vendor.pageSize = 1000;
      world.vendor.people = [...staff, ...peopleOf(...many)];
      await world.sync();
      world.vendor.people = [...staff, ...peopleOf(...many.slice(330))];
      expect(await world.sync()).toMatchObject({ kind: 'waiting', losing: 330 });
      await decide('apply');
      let losses = 0;
      const dying: Store = {
        ...world.store,
        transact: async (organizationId, work) => {
          if (losses > 0) throw new Error('killed');
          const result = await world.store.transact(organizationId, work);
          if ((await countDeactivated()) > 0) losses += 1;
          return result;
        },
      };
      await expect(world.sync({}, { store: dying })).rejects.toThrow('killed');
      expect(await countDeactivated()).toBe(300);
      world.now += SYNC_LEASE_MS + 1;
    }

    const countDeactivated = async () =>
      (await world.users()).filter(({ status }) => status === 'deactivated').length;

    it('is taken over without asking again', async () => {
      await dieHalfway();
      const notices = await world.store.read.notices.count();
      expect(await world.sync()).toMatchObject({ kind: 'done', counts: { deactivated: 30 } });
      expect(await countDeactivated()).toBe(330);
      expect(await world.store.read.notices.count()).toBe(notices);
      expect((await world.stored()).run?.brakeDigest).toBeNull();
    });

    it.each([
      ['someone more', peopleOf(...many.slice(331))],
      ['someone else', peopleOf('q300', ...many.slice(331))],
    ])('asks again about %s, and takes access from no one meanwhile', async (_who, people) => {
      await dieHalfway();
      world.vendor.people = [...staff, ...people];
      expect((await world.sync()).kind).toBe('waiting');
      expect(await countDeactivated()).toBe(300);
    });
  });

  it('discarded, the same people are not asked about again; others are', async () => {
    world.vendor.people = staff.slice(6);
    await world.sync();
    const before = await world.snapshot();
    expect(await decide('discard')).toMatchObject({ kind: 'discarded', losing: 6 });
    const notices = await world.store.read.notices.count();
    expect(await world.sync()).toEqual({ kind: 'discarded' });
    expect(await world.sync()).toEqual({ kind: 'discarded' });
    expect(await world.store.read.notices.count()).toBe(notices);
    expect(await world.snapshot()).toBe(before);
    world.vendor.people = staff.slice(7);
    expect((await world.sync()).kind).toBe('waiting');
  });

  it('what was discarded may be applied after all', async () => {
    world.vendor.people = staff.slice(6);
    await world.sync();
    await decide('discard');
    await world.sync();
    expect(await decide('apply')).toMatchObject({ kind: 'applied' });
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { deactivated: 6 } });
  });

  it('an answer about other people than those who are asked about decides nothing', async () => {
    const { decideWaiting } = await import('../../../src/services/sources/decide-waiting.ts');
    world.vendor.people = staff.slice(6);
    await world.sync();
    const decision = {
      kind: 'apply',
      digest: 'another',
      actor: { kind: 'user', id: 'usr_x' },
      origin: 'test',
    } as const;
    const result = await world.store.transact(world.organizationId, (tx) =>
      decideWaiting(world.deps, tx, world.organizationId, world.source.id, decision),
    );
    expect(result.kind).toBe('nothing_waits');
    expect((await world.stored()).run?.state).toBe('waiting');
  });

  it('a role that is lost counts like access', async () => {
    const { sources } = world.services;
    const signal = new AbortController().signal;
    const rule = { when: { kind: 'group', group: 'Help desk' }, role: 'helpdesk' } as const;
    await sources.setSource(world.organizationId, 'HR', { roleRules: [rule] }, signal);
    world.vendor.people = names.map((name) => personOf(name, { groups: ['Help desk'] }));
    expect(await world.sync()).toMatchObject({ kind: 'done', counts: { updated: 20 } });
    world.vendor.people = [
      ...names.slice(0, 5).map((name) => personOf(name, { groups: [] })),
      ...world.vendor.people.slice(5),
    ];
    expect(await world.sync()).toMatchObject({ kind: 'waiting', losing: 5 });
  });
});
