import type { ScimResource } from '../ports/directory/scim-resources.ts';
import { parseContent } from '../services/scim/store-resource.ts';
import type { ResourceType } from './schemas/attribute.ts';

/** A weak entity tag: two answers of one version may hold different attributes. */
export function tagOf({ version }: Pick<ScimResource, 'version'>): string {
  return `W/"${version}"`;
}

export function locationOf(base: string, type: ResourceType, { id }: Pick<ScimResource, 'id'>): string {
  return `${base}${type.endpoint}/${id}`;
}

/** A resource with all its attributes but `members` and `groups`, which are not its own. */
export function presentResource(
  base: string,
  type: ResourceType,
  resource: ScimResource,
): Record<string, unknown> {
  const content = parseContent(resource);
  const extensions = type.extensions.filter(({ id }) => content[id] !== undefined);
  return {
    schemas: [type.core.id, ...extensions.map(({ id }) => id)],
    ...content,
    id: resource.id,
    meta: {
      resourceType: type.name,
      created: new Date(resource.createdAt).toISOString(),
      lastModified: new Date(resource.updatedAt).toISOString(),
      location: locationOf(base, type, resource),
      version: tagOf(resource),
    },
  };
}
