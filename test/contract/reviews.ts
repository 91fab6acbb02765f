import { describe, expect, it } from 'vitest';
import type { ReviewClosing } from '../../src/domain/requests/review.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeReviews(harness: ContractHarness): void {
  describe('reviews', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('rv');
    const closing: ReviewClosing = {
      verdict: 'not_justified',
      note: 'quote \' " \\ $ne {} 😀',
      closedBy: { kind: 'operator', id: 'root' },
      closedAt: T0 + 5,
    };

    it('one comes back as it was written, open and closed', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const open = make.review(owner, member, { reason: 'quote \' " \\ $ne {} 😀' });
      const closed = make.review(owner, member, { isRehearsal: true, ...closing });
      for (const review of [open, closed]) {
        expect(await store.read.reviews.find(id, review.id)).toBeNull();
        await store.transact(id, (tx) => tx.reviews.insert(review));
        expect(await store.read.reviews.find(id, review.id)).toEqual(review);
      }
    });

    it('open ones are listed oldest first; closed ones and another organization’s are not', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const other = await make.seed(store);
      const [late, early] = [make.review(owner, member, { openedAt: T0 + 9 }), make.review(owner, member)];
      await store.transact(other.id, (tx) => tx.reviews.insert(make.review(other.owner, other.member)));
      await store.transact(id, async (tx) => {
        for (const review of [late, early, make.review(owner, member, closing)])
          await tx.reviews.insert(review);
        expect(await tx.reviews.listOpen(id)).toEqual([early, late]);
      });
      expect(await store.read.reviews.listOpen(id)).toEqual([early, late]);
    });

    it('those that are to be escalated are listed of every organization, the longest due first, up to the limit', async () => {
      const { store } = context;
      const [one, two] = [await make.seed(store), await make.seed(store)];
      const due = [1, 2, 3].map((minute) =>
        make.review(minute === 2 ? two.owner : one.owner, one.member, { escalatesAt: minute }),
      );
      const later = make.review(one.owner, one.member, { escalatesAt: 11 });
      const closed = make.review(one.owner, one.member, { escalatesAt: 0, ...closing });
      for (const review of [...due.toReversed(), later, closed])
        await store.transact(review.organizationId, (tx) => tx.reviews.insert(review));
      expect(await store.read.reviews.listOverdue(10, 9)).toEqual(due);
      expect(await store.read.reviews.listOverdue(10, 2)).toEqual(due.slice(0, 2));
      expect(await store.read.reviews.listOverdue(0, 9)).toEqual([]);
    });

    it('of two who close it at the same moment, on two instances, one wins, and the first word stands', async () => {
      const { store } = context;
      const another = await context.openAnother();
      const { id, owner, member } = await make.seed(store);
      const review = make.review(owner, member);
      await store.transact(id, (tx) => tx.reviews.insert(review));
      const results = await Promise.all(
        [store, another, store, another].map((each, index) =>
          each.transact(id, (tx) => tx.reviews.close(id, review.id, { ...closing, closedAt: T0 + index })),
        ),
      );
      const winners = results.filter((result) => result !== null);
      expect(winners).toHaveLength(1);
      expect(winners[0]).toMatchObject({ ...review, ...closing, closedAt: expect.any(Number) });
      expect(await store.read.reviews.find(id, review.id)).toEqual(winners[0]);
    });

    it('it is closed and postponed within its organization alone', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const other = await make.seed(store);
      const review = make.review(owner, member);
      await store.transact(id, (tx) => tx.reviews.insert(review));
      await store.transact(other.id, async (tx) => {
        expect(await tx.reviews.close(other.id, review.id, closing)).toBeNull();
        expect(await tx.reviews.postpone(other.id, review.id, review.escalatesAt, T0)).toBe(false);
      });
      expect(await store.read.reviews.find(id, review.id)).toEqual(review);
    });

    it('it is postponed once for each time it is due, and not once it is closed', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const review = make.review(owner, member);
      const { id: reviewId, escalatesAt: from } = review;
      await store.transact(id, async (tx) => {
        await tx.reviews.insert(review);
        expect(await tx.reviews.postpone(id, reviewId, from, from + 1)).toBe(true);
        expect(await tx.reviews.postpone(id, reviewId, from, from + 2)).toBe(false);
        await tx.reviews.close(id, reviewId, closing);
        expect(await tx.reviews.postpone(id, reviewId, from + 1, from + 2)).toBe(false);
      });
      expect(await store.read.reviews.find(id, reviewId)).toEqual({
        ...review,
        ...closing,
        escalatesAt: from + 1,
      });
    });
  });
}
