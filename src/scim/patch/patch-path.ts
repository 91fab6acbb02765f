import { say } from '../../messages/say.ts';
import type { Filter } from '../filter/filter.ts';
import { parseValueFilter } from '../filter/parse-filter.ts';
import { type Attribute, findAttribute, type Schema } from '../schemas/attribute.ts';
import { findExtension, type PathContext, resolvePath } from '../schemas/resolve-path.ts';
import { badRequest, ScimError } from '../scim-error.ts';

/** The target of one operation (RFC 7644, 3.5.2, figure 7), or an extension as a whole. */
export type PatchPath =
  | { readonly kind: 'extension'; readonly extension: Schema }
  | {
      readonly kind: 'attribute';
      readonly extension: Schema | null;
      readonly attribute: Attribute;
      readonly filter: Filter | null;
      readonly part: Attribute | null;
    };

const withFilter = /^([^[\]]+)\[(.*)\](?:\.([^.[\]]+))?$/s;

/** @throws ScimError `invalidPath` */
export function parsePatchPath(context: PathContext, text: string): PatchPath {
  const trimmed = text.trim();
  const extension = findExtension(context, trimmed);
  if (extension !== null) return { kind: 'extension', extension };
  const [, name, filterText, partName] = withFilter.exec(trimmed) ?? [];
  const path = resolvePath(context, name ?? trimmed);
  if (path === null) throw invalidPath(trimmed);
  if (filterText === undefined) return { kind: 'attribute', ...path, filter: null };
  if (path.part !== null || !path.attribute.isMultiValued) throw invalidPath(trimmed);
  const part = partName === undefined ? null : findAttribute(path.attribute.parts, partName);
  if (partName !== undefined && part === null) throw invalidPath(trimmed);
  return { kind: 'attribute', ...path, part, filter: readFilter() };

  function readFilter(): Filter {
    try {
      return parseValueFilter(context, { ...resolvedPath(), part: null }, filterText ?? '');
    } catch (error) {
      // The RFC names a fault in a path by its place.
      throw error instanceof ScimError ? badRequest('invalidPath', error.message) : error;
    }
  }

  function resolvedPath() {
    if (path === null) throw invalidPath(trimmed);
    return path;
  }
}

function invalidPath(text: string): ScimError {
  // A filter has values in it, which are not for logs.
  const path = text.split('[')[0] ?? '';
  return badRequest('invalidPath', say('scim.error.path', { path: path.slice(0, 100) }));
}
