import type { Conflict } from '../../domain/directory/conflict.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { SourcePerson } from '../../domain/directory/source-person.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';
import { findSource } from './find-source.ts';

const PAGE = 200;

/** A conflict with all that is needed to explain it. */
export interface ExplainedConflict {
  readonly conflict: Conflict;
  readonly source: Pick<Source, 'id' | 'name'>;
  /** What the source says of the person; `null` if it no longer says anything. */
  readonly person: SourcePerson | null;
  /** The user whom the person is; `null` while they are kept out. */
  readonly user: DirectoryUser | null;
  /** The user that it collides with. */
  readonly other: DirectoryUser | null;
  /** The source of that user; `null` for the operator's own list. */
  readonly otherSource: Pick<Source, 'id' | 'name'> | null;
}

export type ListConflictsResult =
  | { readonly kind: 'conflicts'; readonly conflicts: readonly ExplainedConflict[]; readonly count: number }
  | { readonly kind: 'unknown_source' };

/** The oldest first: of one source, or of all. */
export function createListConflicts({ store }: Pick<ServiceDeps, 'store'>) {
  return async function listConflicts(
    organizationId: OrganizationId,
    nameOrId: string | null,
    limit: number,
  ): Promise<ListConflictsResult> {
    const { sources, sourcePeople, conflicts, directory } = store.read;
    const wanted = nameOrId === null ? null : await findSource(sources, organizationId, nameOrId);
    if (nameOrId !== null && wanted === null) return { kind: 'unknown_source' };
    const sourceId = wanted?.id ?? null;
    const byId = new Map((await sources.list(organizationId)).map((source) => [source.id, source]));
    const found: Conflict[] = [];
    let after: Conflict | null = null;
    while (found.length < limit) {
      const query = { sourceId, after, limit: Math.min(PAGE, limit - found.length) };
      const page: Conflict[] = await conflicts.list(organizationId, query);
      found.push(...page);
      after = page.at(-1) ?? null;
      if (page.length < query.limit) break;
    }
    const explained = await Promise.all(
      found.map(async (conflict): Promise<ExplainedConflict> => {
        const { otherUserId, otherSourceId } = conflict;
        const source = byId.get(conflict.sourceId) ?? { id: conflict.sourceId, name: conflict.sourceId };
        const person = await sourcePeople.find(organizationId, conflict.sourceId, conflict.externalId);
        const userId = person?.userId ?? null;
        return {
          conflict,
          source,
          person,
          user: userId === null ? null : await directory.findUser(organizationId, userId),
          other: otherUserId === null ? null : await directory.findUser(organizationId, otherUserId),
          otherSource: otherSourceId === null ? null : (byId.get(otherSourceId) ?? null),
        };
      }),
    );
    return {
      kind: 'conflicts',
      conflicts: explained,
      count: await conflicts.count(organizationId, sourceId),
    };
  };
}
