import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { judgeReviewer, mayAdminsReview, type Review } from '../../../domain/requests/review.ts';
import type { Readers, Transaction } from '../../../ports/store.ts';
import { listOwnersToAlarm, OWNERS_ALARMED_MAX } from '../../notices/alarm.ts';

type Rooms = Pick<Readers | Transaction, 'directory' | 'freezes'>;

export interface Reviewers {
  /** Confirmed ones, whether or not they may close it. */
  readonly owners: readonly DirectoryUser[];
  readonly reviewers: readonly DirectoryUser[];
}

/** Who may close a review now: other owners; admins where no other owner could act. Empty: only an operator. */
export async function listReviewers(rooms: Rooms, review: Review): Promise<Reviewers> {
  const { organizationId } = review;
  const owners = await listOwnersToAlarm(rooms, organizationId);
  const freezes = await rooms.freezes.listLasting(organizationId);
  const admins = mayAdminsReview(review, owners, freezes)
    ? await rooms.directory.listConfirmedByRole(organizationId, ['admin'], OWNERS_ALARMED_MAX)
    : [];
  const may = (reviewer: DirectoryUser) => judgeReviewer({ reviewer, review, owners, freezes }).length === 0;
  return { owners, reviewers: [...owners, ...admins].filter(may) };
}
