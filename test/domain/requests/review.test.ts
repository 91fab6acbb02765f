import { describe, expect, it } from 'vitest';
import type { DirectoryUser } from '../../../src/domain/directory/directory-user.ts';
import { judgeReviewer } from '../../../src/domain/requests/review.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';

const make = createStoreFixtures('rw');
const organizationId = make.id('organization');
const person = (role: DirectoryUser['role'], status: DirectoryUser['status'] = 'confirmed') =>
  make.user(organizationId, { role, status });
const [olivia, omar, ole, adam, mia, hugo] = [
  person('owner'),
  person('owner'),
  person('owner'),
  person('admin'),
  person('member'),
  person('helpdesk'),
];
const frozen = (user: DirectoryUser) => make.freeze(organizationId, { subject: user.id });

/** Olivia broke the glass for a code for Omar. */
const review = make.review(olivia, omar);

describe('N23: who may close the review of a break-glass', () => {
  it.each([
    ['another owner', ole, [olivia, omar, ole], [], ''],
    ['the one who broke it', olivia, [olivia, omar, ole], [], 'review_own'],
    ['the one it was for', omar, [olivia, omar, ole], [], 'review_of_target'],
    ['an admin beside another owner', adam, [olivia, omar, ole], [], 'owners_only'],
    ['an admin, where no other owner is', adam, [olivia, omar], [], ''],
    ['an admin, where the other owner is frozen', adam, [olivia, omar, ole], [frozen(ole)], ''],
    ['a frozen owner', ole, [olivia, omar, ole], [frozen(ole)], 'reviewer_frozen'],
    ['a frozen admin', adam, [olivia, omar], [frozen(adam)], 'reviewer_frozen'],
    ['a member', mia, [olivia], [], 'requester_role'],
    ['the help desk', hugo, [olivia], [], 'requester_role'],
    ['a suspended owner', person('owner', 'suspended'), [olivia], [], 'requester_not_confirmed'],
  ] as const)('%s', (_who, reviewer, owners, freezes, expected) => {
    const refusals = judgeReviewer({ reviewer, review, owners, freezes });
    expect(refusals.map(({ code }) => code).join()).toBe(expected);
  });

  it('the one it was for, not even where they are the only other administrator', () => {
    const ofAdam = make.review(olivia, adam);
    const refusals = judgeReviewer({ reviewer: adam, review: ofAdam, owners: [olivia], freezes: [] });
    expect(refusals.map(({ code }) => code)).toEqual(['review_of_target']);
  });
});
