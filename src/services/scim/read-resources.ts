import { isId } from '../../domain/ids.ts';
import type { ScimResource, ScimResourceType } from '../../ports/directory/scim-resources.ts';
import type { ServiceDeps } from '../deps.ts';
import { keyOf, type ScimCaller } from './scim-caller.ts';

/** How many resources a filter without an index, or a sorted list, may read. */
export const SCAN_MAX = 10_000;
const SCAN_PAGE = 500;
/** Some times what so many people take. A client that fills its resources up must not fill the memory. */
const SCAN_CHARS_MAX = 48 * 1024 * 1024;
/** More than one only if a client gave several users the same address or id. */
const LOOKUP_MAX = 1_000;

export interface ResourceLookup {
  readonly field: 'id' | 'name' | 'externalId' | 'email' | 'member';
  readonly value: string;
}

/** Reading a client's own resources. Names and addresses are compared without regard to case. */
export function createReadResources({ store }: Pick<ServiceDeps, 'store'>) {
  const { scimResources, groups } = store.read;

  async function getResource(
    caller: ScimCaller,
    type: ScimResourceType,
    id: string,
  ): Promise<ScimResource | null> {
    return scimResources.find(keyOf(caller, type), id);
  }

  /** By index. */
  async function lookUpResources(
    caller: ScimCaller,
    type: ScimResourceType,
    { field, value }: ResourceLookup,
  ): Promise<ScimResource[]> {
    const key = keyOf(caller, type);
    if (field === 'member') return listGroupsOf(caller, value);
    if (field === 'id') {
      const found = await scimResources.find(key, value);
      return found === null ? [] : [found];
    }
    const folded = field === 'externalId' ? value : value.toLowerCase();
    return scimResources.listBy(key, { field, value: folded }, LOOKUP_MAX);
  }

  async function listGroupsOf(caller: ScimCaller, userId: string): Promise<ScimResource[]> {
    if (!isId('user', userId)) return [];
    const { organizationId, id: sourceId } = caller.source;
    const of = await groups.listOfUser(organizationId, userId);
    const found: ScimResource[] = [];
    for (const group of of.filter((each) => each.sourceId === sourceId)) {
      const resource = await scimResources.find(keyOf(caller, 'Group'), group.id);
      if (resource !== null) found.push(resource);
    }
    return found;
  }

  /** Every resource of the type, in the order of ids; `null` if there are more than {@link SCAN_MAX}, or they are too large. */
  async function scanResources(caller: ScimCaller, type: ScimResourceType): Promise<ScimResource[] | null> {
    const key = keyOf(caller, type);
    const found: ScimResource[] = [];
    let after: string | null = null;
    let chars = 0;
    for (;;) {
      const page: ScimResource[] = await scimResources.list(key, { after, skip: 0, limit: SCAN_PAGE });
      found.push(...page);
      for (const { content } of page) chars += content.length;
      if (found.length > SCAN_MAX || chars > SCAN_CHARS_MAX) return null;
      if (page.length < SCAN_PAGE) return found;
      after = page.at(-1)?.id ?? null;
    }
  }

  return {
    getResource,
    lookUpResources,
    listGroupsOf,
    scanResources,
    countResources: (caller: ScimCaller, type: ScimResourceType) => scimResources.count(keyOf(caller, type)),
    listResources: (
      caller: ScimCaller,
      type: ScimResourceType,
      page: { readonly after: string | null; readonly skip: number; readonly limit: number },
    ) => scimResources.list(keyOf(caller, type), page),
  };
}
