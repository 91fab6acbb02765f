import { say } from '../messages/say.ts';
import { isObject } from './filter/matches-filter.ts';
import type { Attribute, ResourceType } from './schemas/attribute.ts';
import { commonAttributes } from './schemas/common-attributes.ts';
import { type AttributePath, findExtension, type PathContext, resolvePath } from './schemas/resolve-path.ts';
import { badRequest } from './scim-error.ts';

/** What of a resource an answer holds (RFC 7644, 3.9). */
export interface Projection {
  /** Whether the answer holds this attribute, or a part of it. */
  includes(attribute: string): boolean;
  apply(resource: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** More than the schemas have attributes and parts. */
const NAMES_MAX = 200;

type Wanted = Pick<AttributePath, 'part'> & { readonly key: string };

/**
 * Attributes that do not exist are passed over: clients ask for those of other products.
 * @param attributes as in the query, separated by commas; `null` if not given
 * @throws ScimError if both are given, or too many are named
 */
export function readProjection(
  context: PathContext,
  attributes: string | null,
  excluded: string | null,
): Projection {
  if (attributes !== null && excluded !== null)
    throw badRequest('invalidValue', say('scim.error.projection'));
  const named = readNames(context, attributes ?? excluded ?? '');
  if (attributes !== null && attributes.trim() !== '') return createProjection(context.type, named, 'only');
  return createProjection(context.type, named, 'without');
}

function readNames(context: PathContext, text: string): Wanted[] {
  const names = text.split(',');
  // Each is compared with each attribute of each resource.
  if (names.length > NAMES_MAX)
    throw badRequest('invalidValue', say('scim.error.manyAttributes', { max: NAMES_MAX }));
  return names.flatMap((each): Wanted[] => {
    const name = each.trim();
    const extension = findExtension(context, name);
    if (extension !== null) return [{ key: extension.id, part: null }];
    const path = resolvePath(context, name);
    return path === null ? [] : [{ key: keyOf(path), part: path.part }];
  });
}

const keyOf = ({ extension, attribute }: AttributePath) =>
  extension === null ? attribute.name : `${extension.id}:${attribute.name}`;

function createProjection(
  type: ResourceType,
  named: readonly Wanted[],
  mode: 'only' | 'without',
): Projection {
  const extensions = new Map(type.extensions.map((each) => [each.id, each]));

  function isNamed(key: string, extension: string | null): Wanted[] {
    return named.filter((each) => each.key === key || (extension !== null && each.key === extension));
  }

  function keep(attribute: Attribute, key: string, extension: string | null, value: unknown): unknown {
    const { returned } = attribute;
    if (returned === 'always') return value;
    const wanted = isNamed(key, extension);
    if (mode === 'only') {
      if (wanted.length === 0 || returned === 'never') return undefined;
      const parts = wanted.flatMap(({ part }) => (part === null ? [] : [part.name]));
      return wanted.some(({ part }) => part === null)
        ? value
        : pickParts(value, (name) => parts.includes(name));
    }
    if (returned !== 'default' || wanted.some(({ part }) => part === null)) return undefined;
    const parts = wanted.flatMap(({ part }) => (part === null ? [] : [part.name]));
    return parts.length === 0 ? value : pickParts(value, (name) => !parts.includes(name));
  }

  return {
    includes(name) {
      const all = [...commonAttributes, ...type.core.attributes];
      const attribute = all.find((each) => each.name === name);
      return attribute !== undefined && keep(attribute, name, null, true) !== undefined;
    },
    apply(resource) {
      const kept: Record<string, unknown> = {};
      for (const attribute of [...commonAttributes, ...type.core.attributes]) {
        const value = resource[attribute.name];
        const left = value === undefined ? undefined : keep(attribute, attribute.name, null, value);
        if (left !== undefined) kept[attribute.name] = left;
      }
      for (const [id, schema] of extensions) {
        const fields = resource[id];
        if (!isObject(fields)) continue;
        const left = schema.attributes.flatMap((attribute): [string, unknown][] => {
          const value = fields[attribute.name];
          const each =
            value === undefined ? undefined : keep(attribute, `${id}:${attribute.name}`, id, value);
          return each === undefined ? [] : [[attribute.name, each]];
        });
        if (left.length > 0) kept[id] = Object.fromEntries(left);
      }
      return kept;
    },
  };
}

function pickParts(value: unknown, isWanted: (name: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => pickParts(each, isWanted));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => isWanted(name)));
}
