import type { Notice } from '../domain/notice.ts';
import type { Clock } from '../ports/clock.ts';
import type { DescribedNotice } from './describe-notice.ts';

/** For how long what a transaction knew is what is true. */
const KNOWN_MS = 1000;

/**
 * What a transaction knew of those whom a notice of its tells: a process that sends it at once need not read it again. Of a notice that
 * comes out of the outbox, or has waited, nothing is known.
 */
export interface KnownNotices {
  note(notice: Notice, described: DescribedNotice): void;
  recall(notice: Notice): DescribedNotice | null;
}

export function createKnownNotices(clock: Clock): KnownNotices {
  const known = new WeakMap<Notice, { readonly described: DescribedNotice; readonly at: number }>();
  return {
    note(notice, described) {
      known.set(notice, { described, at: clock.now() });
    },
    recall(notice) {
      const { described, at } = known.get(notice) ?? { described: null, at: 0 };
      const age = clock.now() - at;
      return age >= 0 && age <= KNOWN_MS ? described : null;
    },
  };
}
