import { describe, expect, it } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { countedAt } from '../../src/domain/requests/issue-request.ts';
import { listCountedBy, listCountedFor } from '../support/list-counted.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { termsWith } from '../support/terms.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeRequests(harness: ContractHarness): void {
  describe('issue requests', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('c');

    it('a request comes back as written, with and without its optional facts', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const bare = make.request(owner, member);
      const full = make.request(owner, member, {
        state: 'rejected',
        terms: {
          ...termsWith({ approval: true }),
          signals: ['night'],
          fallbackApprovers: { roles: ['owner'], groups: [make.id('group')], manager: true },
        },
        ticket: 'HD-1',
        verifications: [{ method: 'video', state: 'done', evidence: 'badge', by: owner.id, at: T0 }],
        approvalAskedAt: T0 + 1,
        approvals: [
          {
            approverId: owner.id,
            onBehalfOf: null,
            verdict: 'rejected',
            decidedAt: T0 + 2,
            reason: 'no ticket',
            actDigest: 'a',
          },
        ],
        settledAt: T0 + 2,
        cancelReason: 'disowned',
        reason: 'quote \' " \\ emoji 😀 newline \n end',
      });
      for (const request of [bare, full]) {
        await store.transact(id, (tx) => tx.requests.insert(request));
        expect(await store.read.requests.find(id, request.id)).toEqual(request);
      }
      expect(await store.read.requests.find(id, make.id('request'))).toBeNull();
    });

    it('S11: the same delivery ten times at once from two handles makes one request', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id, owner, member } = await make.seed(store);
      const attempts = Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? store : other).transact(id, async (tx) => {
          const isNew = await tx.deliveries.remember('same', T0 + 600_000, T0);
          if (isNew) await tx.requests.insert(make.request(owner, member));
          return isNew;
        }),
      );
      expect((await Promise.all(attempts)).filter(Boolean)).toHaveLength(1);
      expect(await listCountedBy(store.read.requests, id, owner.id)).toHaveLength(1);
    });

    it('N20: finds the nth newest of all requesters together, of those that count', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const other = await make.seed(store);
      const insert = (change: Parameters<typeof make.request>[2], of = { id, owner, member }) =>
        store.transact(of.id, (tx) => tx.requests.insert(make.request(of.owner, of.member, change)));
      await insert({ createdAt: T0 + 9 }, other);
      await insert({ createdAt: T0 + 1, state: 'fulfilled', settledAt: T0 + 50 });
      await insert({ createdAt: T0 + 2, state: 'pending' });
      await insert({ createdAt: T0 + 3, state: 'expired' });
      await insert({ createdAt: T0 + 4, state: 'cancelled' });
      await insert({ createdAt: T0 + 5, state: 'rejected', approvalAskedAt: T0 + 6 });
      await insert({ createdAt: T0 + 6, state: 'approved' });
      const find = (nth: number, since = T0) => store.read.requests.findNthNewestAt(id, nth, since);
      expect(await Promise.all([1, 2, 3, 4, 5].map((nth) => find(nth)))).toEqual([
        T0 + 6,
        T0 + 5,
        T0 + 2,
        T0 + 1,
        null,
      ]);
      expect(await find(3, T0 + 2)).toBe(T0 + 2);
      expect(await find(3, T0 + 3)).toBeNull();
    });

    it('N20: counts codes and what may become one, or has troubled others; not prompts that came to nothing', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const insert = (change: Parameters<typeof make.request>[2]) =>
        store.transact(id, (tx) => tx.requests.insert(make.request(owner, member, change)));
      const listTimes = async (list: typeof listCountedBy, userId: UserId) =>
        (await list(store.read.requests, id, userId, T0))
          .map((request) => countedAt(request) ?? 0)
          .sort((a, b) => a - b);
      for (const state of ['cancelled', 'expired', 'rejected'] as const)
        await insert({ createdAt: T0 + 1, state });
      await insert({ createdAt: T0 - 1, state: 'pending' });
      await insert({ createdAt: T0 - 2, state: 'fulfilled', settledAt: T0 - 1 });
      expect(await listTimes(listCountedBy, owner.id)).toEqual([]);
      await insert({ createdAt: T0 + 1, state: 'pending' });
      await insert({ createdAt: T0 + 2, state: 'approved', approvalAskedAt: T0 + 3 });
      await insert({ createdAt: T0 + 3, state: 'cancelled', approvalAskedAt: T0 + 4 });
      // A request may wait a day for its approval.
      await insert({ createdAt: T0 - 24 * 3_600_000, state: 'fulfilled', settledAt: T0 + 9 });
      const times = [T0 + 1, T0 + 2, T0 + 3, T0 + 9];
      expect(await listTimes(listCountedBy, owner.id)).toEqual(times);
      expect(await listTimes(listCountedFor, member.id)).toEqual(times);
      expect(await listTimes(listCountedBy, member.id)).toEqual([]);
    });

    it('counts by requester and by target from a moment on, that moment included', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      await store.transact(id, async (tx) => {
        for (const createdAt of [T0 - 1, T0, T0 + 1]) {
          await tx.requests.insert(make.request(owner, member, { createdAt }));
        }
        await tx.requests.insert(make.request(member, owner, { createdAt: T0 }));
      });
      const { requests } = store.read;
      expect(await listCountedBy(requests, id, owner.id, T0)).toHaveLength(2);
      expect(await listCountedFor(requests, id, member.id, T0)).toHaveLength(2);
      expect(await listCountedFor(requests, id, owner.id, T0)).toHaveLength(1);
      expect(await listCountedBy(requests, id, owner.id, T0 + 2)).toEqual([]);
      // One that counts for both is there once.
      const of = { requesterId: owner.id, byRequesterSince: T0, targetId: owner.id, forTargetSince: T0 };
      expect(await requests.listCounted(id, of)).toHaveLength(3);
      const both = { ...of, byRequesterSince: T0 + 1, targetId: member.id };
      expect(await requests.listCounted(id, both)).toHaveLength(2);
    });

    it('all requests for a person since a moment are listed, whatever became of them', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const made = (['cancelled', 'expired', 'fulfilled', 'pending'] as const).map((state) =>
        make.request(owner, member, { state, createdAt: T0 }),
      );
      await store.transact(id, async (tx) => {
        for (const request of [
          ...made,
          make.request(owner, member, { createdAt: T0 - 1 }),
          make.request(member, owner, { createdAt: T0 }),
        ])
          await tx.requests.insert(request);
      });
      const found = await store.read.requests.listMadeFor(id, member.id, T0);
      expect(found.map((request) => request.id).sort()).toEqual(made.map((request) => request.id).sort());
    });

    it('N11: terms become stricter, and approval can be asked for again', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const request = make.request(owner, member, { state: 'approved', approvalAskedAt: T0 });
      const terms = { ...termsWith({ approval: true }), signals: ['night', 'burst'] as const };
      const change = { terms, approvals: [], approvalAskedAt: null };
      await store.transact(id, async (tx) => {
        await tx.requests.insert(request);
        await tx.requests.transition(id, request.id, ['approved'], 'pending', change);
      });
      expect(await store.read.requests.find(id, request.id)).toEqual({
        ...request,
        ...change,
        state: 'pending',
      });
    });

    it('U3: open requests whose time is over are listed oldest first, up to a limit, of every organization', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      const build = (
        { owner, member }: typeof first,
        expiresAt: number,
        state: 'pending' | 'approved' | 'cancelled',
      ) => make.request(owner, member, { expiresAt, state });
      const [late, later, next, settled] = [
        build(first, T0 - 1, 'pending'),
        build(second, T0, 'approved'),
        build(first, T0 + 1, 'pending'),
        build(first, T0 - 5, 'cancelled'),
      ];
      for (const request of [later, late, next, settled]) {
        await store.transact(request.organizationId, (tx) => tx.requests.insert(request));
      }
      expect(await store.read.requests.listOverdue(T0, 10)).toEqual([late, later]);
      expect(await store.read.requests.listOverdue(T0, 1)).toEqual([late]);
      expect(await store.read.requests.listOverdue(T0 - 2, 10)).toEqual([]);
    });

    it('N19: the open requests for a person are listed, oldest first, whoever made them and however late it is', async () => {
      const { store } = context;
      const { id, owner, member, users } = await make.seed(store, 3);
      const other = users[2] ?? owner;
      const [late, approved, fresh] = [
        make.request(owner, member, { createdAt: T0 - 3, expiresAt: T0 - 1 }),
        make.request(other, member, { createdAt: T0 - 2, state: 'approved' }),
        make.request(owner, member, { createdAt: T0 - 1 }),
      ];
      const settled = (['fulfilled', 'cancelled', 'rejected', 'expired'] as const).map((state) =>
        make.request(owner, member, { state }),
      );
      await store.transact(id, async (tx) => {
        for (const request of [fresh, late, approved, ...settled, make.request(owner, other)])
          await tx.requests.insert(request);
      });
      expect(await store.read.requests.listOpenByTarget(id, member.id)).toEqual([late, approved, fresh]);
      const all = await store.read.requests.listOpen(id);
      expect(all.filter(({ targetId }) => targetId === member.id)).toHaveLength(3);
      expect(all).toHaveLength(4);
      const left = await store.transact(id, async (tx) => {
        await tx.requests.transition(id, late.id, ['pending'], 'cancelled', { cancelReason: 'disowned' });
        return tx.requests.listOpenByTarget(id, member.id);
      });
      expect(left).toEqual([approved, fresh]);
      expect(await store.read.requests.find(id, late.id)).toMatchObject({ cancelReason: 'disowned' });
    });

    it('a transition changes what it is told, keeps the rest, and is refused from another state', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const request = make.request(owner, member);
      await store.transact(id, (tx) => tx.requests.insert(request));
      const change = {
        reason: 'phone stolen',
        ticket: 'HD-2',
        verifications: [{ method: 'callback', state: 'done', evidence: '', by: owner.id, at: T0 }],
        approvals: [
          {
            approverId: owner.id,
            verdict: 'approved',
            decidedAt: T0 + 2,
            reason: null,
            onBehalfOf: null,
            actDigest: 'b',
          },
        ],
      } as const;
      const approved = await store.transact(id, (tx) =>
        tx.requests.transition(id, request.id, ['pending'], 'approved', {
          ...change,
          expiresAt: T0 + 9,
          approvalAskedAt: T0 + 1,
        }),
      );
      const expected = {
        ...request,
        state: 'approved',
        ...change,
        expiresAt: T0 + 9,
        approvalAskedAt: T0 + 1,
      };
      expect(approved).toEqual(expected);
      const again = await store.transact(id, (tx) =>
        tx.requests.transition(id, request.id, ['pending'], 'rejected', { settledAt: T0 + 2 }),
      );
      expect(again).toBeNull();
      expect(await store.read.requests.find(id, request.id)).toEqual(expected);
      const settled = await store.transact(id, (tx) =>
        tx.requests.transition(id, request.id, ['pending', 'approved'], 'fulfilled', { settledAt: T0 + 3 }),
      );
      expect(settled).toEqual({ ...expected, state: 'fulfilled', settledAt: T0 + 3 });
    });

    it('a transition to the same state changes the other fields alone', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const request = make.request(owner, member);
      await store.transact(id, (tx) => tx.requests.insert(request));
      const asked = await store.transact(id, (tx) =>
        tx.requests.transition(id, request.id, ['pending'], 'pending', { approvalAskedAt: T0 + 4 }),
      );
      expect(asked).toEqual({ ...request, approvalAskedAt: T0 + 4 });
      const nobody = await store.transact(id, (tx) =>
        tx.requests.transition(id, make.id('request'), ['pending'], 'expired', {}),
      );
      expect(nobody).toBeNull();
    });
  });
}
