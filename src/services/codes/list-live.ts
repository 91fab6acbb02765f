import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import { type About, authorizeReader, type ReaderInput } from '../directory/authorize-reader.ts';
import { type LivePage, type LiveQuery, readLive } from './read-live.ts';

export interface ListLiveInput extends ReaderInput {
  readonly query: Omit<LiveQuery, 'targetId'>;
  /** Only what is for this person; `null`: for anyone. */
  readonly about: About | null;
}

export type ListLiveResult =
  | {
      readonly kind: 'listed';
      readonly page: LivePage;
      readonly query: LiveQuery;
      readonly reader: DirectoryUser;
      readonly target: DirectoryUser | null;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** The live codes and open requests that a person may see. */
export function createListLive(deps: ServiceDeps) {
  return async function listLive(input: ListLiveInput): Promise<ListLiveResult> {
    const allowed = await authorizeReader(deps, input, 'list', input.about);
    if (allowed.kind === 'refused') return allowed;
    const { reader, target, policy } = allowed;
    const query = { ...input.query, targetId: target?.id ?? null };
    const page = await readLive(deps.store.read, { reader, policy, query, now: deps.clock.now() });
    return { kind: 'listed', page, query, reader, target };
  };
}
