import { say } from '../messages/say.ts';
import type { ScimResource } from '../ports/directory/scim-resources.ts';
import { SCAN_MAX } from '../services/scim/read-resources.ts';
import type { ScimServices } from '../services/scim/scim-services.ts';
import { completeResources } from './complete-resource.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import { contextOf, type Exchange } from './exchange.ts';
import type { Filter } from './filter/filter.ts';
import { countMemberTerms, findLookup, type Lookup } from './filter/find-lookup.ts';
import { matchesFilter } from './filter/matches-filter.ts';
import { parseFilter } from './filter/parse-filter.ts';
import type { ListQuery } from './list-query.ts';
import { presentResource } from './present-resource.ts';
import { readProjection } from './projection.ts';
import type { ResourceType } from './schemas/attribute.ts';
import { badRequest } from './scim-error.ts';
import { readSorting, type Sorting } from './sorting.ts';

type Reading = Pick<
  ScimServices,
  'listMembers' | 'listGroupsOf' | 'lookUpResources' | 'scanResources' | 'countResources' | 'listResources'
>;

interface Page {
  readonly total: number;
  readonly resources: readonly ScimResource[];
  /** `null` after the last, or when paged by index. */
  readonly nextCursor: string | null;
}

/** One page of a client's resources. @throws ScimError */
export async function listOwnResources(
  services: Reading,
  exchange: Exchange,
  type: ResourceType,
  query: ListQuery,
): Promise<object> {
  const context = contextOf(exchange, type);
  const projection = readProjection(context, query.attributes, query.excludedAttributes);
  const filter = query.filter === null ? null : parseFilter(context, query.filter);
  const sorting = query.sortBy === null ? null : readSorting(context, query.sortBy, query.isDescending);
  const page =
    filter === null && sorting === null
      ? await readStored(services, exchange, type, query)
      : cutPage(await select(services, exchange, type, filter, sorting), query);
  const found = await completeResources(services, exchange, type, projection, page.resources);
  return presentList(query, page, found);
}

/** @param found as many as the page has */
export function presentList(
  query: ListQuery,
  page: Omit<Page, 'resources'>,
  found: readonly object[],
): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: page.total,
    itemsPerPage: found.length,
    ...(query.cursor === null ? { startIndex: query.startIndex } : {}),
    ...(page.nextCursor === null ? {} : { nextCursor: page.nextCursor }),
    Resources: found,
  };
}

/** In the order of ids, by index. */
async function readStored(
  services: Reading,
  { caller }: Exchange,
  { name }: ResourceType,
  { cursor, startIndex, count }: ListQuery,
): Promise<Page> {
  const total = await services.countResources(caller, name);
  if (cursor === null) {
    const page = { after: null, skip: startIndex - 1, limit: count };
    const isBeyond = count === 0 || startIndex > total;
    return {
      total,
      resources: isBeyond ? [] : await services.listResources(caller, name, page),
      nextCursor: null,
    };
  }
  const after = parseCursor(cursor, 'id');
  // One more than asked for tells whether there is another page.
  const found =
    count === 0 ? [] : await services.listResources(caller, name, { after, skip: 0, limit: count + 1 });
  const resources = found.slice(0, count);
  const last = resources.at(-1);
  const hasMore = found.length > count && last !== undefined;
  return { total, resources, nextCursor: hasMore ? formatCursor('id', last.id) : null };
}

/** Every resource that fits, sorted. */
export async function select(
  services: Reading,
  { caller, base }: Exchange,
  type: ResourceType,
  filter: Filter | null,
  sorting: Sorting | null,
): Promise<ScimResource[]> {
  const lookup = filter === null ? null : findLookup(filter, type.name);
  checkMemberTerms(filter, lookup);
  const candidates =
    lookup === null
      ? await services.scanResources(caller, type.name)
      : await services.lookUpResources(caller, type.name, lookup);
  if (candidates === null) throw badRequest('tooMany', say('scim.error.manyResources', { max: SCAN_MAX }));
  const known = lookup?.field === 'member' ? { members: [{ value: lookup.value }] } : {};
  const shown = candidates.map((resource) => ({
    resource,
    whole: { ...presentResource(base, type, resource), ...known },
  }));
  const fitting = shown.filter(({ whole }) => filter === null || matchesFilter(filter, whole));
  if (sorting !== null) fitting.sort((a, b) => sorting.compare(a.whole, b.whole));
  return fitting.map(({ resource }) => resource);
}

function checkMemberTerms(filter: Filter | null, lookup: Lookup | null): void {
  const terms = filter === null ? 0 : countMemberTerms(filter);
  if (terms > 1 || (terms === 1 && lookup?.field !== 'member'))
    throw badRequest('invalidFilter', say('scim.error.filterMembers'));
}

export function cutPage<T>(
  all: readonly T[],
  { cursor, startIndex, count }: ListQuery,
): { readonly total: number; readonly resources: readonly T[]; readonly nextCursor: string | null } {
  const skip = cursor === null ? startIndex - 1 : Number(parseCursor(cursor, 'at') ?? 0);
  const end = skip + count;
  const nextCursor =
    cursor !== null && count > 0 && end < all.length ? formatCursor('at', String(end)) : null;
  return { total: all.length, resources: all.slice(skip, end), nextCursor };
}
