import { say } from '../../../messages/say.ts';
import type { DescribedReview } from '../../../services/requests/break-glass/describe-review.ts';
import { nameOf } from '../../blocks/people.ts';

/** Who closed a review. @returns escaped */
export function nameCloser({ review, closedBy }: DescribedReview): string {
  if (closedBy !== null) return nameOf(closedBy);
  return review.closedBy?.kind === 'operator' ? say('slack.operator') : say('slack.another_admin');
}
