import { describe, expect, it } from 'vitest';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import { REVIEW_MS, type Review } from '../../../../src/domain/requests/review.ts';
import {
  type BreakGlassInput,
  createBreakGlass,
} from '../../../../src/services/requests/break-glass/break-glass.ts';
import { createEscalateReviews } from '../../../../src/services/requests/break-glass/escalate-reviews.ts';
import { createOpenBreakGlass } from '../../../../src/services/requests/break-glass/open-break-glass.ts';
import { createStoreFixtures } from '../../../support/store-fixtures.ts';
import { termsWith } from '../../../support/terms.ts';
import { CHANNEL, type IssuingWorld, openIssuingWorld, refusedFor } from '../../open-issuing-world.ts';

const make = createStoreFixtures('glass');

const submit = (
  world: IssuingWorld,
  request: IssueRequest,
  change: Partial<BreakGlassInput> = {},
  who = 'olivia',
) =>
  createBreakGlass(world.deps)({
    ...world.clickOf(who, request),
    reason: 'no one is awake',
    words: 'break glass',
    isRehearsal: false,
    ...change,
  });

async function breakGlass(world: IssuingWorld, request: IssueRequest): Promise<Review> {
  const result = await submit(world, request);
  return result.kind === 'broken' ? result.review : expect.unreachable(JSON.stringify(result));
}

