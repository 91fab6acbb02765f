import { say } from '../../messages/say.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { isObject } from '../filter/matches-filter.ts';
import { badRequest } from '../scim-error.ts';
import { type Attribute, findAttribute } from './attribute.ts';

/** Values of one list that a user may have; members of a group have a limit of their own. */
const VALUES_MAX = 200;

export type Value = string | boolean | Fields | readonly (string | boolean | Fields)[];
export interface Fields {
  [name: string]: Value;
}

/**
 * A value as it is stored: names as the schema spells them, what no client may write left out. `undefined` for "unassigned", which null,
 * an empty list and no value at all are (RFC 7643, 2.5).
 * @throws ScimError `invalidValue`
 */
export function readValue(attribute: Attribute, value: unknown, dialect: Dialect): Value | undefined {
  if (value === null || value === undefined) return undefined;
  if (!attribute.isMultiValued) return readOne(attribute, unwrap(attribute, value, dialect), dialect);
  const list = Array.isArray(value) ? value : dialect.wrapsSingleValues ? [value] : fail(attribute);
  limitValues(attribute, list.length);
  const read = list.map((each) => readOne(attribute, each, dialect)).filter((each) => each !== undefined);
  return read.length === 0 ? undefined : (read as readonly Fields[]);
}

/** @throws ScimError `invalidValue` if a list would have more values than one may have */
export function limitValues({ name }: Attribute, count: number): void {
  if (count > VALUES_MAX)
    throw badRequest('invalidValue', say('scim.error.manyValues', { name, max: VALUES_MAX }));
}

/** One value of a list, or the only one. */
export function readOne(
  attribute: Attribute,
  value: unknown,
  dialect: Dialect,
): string | boolean | Fields | undefined {
  if (value === null || value === undefined) return undefined;
  if (attribute.type === 'complex') return readFields(attribute, value, dialect);
  if (value === '' && dialect.emptyTextClears && !attribute.isRequired) return undefined;
  if (attribute.type === 'boolean') return readBoolean(attribute, value, dialect);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && dialect.readsTextAsBoolean) return String(value);
  return fail(attribute);
}

function readBoolean(attribute: Attribute, value: unknown, dialect: Dialect): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && dialect.readsTextAsBoolean) {
    if (/^true$/i.test(value)) return true;
    if (/^false$/i.test(value)) return false;
  }
  return fail(attribute);
}

function readFields(attribute: Attribute, value: unknown, dialect: Dialect): Fields | undefined {
  if (typeof value === 'string' && acceptsBareText(attribute, dialect))
    return readFields(attribute, { value }, dialect);
  if (!isObject(value)) return fail(attribute);
  const fields: Fields = {};
  for (const [name, each] of Object.entries(value)) {
    const part = findAttribute(attribute.parts, name);
    const read = part === null || part.mutability === 'readOnly' ? undefined : readValue(part, each, dialect);
    if (part !== null && read !== undefined) fields[part.name] = read;
  }
  const isEmpty = Object.keys(fields).length === 0;
  // A manager without an id is none.
  return isEmpty || (isManager(attribute) && fields.value === undefined) ? undefined : fields;
}

function acceptsBareText(attribute: Attribute, dialect: Dialect): boolean {
  if (findAttribute(attribute.parts, 'value') === null) return false;
  return attribute.isMultiValued ? dialect.wrapsSingleValues : dialect.managerInAnyShape;
}

function unwrap(attribute: Attribute, value: unknown, dialect: Dialect): unknown {
  const isWrapped =
    dialect.managerInAnyShape && isManager(attribute) && Array.isArray(value) && value.length < 2;
  return isWrapped ? value[0] : value;
}

function isManager({ name, isMultiValued, parts }: Attribute): boolean {
  return name === 'manager' && !isMultiValued && parts.length > 0;
}

function fail(attribute: Attribute): never {
  throw badRequest('invalidValue', say('scim.error.value', { name: attribute.name }));
}
