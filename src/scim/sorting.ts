import { say } from '../messages/say.ts';
import { isObject, type Json, readValues } from './filter/matches-filter.ts';
import { findAttribute } from './schemas/attribute.ts';
import { type PathContext, resolvePath } from './schemas/resolve-path.ts';
import { badRequest } from './scim-error.ts';

export interface Sorting {
  compare(one: Json, other: Json): number;
}

/** @throws ScimError if there is no such attribute, or it has no order */
export function readSorting(context: PathContext, sortBy: string, isDescending: boolean): Sorting {
  const path = resolvePath(context, sortBy.trim());
  const { attribute, part } = path ?? { attribute: null, part: null };
  const isMemberOf = attribute?.name === 'members' || attribute?.name === 'groups';
  const compared =
    part ?? (attribute?.type === 'complex' ? findAttribute(attribute.parts, 'value') : attribute);
  if (path === null || compared === null || isMemberOf || compared.returned === 'never')
    throw badRequest('invalidValue', say('scim.error.sort', { name: sortBy.slice(0, 100) }));
  const { name, isCaseExact } = compared;

  /** Of a list, the primary value, else the first. */
  function keyOf(resource: Json): string | null {
    const values = readValues(resource, { ...(path as NonNullable<typeof path>), part: null });
    const chosen = values.find((each) => isObject(each) && each.primary === true) ?? values[0];
    const value = isObject(chosen) ? chosen[name] : chosen;
    if (value === undefined || value === null) return null;
    return isCaseExact ? String(value) : String(value).toLowerCase();
  }

  function ascending(a: string | null, b: string | null): number {
    if (a === b) return 0;
    // What has no value comes last (RFC 7644, 3.4.2.3).
    if (a === null || b === null) return a === null ? 1 : -1;
    return a < b ? -1 : 1;
  }

  return {
    compare: (one, other) => ascending(keyOf(one), keyOf(other)) * (isDescending ? -1 : 1),
  };
}
