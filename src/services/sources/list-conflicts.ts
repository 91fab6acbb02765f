import type { Conflict } from '../../domain/directory/conflict.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { effectOfConflict } from '../../domain/directory/provision/find-conflicts.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { SourcePerson } from '../../domain/directory/source-person.ts';
import type { ConflictId, OrganizationId, SourceId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';
import { listResolutions, type Resolution } from '../directory/provision/resolve-conflict.ts';
import { findSource } from './find-source.ts';

const PAGE = 200;

/** A conflict with all that is needed to explain it. */
export interface ExplainedConflict {
  readonly conflict: Conflict;
  readonly source: Pick<Source, 'id' | 'name'>;
  /** What the source says of the person; `null` if it no longer says anything. */
  readonly person: SourcePerson | null;
  /** The user that the person is; `null` while they are kept out. */
  readonly user: DirectoryUser | null;
  /** The user that it collides with. */
  readonly other: DirectoryUser | null;
  /** The source of that user; `null` for the operator's own list. */
  readonly otherSource: Pick<Source, 'id' | 'name'> | null;
  /** What it does meanwhile. */
  readonly effect: ReturnType<typeof effectOfConflict>;
  /** How it can be decided. */
  readonly possible: readonly Resolution[];
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
    const { sources, conflicts } = store.read;
    const wanted = nameOrId === null ? null : await findSource(sources, organizationId, nameOrId);
    if (nameOrId !== null && wanted === null) return { kind: 'unknown_source' };
    const sourceId = wanted?.id ?? null;
    const found: Conflict[] = [];
    let after: Conflict | null = null;
    while (found.length < limit) {
      const query = { sourceId, after, limit: Math.min(PAGE, limit - found.length) };
      const page: Conflict[] = await conflicts.list(organizationId, query);
      found.push(...page);
      after = page.at(-1) ?? null;
      if (page.length < query.limit) break;
    }
    const byId = new Map((await sources.list(organizationId)).map((source) => [source.id, source]));
    return {
      kind: 'conflicts',
      conflicts: await Promise.all(found.map((conflict) => explain(store, conflict, byId))),
      count: await conflicts.count(organizationId, sourceId),
    };
  };
}

/** One conflict, by its id; `null` if there is none. */
export function createFindConflict({ store }: Pick<ServiceDeps, 'store'>) {
  return async function findConflict(
    organizationId: OrganizationId,
    id: ConflictId,
  ): Promise<ExplainedConflict | null> {
    const conflict = await store.read.conflicts.find(organizationId, id);
    if (conflict === null) return null;
    const sources = await store.read.sources.list(organizationId);
    return explain(store, conflict, new Map(sources.map((source) => [source.id, source])));
  };
}

async function explain(
  { read: { sourcePeople, directory } }: ServiceDeps['store'],
  conflict: Conflict,
  sources: ReadonlyMap<SourceId, Source>,
): Promise<ExplainedConflict> {
  const { organizationId, sourceId, externalId, otherUserId, otherSourceId } = conflict;
  const person = await sourcePeople.find(organizationId, sourceId, externalId);
  const userId = person?.userId ?? null;
  const { id, name } = sources.get(sourceId) ?? { id: sourceId, name: sourceId };
  const otherSource = otherSourceId === null ? undefined : sources.get(otherSourceId);
  return {
    conflict,
    source: { id, name },
    person,
    user: userId === null ? null : await directory.findUser(organizationId, userId),
    other: otherUserId === null ? null : await directory.findUser(organizationId, otherUserId),
    otherSource: otherSource === undefined ? null : { id: otherSource.id, name: otherSource.name },
    effect: effectOfConflict(conflict, userId !== null),
    possible: listResolutions(conflict, { userId }),
  };
}
