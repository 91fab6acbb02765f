import { say } from '../../messages/say.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { isObject } from '../filter/matches-filter.ts';
import type { Attribute } from '../schemas/attribute.ts';
import { isWritable, openFields, prune, readAssignments, setOrDelete } from '../schemas/read-resource.ts';
import { type Fields, limitValues, readOne, readValue, type Value } from '../schemas/read-value.ts';
import type { PathContext } from '../schemas/resolve-path.ts';
import { badRequest } from '../scim-error.ts';
import { changeElements, keepOnePrimary, type Target } from './change-elements.ts';
import type { PatchOperation } from './read-operations.ts';

/**
 * The attributes after the operations, in order; `content` stays as it was (RFC 7644, 3.5.2).
 * @throws ScimError at the first operation that can't be applied
 */
export function applyPatch(
  context: PathContext,
  content: Fields,
  operations: readonly PatchOperation[],
): Fields {
  const changed = structuredClone(content);
  for (const operation of operations) {
    applyOperation(context, changed, operation);
    prune(changed);
  }
  for (const { name, isRequired } of context.type.core.attributes) {
    if (isRequired && changed[name] === undefined)
      throw badRequest('invalidValue', say('scim.error.required', { name }));
  }
  return changed;
}

function applyOperation(context: PathContext, content: Fields, { op, path, value }: PatchOperation): void {
  const { dialect } = context;
  if (path === null) {
    assignAll(context, content, op, value);
    return;
  }
  if (path.kind === 'extension') {
    const { id } = path.extension;
    if (op === 'remove') delete content[id];
    else assignAll(context, content, op, { [id]: value });
    return;
  }
  const { attribute, part } = path;
  // Read past everywhere: a password has no place here.
  if (attribute.mutability === 'writeOnly') return;
  if (!isWritable(path)) throw badRequest('mutability', say('scim.error.readOnly', { name: attribute.name }));
  const holder = path.extension === null ? content : openFields(content, path.extension.id);
  const target: Target = { holder, attribute, part, filter: path.filter };
  if (op === 'remove') remove(target, value, dialect);
  else if (attribute.isMultiValued && (path.filter !== null || part !== null))
    changeElements(target, op, value, dialect);
  else if (part !== null)
    setOrDelete(openFields(holder, attribute.name), part.name, readValue(part, value, dialect));
  else put(holder, attribute, op, readValue(attribute, value, dialect));
}

function assignAll(
  context: PathContext,
  content: Fields,
  op: 'add' | 'replace' | 'remove',
  value: unknown,
): void {
  if (!isObject(value)) throw badRequest('invalidValue', say('scim.error.valueWithoutPath'));
  for (const { path, value: read } of readAssignments(context, value)) {
    const holder = path.extension === null ? content : openFields(content, path.extension.id);
    const { attribute, part } = path;
    if (part === null) put(holder, attribute, op, read);
    else if (attribute.isMultiValued)
      changeElements({ holder, attribute, part, filter: null }, 'replace', read, context.dialect);
    else setOrDelete(openFields(holder, attribute.name), part.name, read);
  }
}

/** `add` joins lists and fields, `replace` takes the place of lists and joins fields. */
function put(holder: Fields, attribute: Attribute, op: PatchOperation['op'], value: Value | undefined): void {
  const before = holder[attribute.name];
  if (value === undefined) {
    if (op === 'replace') setOrDelete(holder, attribute.name, undefined);
    return;
  }
  if (!attribute.isMultiValued) {
    holder[attribute.name] =
      isObject(before) && isObject(value) ? { ...(before as Fields), ...(value as Fields) } : value;
    return;
  }
  const added = value as readonly Fields[];
  if (op === 'replace' || !Array.isArray(before)) {
    holder[attribute.name] = added;
    return;
  }
  const present = new Set(before.map(spell));
  const fresh = added.filter((each) => !present.has(spell(each)));
  // Here and not at the end: operation after operation could let the list grow.
  limitValues(attribute, before.length + fresh.length);
  holder[attribute.name] = keepOnePrimary([...before, ...fresh], new Set(fresh));
}

function remove(target: Target, value: unknown, dialect: Dialect): void {
  const { holder, attribute, part, filter } = target;
  if (attribute.isRequired && part === null)
    throw badRequest('mutability', say('scim.error.required', { name: attribute.name }));
  if (filter !== null || (part !== null && attribute.isMultiValued))
    changeElements(target, 'remove', undefined, dialect);
  else if (part !== null) setOrDelete(openFields(holder, attribute.name), part.name, undefined);
  else {
    const named =
      dialect.removesByValue && attribute.isMultiValued ? readNamed(attribute, value, dialect) : [];
    const before = named.length === 0 ? undefined : holder[attribute.name];
    const wanted = named.map((each) => Object.entries(each));
    const isNamed = (element: Fields) =>
      wanted.some((parts) => parts.every(([name, value]) => element[name] === value));
    const left = Array.isArray(before) ? before.filter((each: Fields) => !isNamed(each)) : [];
    setOrDelete(holder, attribute.name, left.length === 0 ? undefined : left);
  }
}

function readNamed(attribute: Attribute, value: unknown, dialect: Dialect): Fields[] {
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? value : [value];
  return list.map((each) => readOne(attribute, each, dialect)).filter((each) => isObject(each)) as Fields[];
}

/** The same for two values with the same parts, in whatever order: comparing each with each would keep the processor busy. */
function spell(element: Fields): string {
  return JSON.stringify(Object.entries(element).sort(([a], [b]) => (a < b ? -1 : 1)));
}
