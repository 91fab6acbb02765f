import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import { type About, authorizeReader, type ReaderInput } from '../directory/authorize-reader.ts';
import { type HistoryPage, type HistoryQuery, readHistory } from './read-history.ts';

export interface ShowHistoryInput extends ReaderInput {
  readonly about: About;
  readonly query: HistoryQuery;
}

export type ShowHistoryResult =
  | {
      readonly kind: 'shown';
      readonly page: HistoryPage;
      readonly query: HistoryQuery;
      readonly target: DirectoryUser;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** What was done about a person, for someone who may see their codes. */
export function createShowHistory(deps: ServiceDeps) {
  return async function showHistory(input: ShowHistoryInput): Promise<ShowHistoryResult> {
    const { about, query } = input;
    const allowed = await authorizeReader(deps, input, 'history', about);
    if (allowed.kind === 'refused') return allowed;
    const { target } = allowed;
    if (target === null) throw new Error('A history is about a person');
    const page = await readHistory(deps.store.read, target, query);
    return { kind: 'shown', page, query, target };
  };
}
