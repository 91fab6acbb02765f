import { describe, expect, it } from 'vitest';
import { HELP_LIFETIME_MS, type HelpRequest } from '../../src/domain/requests/help-request.ts';
import { UniqueViolationError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeHelpRequests(harness: ContractHarness): void {
  describe('help requests', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('h');
    const insert = (...all: readonly HelpRequest[]) =>
      context.store.transact(all[0]?.organizationId as HelpRequest['organizationId'], async (tx) => {
        for (const each of all) await tx.helpRequests.insert(each);
      });

    it('one comes back as it was inserted, with and without its optional facts', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const bare = make.help(member, member, { targetSlackId: null, reason: '' });
      const full = make.help(owner, member, {
        reason: 'quote \' " \\ $ne {} 😀',
        state: 'declined',
        takenBy: owner.id,
        endedBy: member.id,
        declineReason: 'come to the desk',
        cancelReason: 'disowned',
        disownedAt: T0 + 1,
        endedAt: T0 + 2,
      });
      for (const help of [bare, full]) {
        expect(await store.read.helpRequests.find(id, help.id)).toBeNull();
        await insert(help);
        expect(await store.read.helpRequests.find(id, help.id)).toEqual(help);
      }
    });

    it('N20: a person has one that is open, and may have another once it has ended', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const first = make.help(member);
      await insert(first);
      await expect(insert(make.help(member, owner))).rejects.toThrow(UniqueViolationError);
      expect(await store.read.helpRequests.findOpenByTarget(id, member.id)).toEqual(first);
      await store.transact(id, (tx) =>
        tx.helpRequests.transition(id, first.id, ['waiting'], 'taken', { takenBy: owner.id }),
      );
      await expect(insert(make.help(member))).rejects.toThrow(UniqueViolationError);
      await store.transact(id, (tx) =>
        tx.helpRequests.transition(id, first.id, ['waiting', 'taken'], 'done', { endedAt: T0 }),
      );
      expect(await store.read.helpRequests.findOpenByTarget(id, member.id)).toBeNull();
      const second = make.help(member);
      await insert(second);
      expect(await store.read.helpRequests.findOpenByTarget(id, member.id)).toEqual(second);
    });

    it('the queue is in the order of arrival, of this organization alone; a place counts who waits before it', async () => {
      const { store } = context;
      const { id, owner, member, admin } = await seedThree();
      const other = await make.seed(store);
      const late = make.help(member, member, { createdAt: T0 + 2, expiresAt: T0 + HELP_LIFETIME_MS + 2 });
      const [early, twin] = [
        make.help(owner, owner, { expiresAt: T0 + 10 }),
        make.help(admin, admin, { createdAt: T0 }),
      ].sort((one, another) => (one.id < another.id ? -1 : 1)) as [HelpRequest, HelpRequest];
      await insert(late, early, twin);
      await insert(make.help(other.member));
      expect(await store.read.helpRequests.listOpen(id)).toEqual([early, twin, late]);
      const before = (help: HelpRequest, now = T0) =>
        store.transact(id, (tx) => tx.helpRequests.countWaitingBefore(id, help, now));
      expect([await before(early), await before(twin), await before(late)]).toEqual([0, 1, 2]);
      expect(await before(late, T0 + 10)).toBe(1);
      await store.transact(id, (tx) =>
        tx.helpRequests.transition(id, twin.id, ['waiting'], 'taken', { takenBy: owner.id }),
      );
      expect(await store.read.helpRequests.countWaitingBefore(id, late, T0)).toBe(1);
      expect((await store.read.helpRequests.listOpen(id)).map((help) => help.state)).toContain('taken');
    });

    async function seedThree() {
      const seeded = await make.seed(context.store);
      const admin = make.user(seeded.id, { role: 'admin' });
      await context.store.transact(seeded.id, (tx) => tx.directory.insert(admin));
      return { ...seeded, admin };
    }

    it('what was made since a moment is counted, by one person and by all, whatever became of it', async () => {
      const { store } = context;
      const { id, owner, member, admin } = await seedThree();
      await insert(
        make.help(owner, member, { createdAt: T0 - 1 }),
        make.help(admin, member, { state: 'cancelled', createdAt: T0 }),
        make.help(member, member, { createdAt: T0 + 1 }),
        make.help(admin, owner, { createdAt: T0 + 2 }),
      );
      const { helpRequests } = store.read;
      expect(await helpRequests.countMade(id, member.id, T0)).toBe(2);
      expect(await helpRequests.countMade(id, owner.id, T0)).toBe(1);
      expect(await helpRequests.countMade(id, null, T0)).toBe(3);
      expect(await helpRequests.countMade(id, null, T0 + 3)).toBe(0);
    });

    it('a transition from another state changes nothing; giving it back forgets who took it, and other changes don’t', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const help = make.help(member);
      await insert(help);
      const { taken, refused, kept, back } = await store.transact(id, async ({ helpRequests }) => ({
        taken: await helpRequests.transition(id, help.id, ['waiting'], 'taken', { takenBy: owner.id }),
        refused: await helpRequests.transition(id, help.id, ['waiting'], 'taken', { takenBy: member.id }),
        kept: await helpRequests.transition(id, help.id, ['taken'], 'taken', { disownedAt: T0 }),
        back: await helpRequests.transition(id, help.id, ['taken'], 'waiting', { takenBy: null }),
      }));
      expect(taken).toEqual({ ...help, state: 'taken', takenBy: owner.id });
      expect(refused).toBeNull();
      expect(kept).toEqual({ ...taken, disownedAt: T0 });
      expect(back).toEqual({ ...help, disownedAt: T0 });
      const ended = await store.transact(id, (tx) =>
        tx.helpRequests.transition(id, help.id, ['waiting'], 'cancelled', {
          endedBy: member.id,
          endedAt: T0 + 1,
          cancelReason: 'withdrawn',
        }),
      );
      expect(ended).toEqual({
        ...back,
        state: 'cancelled',
        endedBy: member.id,
        endedAt: T0 + 1,
        cancelReason: 'withdrawn',
      });
      expect(await store.read.helpRequests.find(id, help.id)).toEqual(ended);
    });

    it('N3: of several instances that take it at the same moment one gets it', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id, owner, member } = await make.seed(store);
      const help = make.help(member);
      await insert(help);
      const won = await Promise.all(
        Array.from({ length: 6 }, (_, nth) =>
          (nth % 2 === 0 ? store : other).transact(id, (tx) =>
            tx.helpRequests.transition(id, help.id, ['waiting'], 'taken', { takenBy: owner.id }),
          ),
        ),
      );
      expect(won.filter((each) => each !== null)).toHaveLength(1);
    });

    it('the sweep finds open ones past their time, of any organization, oldest first', async () => {
      const { store } = context;
      const [one, two] = [await make.seed(store), await make.seed(store)];
      const [first, second] = [
        make.help(one.member, one.member, { expiresAt: T0 + 1 }),
        make.help(two.member, two.member, { state: 'taken', takenBy: two.owner.id, expiresAt: T0 + 2 }),
      ];
      await insert(first, make.help(one.owner, one.owner, { state: 'done', expiresAt: T0 }));
      await insert(second, make.help(two.owner, two.owner, { expiresAt: T0 + 3 }));
      const seen = (await store.read.helpRequests.listOverdue(T0 + 2, 100)).map((help) => help.id);
      expect(seen.filter((id) => [first.id, second.id].includes(id))).toEqual([first.id, second.id]);
      expect(seen).toHaveLength(2);
      expect(await store.read.helpRequests.listOverdue(T0 + 2, 1)).toHaveLength(1);
    });
  });
}