describe('N23: the glass is broken', () => {
  it('in one transaction: the request is approved, a review opens, and everyone concerned is notified', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'amina');
    await world.newNotices();
    const review = await breakGlass(world, request);
    const [olivia, adam] = [await world.findUser('olivia'), await world.findUser('adam')];
    expect(await world.findRequest(request)).toMatchObject({
      state: 'approved',
      breakGlass: { by: olivia.id, reason: 'no one is awake', isRehearsal: false },
    });
    expect(await world.store.read.reviews.listOpen(world.organization.id)).toEqual([review]);
    const told = (await world.newNotices()).map(({ content }) =>
      content.kind === 'security_glass_broken' ? content.ownerId : content.kind,
    );
    // Adam could have approved it, and is the one who may review it, as there is no other owner.
    expect(told.sort()).toEqual([adam.id, olivia.id, null, 'requester_request_approved'].sort());
    expect((await world.newEvents()).at(-1)).toMatchObject({
      action: 'request.glass_broken',
      reason: 'no one is awake',
      details: { requestId: request.id, reviewId: review.id },
    });
  });

  it('N21: a code in the reason is masked before it is stored or sent', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'amina');
    const result = await submit(world, request, { reason: 'the old one was ABCD-EFGH-2345-6789' });
    expect(result.kind).toBe('broken');
    const stored = JSON.stringify([await world.findRequest(request), await world.newEvents()]);
    expect(stored).not.toContain('EFGH');
  });

  it.each<[string, (world: IssuingWorld, request: IssueRequest) => Promise<unknown>, string]>([
    [
      'the requester is an admin by now',
      (world) => world.change('olivia', { role: 'admin' }),
      'glass_owners_only',
    ],
    [
      'the target is suspended',
      (world) => world.change('amina', { status: 'suspended' }),
      'target_suspended',
    ],
    [
      'the organization is frozen',
      ({ store, organization: { id } }) => store.transact(id, (tx) => tx.freezes.put(make.freeze(id))),
      'organization_frozen',
    ],
    [
      'it is held',
      ({ store, organization: { id } }) =>
        store.transact(id, (tx) => tx.freezes.put(make.freeze(id, { kind: 'hold' }))),
      'organization_held',
    ],
    [
      'the requester is frozen',
      async (world) => {
        const { id } = world.organization;
        const subject = (await world.findUser('olivia')).id;
        await world.store.transact(id, (tx) => tx.freezes.put(make.freeze(id, { subject })));
      },
      'requester_frozen',
    ],
    [
      'the caller is not verified',
      (world, request) =>
        world.store.transact(world.organization.id, (tx) =>
          tx.requests.transition(request.organizationId, request.id, ['pending'], 'pending', {
            terms: { ...request.terms, verificationsRequired: 1 },
          }),
        ),
      'verification_needed',
    ],
    [
      'it needs no approval',
      (world, request) =>
        world.store.transact(world.organization.id, (tx) =>
          tx.requests.transition(request.organizationId, request.id, ['pending'], 'pending', {
            terms: termsWith({ approval: false }),
          }),
        ),
      'approval_not_needed',
    ],
    [
      'the day’s limit is reached',
      (world) => world.setPolicy({ requestsPerTargetPerDay: 1 }),
      'target_rate_limited',
    ],
  ])('not while %s', async (_what, prepare, code) => {
    const world = await openIssuingWorld();
    if (code === 'target_rate_limited') await world.ask('olivia', 'amina');
    const request = await world.ask('olivia', 'amina');
    await prepare(world, request);
    await world.newEvents();
    expect(await submit(world, request)).toMatchObject(refusedFor(code));
    expect(await world.newEvents()).toMatchObject([{ action: 'request.refused', reason: code }]);
    expect(await world.store.read.reviews.listOpen(world.organization.id)).toEqual([]);
    expect((await world.findRequest(request))?.breakGlass).toBeNull();
  });

  it('S9: not by another owner, on a request that isn’t theirs', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'amina');
    await world.change('adam', { role: 'owner' });
    expect(await submit(world, request, {}, 'adam')).toMatchObject(refusedFor('request_not_yours'));
  });

  it('U2: not without the words and a reason, all said together', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'amina');
    const result = await submit(world, request, { words: 'ok', reason: '' });
    expect(result).toMatchObject(refusedFor('glass_words', 'glass_reason'));
    expect(await submit(world, request, { reason: 'x'.repeat(201) })).toMatchObject(
      refusedFor('glass_reason'),
    );
  });

  it('not when it is approved: the answer says so', async () => {
    const world = await openIssuingWorld();
    const request = await world.askForApproval('olivia', 'amina');
    await world.decide('adam', request, 'approved');
    expect(await submit(world, request)).toMatchObject(refusedFor('request_settled'));
  });

  it('not while another’s review is open; the same request may, where what it covered has changed', async () => {
    const world = await openIssuingWorld();
    const [request, other] = [await world.ask('olivia', 'amina'), await world.ask('olivia', 'adam')];
    await breakGlass(world, request);
    expect(await submit(world, other)).toMatchObject(refusedFor('glass_review_open'));
    const form = await createOpenBreakGlass(world.deps)(world.clickOf('olivia', other), null);
    expect(form).toMatchObject({ kind: 'open', isOnlyRehearsal: true });
    await world.store.transact(world.organization.id, (tx) =>
      tx.requests.transition(request.organizationId, request.id, ['approved'], 'pending', {
        reason: 'changed',
      }),
    );
    expect((await submit(world, request)).kind).toBe('broken');
  });

  it('a rehearsal never becomes a real one, whatever changes', async () => {
    const world = await openIssuingWorld();
    const request = await world.ask('olivia', 'amina');
    expect((await submit(world, request, { isRehearsal: true })).kind).toBe('broken');
    await world.store.transact(world.organization.id, (tx) =>
      tx.requests.transition(request.organizationId, request.id, ['approved'], 'pending', {
        reason: 'changed',
      }),
    );
    expect(await submit(world, request)).toMatchObject(refusedFor('glass_rehearsed'));
    expect((await submit(world, request, { isRehearsal: true })).kind).toBe('broken');
  });
});

describe('a review that no one closes', () => {
  it('is escalated after a day, once by any number of instances, and again after each day', async () => {
    const world = await openIssuingWorld();
    const review = await breakGlass(world, await world.ask('olivia', 'amina'));
    const escalate = createEscalateReviews(world.deps);
    await world.newNotices();
    world.now = review.openedAt + REVIEW_MS - 1;
    expect(await escalate()).toBe(0);
    for (const days of [1, 2, 7]) {
      world.now = review.openedAt + days * REVIEW_MS;
      const counts = await Promise.all([escalate(), createEscalateReviews(world.deps)()]);
      expect(counts[0] + counts[1]).toBe(1);
      const told = (await world.newNotices()).map(({ content }) => content);
      expect(told).toMatchObject([
        { kind: 'security_review_overdue', ownerId: (await world.findUser('olivia')).id },
        { kind: 'security_review_overdue', ownerId: null },
      ]);
      expect((await world.newEvents()).at(-1)).toMatchObject({
        action: 'review.escalated',
        details: { reviewId: review.id, days },
      });
    }
    expect(CHANNEL).toBe('CSECURITY');
  });
});
