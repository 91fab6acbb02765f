import type { Dialect } from '../dialects/dialect.ts';
import { type Attribute, findAttribute, type ResourceType, type Schema } from './attribute.ts';
import { commonAttributes } from './common-attributes.ts';

/** Where a value is: an attribute, or a part of one, of the core schema or of an extension. */
export interface AttributePath {
  readonly extension: Schema | null;
  readonly attribute: Attribute;
  readonly part: Attribute | null;
}

export interface PathContext {
  readonly type: ResourceType;
  readonly dialect: Dialect;
}

/** `displayName`, `name.givenName`, or either behind the schema's URN; `null` if there is no such attribute. */
export function resolvePath(context: PathContext, text: string): AttributePath | null {
  const { schema, rest } = splitUrn(context, text);
  const [name = '', partName, ...more] = rest.split('.');
  if (more.length > 0) return null;
  const found = findIn(context, schema, name);
  if (found === null || partName === undefined) return found;
  const part = findAttribute(found.attribute.parts, partName);
  return part === null ? null : { ...found, part };
}

/** The extension that the text names as a whole; `null` if it names none. */
export function findExtension({ type, dialect }: PathContext, text: string): Schema | null {
  const id = text.toLowerCase();
  const legacy = Object.hasOwn(dialect.legacyUrns, id) ? dialect.legacyUrns[id] : undefined;
  const meant = (legacy ?? id).toLowerCase();
  return type.extensions.find((each) => each.id.toLowerCase() === meant) ?? null;
}

/** URNs have dots and colons of their own, so only known ones can be told from what follows. */
function splitUrn(
  { type, dialect }: PathContext,
  text: string,
): { readonly schema: Schema | null; readonly rest: string } {
  const lower = text.toLowerCase();
  if (!lower.startsWith('urn:')) return { schema: null, rest: text };
  const schemas = [type.core, ...type.extensions];
  const names = schemas.map((schema): [string, Schema] => [schema.id.toLowerCase(), schema]);
  for (const [legacy, id] of Object.entries(dialect.legacyUrns)) {
    const schema = id === 'core' ? type.core : schemas.find((each) => each.id === id);
    if (schema !== undefined) names.push([legacy, schema]);
  }
  const [urn, schema] = names.find(([name]) => lower.startsWith(`${name}:`)) ?? [];
  return urn === undefined || schema === undefined
    ? { schema: null, rest: text }
    : { schema, rest: text.slice(urn.length + 1) };
}

function findIn({ type, dialect }: PathContext, schema: Schema | null, name: string): AttributePath | null {
  const isCore = schema === null || schema === type.core;
  if (isCore) {
    const attribute = findAttribute([...commonAttributes, ...type.core.attributes], name);
    if (attribute !== null) return { extension: null, attribute, part: null };
    if (schema !== null || !dialect.findsExtensionAttributesByName) return null;
  }
  for (const extension of isCore ? type.extensions : [schema]) {
    const attribute = findAttribute(extension.attributes, name);
    if (attribute !== null) return { extension, attribute, part: null };
  }
  return null;
}
