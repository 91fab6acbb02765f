import type { ScimServices } from '../../services/scim/scim-services.ts';
import { completeResources } from '../complete-resource.ts';
import { contextOf, type Exchange, type Handle } from '../exchange.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import { type ListQuery, readListQuery, readSearchRequest } from '../list-query.ts';
import { cutPage, listOwnResources, presentList, select } from '../list-resources.ts';
import { readProjection } from '../projection.ts';
import { readScimBody } from '../read-body.ts';
import type { ResourceType } from '../schemas/attribute.ts';
import { groupType } from '../schemas/group-schema.ts';
import { userType } from '../schemas/user-schema.ts';
import { ScimError } from '../scim-error.ts';
import { readSorting } from '../sorting.ts';

export function createListEndpoint(services: ScimServices, type: ResourceType): Handle {
  return async (exchange) => ({
    status: 200,
    body: await listOwnResources(services, exchange, type, readListQuery(exchange.query)),
  });
}

export function createSearchEndpoint(services: ScimServices, type: ResourceType): Handle {
  return async (exchange) => {
    const query = readSearchRequest(await readScimBody(exchange.request));
    return { status: 200, body: await listOwnResources(services, exchange, type, query) };
  };
}

/** Users and groups in one list (RFC 7644, 3.4.2.1): users first, unless it is sorted. */
export function createSearchAllEndpoint(services: ScimServices): Handle {
  return async (exchange) => {
    const query = readSearchRequest(await readScimBody(exchange.request));
    const found: { type: ResourceType; resource: Awaited<ReturnType<typeof select>>[number] }[] = [];
    let refusal: ScimError | null = null;
    let understood = 0;
    for (const type of [userType, groupType]) {
      try {
        const resources = await selectOf(services, exchange, type, query);
        understood += 1;
        found.push(...resources.map((resource) => ({ type, resource })));
      } catch (error) {
        // Groups have no userName: a filter that only users understand finds users.
        if (!(error instanceof ScimError) || error.scimType === 'tooMany') throw error;
        refusal = error;
      }
    }
    if (understood === 0 && refusal !== null) throw refusal;
    const page = cutPage(found, query);
    const shown = [];
    for (const { type, resource } of page.resources) {
      const context = contextOf(exchange, type);
      const projection = readProjection(context, query.attributes, query.excludedAttributes);
      shown.push(...(await completeResources(services, exchange, type, projection, [resource])));
    }
    return { status: 200, body: presentList(query, page, shown) };
  };
}

async function selectOf(services: ScimServices, exchange: Exchange, type: ResourceType, query: ListQuery) {
  const context = contextOf(exchange, type);
  const filter = query.filter === null ? null : parseFilter(context, query.filter);
  const sorting = query.sortBy === null ? null : readSorting(context, query.sortBy, query.isDescending);
  return select(services, exchange, type, filter, sorting);
}
