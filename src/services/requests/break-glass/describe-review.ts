import { type BackupCode, codeStateAt } from '../../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { isId } from '../../../domain/ids.ts';
import type { Review } from '../../../domain/requests/review.ts';
import type { Readers, Transaction } from '../../../ports/store.ts';

/** A review and the people in it, as they are now. */
export interface DescribedReview {
  readonly review: Review;
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  /** The code that came of it, while it is to be stopped: it works, or is being shown. */
  readonly liveCode: BackupCode | null;
  /** `null`: no one yet; an operator; or a person who is no longer in the directory. */
  readonly closedBy: DirectoryUser | null;
}

/** @returns `null` if one of the two people no longer exists */
export async function describeReview(
  { directory, codes }: Pick<Readers | Transaction, 'directory' | 'codes'>,
  review: Review,
  now: number,
): Promise<DescribedReview | null> {
  const { organizationId, requestId, requesterId, targetId, closedBy } = review;
  const requester = await directory.findUser(organizationId, requesterId);
  const target = await directory.findUser(organizationId, targetId);
  if (requester === null || target === null) return null;
  const live = await codes.findLive(organizationId, targetId);
  const isOfIt = live?.requestId === requestId && codeStateAt(live, now) !== 'expired';
  const closerId = closedBy?.kind === 'user' && isId('user', closedBy.id) ? closedBy.id : null;
  return {
    review,
    requester,
    target,
    liveCode: isOfIt ? live : null,
    closedBy: closerId === null ? null : await directory.findUser(organizationId, closerId),
  };
}
