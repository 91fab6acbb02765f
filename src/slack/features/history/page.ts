import { isId, type UserId } from '../../../domain/ids.ts';
import type { HistoryQuery } from '../../../services/audit/read-history.ts';

/** More lines than these are no longer read, but searched. */
export const HISTORY_PAGE = 12;

/** A page as a button carries it: a claim, which grants nothing. */
export function writeHistoryPage(userId: UserId, before: number | null): string {
  return `${userId}|${before ?? ''}`;
}

/** Anything that isn't a page is refused as no one's. */
export function readHistoryPage(value: string): {
  readonly userId: UserId | null;
  readonly query: HistoryQuery;
} {
  const [userId = '', before = ''] = value.split('|');
  return {
    userId: isId('user', userId) ? userId : null,
    query: { before: /^\d{1,15}$/.test(before) ? Number(before) : null, limit: HISTORY_PAGE },
  };
}
