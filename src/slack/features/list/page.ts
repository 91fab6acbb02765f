import { isId } from '../../../domain/ids.ts';
import { type LiveQuery, liveFilters } from '../../../services/codes/read-live.ts';

/** A screenful: more helps no one who looks for one code. */
export const PAGE = 6;

export type ListPage = Omit<LiveQuery, 'limit'>;

export const firstPage: ListPage = { filter: 'all', targetId: null, before: null };

/** A page of the list as a button carries it: a claim, which grants nothing. */
export function writePage({ filter, targetId, before }: ListPage): string {
  return [filter, targetId ?? '', before?.at ?? '', before?.id ?? ''].join('|');
}

/** Anything that isn't a page is the first one. */
export function readPage(value: string): ListPage {
  const [filterText = '', target = '', at = '', id = ''] = value.split('|');
  const filter = liveFilters.find((each) => each === filterText);
  if (filter === undefined) return firstPage;
  const targetId = isId('user', target) ? target : null;
  const isPlace = /^\d{1,15}$/.test(at) && (isId('code', id) || isId('request', id));
  return { filter, targetId, before: isPlace ? { at: Number(at), id } : null };
}

export function toQuery({ filter, before }: ListPage): Omit<LiveQuery, 'targetId'> {
  return { filter, before, limit: PAGE };
}
