import { isDeepStrictEqual } from 'node:util';
import { say } from '../../messages/say.ts';
import { isObject } from '../filter/matches-filter.ts';
import { badRequest } from '../scim-error.ts';
import type { Schema } from './attribute.ts';
import { type Fields, readValue, type Value } from './read-value.ts';
import { type AttributePath, findExtension, type PathContext, resolvePath } from './resolve-path.ts';

/** Where a body's value goes, and what it is once read. */
export interface Assignment {
  readonly path: AttributePath;
  readonly value: Value | undefined;
}

/**
 * The attributes of a POST or PUT, as they are stored. What the schemas do not know and what no client may write is left out, and so is a
 * password: nothing here ever needs one.
 * @throws ScimError
 */
export function readResource(context: PathContext, body: unknown): Fields {
  if (!isObject(body)) throw badRequest('invalidSyntax', say('scim.error.body'));
  checkSchemas(context, body);
  const content: Fields = {};
  for (const { path, value } of readAssignments(context, body))
    if (value !== undefined) assign(content, path, value);
  for (const { name, isRequired } of context.type.core.attributes) {
    if (isRequired && isBlank(content[name]))
      throw badRequest('invalidValue', say('scim.error.required', { name }));
  }
  return content;
}

/** Every attribute that an object names, also behind URNs and in dotted keys, except `members`. */
export function readAssignments(context: PathContext, body: Readonly<Record<string, unknown>>): Assignment[] {
  return Object.entries(body).flatMap(([key, value]) => {
    const extension = findExtension(context, key);
    if (extension !== null) return isObject(value) ? readExtension(context, extension, value) : [];
    const isDotted = key.includes('.') && !key.toLowerCase().startsWith('urn:');
    if (isDotted && !context.dialect.splitsDottedKeys) return [];
    const path = resolvePath(context, key);
    if (path === null || !isWritable(path) || path.attribute.name === 'members') return [];
    return [{ path, value: readValue(path.part ?? path.attribute, value, context.dialect) }];
  });
}

function readExtension(
  context: PathContext,
  extension: Schema,
  body: Readonly<Record<string, unknown>>,
): Assignment[] {
  return Object.entries(body).flatMap(([key, value]) => {
    const path = resolvePath(context, `${extension.id}:${key}`);
    if (path === null || !isWritable(path)) return [];
    return [{ path, value: readValue(path.part ?? path.attribute, value, context.dialect) }];
  });
}

export function isWritable({ attribute, part }: AttributePath): boolean {
  return attribute.mutability === 'readWrite' && (part === null || part.mutability === 'readWrite');
}

/** Puts a value in its place; `undefined` takes it away. A part of a list goes to its first value. */
export function assign(
  content: Fields,
  { extension, attribute, part }: AttributePath,
  value: Value | undefined,
): void {
  const holder = extension === null ? content : openFields(content, extension.id);
  if (part === null) setOrDelete(holder, attribute.name, value);
  else setOrDelete(openFields(holder, attribute.name), part.name, value);
  prune(content);
}

export function openFields(holder: Fields, name: string): Fields {
  const existing = holder[name];
  if (isObject(existing)) return existing as Fields;
  const created: Fields = {};
  holder[name] = created;
  return created;
}

export function setOrDelete(holder: Fields, name: string, value: Value | undefined): void {
  if (value === undefined) delete holder[name];
  else holder[name] = value;
}

/** Takes out what has become empty. */
export function prune(content: Fields): void {
  for (const [name, value] of Object.entries(content)) {
    if (!isObject(value)) continue;
    prune(value as Fields);
    if (isDeepStrictEqual(value, {})) delete content[name];
  }
}

function isBlank(value: Value | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

function checkSchemas({ type, dialect }: PathContext, body: Readonly<Record<string, unknown>>): void {
  if (dialect.schemasAreOptional) return;
  const { schemas } = body;
  if (!Array.isArray(schemas) || !schemas.includes(type.core.id))
    throw badRequest('invalidSyntax', say('scim.error.schemas', { schema: type.core.id }));
}
