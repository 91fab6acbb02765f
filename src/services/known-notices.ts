import type { Notice } from '../domain/notice.ts';
import type { Clock } from '../ports/clock.ts';
import type { DescribedNotice } from './describe-notice.ts';

/** For how long what was read counts as what is true. */
const KNOWN_MS = 1000;

/**
 * What was read a moment ago of those whom a notice tells: a process that sends it at once need not read it again. Of a notice that
 * comes out of the outbox, or has waited, or follows a message for which Slack took its time, nothing is known.
 */
export interface KnownNotices {
  /** @param readAt when the first of it was read */
  note(notice: Notice, described: DescribedNotice, readAt: number): void;
  recall(notice: Notice): DescribedNotice | null;
}

export function createKnownNotices(clock: Clock): KnownNotices {
  const known = new WeakMap<Notice, { readonly described: DescribedNotice; readonly readAt: number }>();
  return {
    note(notice, described, readAt) {
      known.set(notice, { described, readAt });
    },
    recall(notice) {
      const { described, readAt } = known.get(notice) ?? { described: null, readAt: 0 };
      const age = clock.now() - readAt;
      return age >= 0 && age <= KNOWN_MS ? described : null;
    },
  };
}
