import { say } from '../../messages/say.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Filter } from '../filter/filter.ts';
import { isObject, matchesValue } from '../filter/matches-filter.ts';
import type { Attribute } from '../schemas/attribute.ts';
import { setOrDelete } from '../schemas/read-resource.ts';
import { type Fields, readOne } from '../schemas/read-value.ts';
import { badRequest } from '../scim-error.ts';

/** The values of a list that an operation means: those that fit the filter, or all; and perhaps only one part of each. */
export interface Target {
  readonly holder: Fields;
  readonly attribute: Attribute;
  readonly part: Attribute | null;
  readonly filter: Filter | null;
}

/** Changes the values of a list that a path chooses. @throws ScimError */
export function changeElements(
  target: Target,
  op: 'add' | 'replace' | 'remove',
  value: unknown,
  dialect: Dialect,
): void {
  const { holder, attribute, filter } = target;
  const existing = (holder[attribute.name] ?? []) as readonly Fields[];
  const isChosen = (element: Fields) => filter === null || matchesValue(filter, element);
  const chosen = new Set(existing.filter(isChosen));
  if (op === 'remove') {
    // Asked again after a lost answer, the value is gone already.
    if (chosen.size === 0 && !dialect.createsFilteredElements && filter !== null) throw noTarget();
    const left = existing.flatMap((each) => (chosen.has(each) ? removeFrom(each, target) : [each]));
    setOrDelete(holder, attribute.name, left.length === 0 ? undefined : left);
    return;
  }
  const touched = new Set<Fields>();
  const changed = existing.flatMap((each) => {
    if (!chosen.has(each)) return [each];
    const after = changeOne(each, target, value, dialect);
    if (after !== null) touched.add(after);
    return after === null ? [] : [after];
  });
  if (chosen.size === 0) {
    const base = filter === null ? {} : dialect.createsFilteredElements ? describeElement(filter) : null;
    if (base === null) throw noTarget();
    const created = changeOne(base, target, value, dialect);
    if (created !== null) {
      changed.push(created);
      touched.add(created);
    }
  }
  setOrDelete(holder, attribute.name, changed.length === 0 ? undefined : keepOnePrimary(changed, touched));
}

/** `null` if nothing is left of it. */
function changeOne(
  element: Fields,
  { attribute, part }: Target,
  value: unknown,
  dialect: Dialect,
): Fields | null {
  if (part === null) {
    const read = readOne(attribute, value, dialect);
    return isObject(read) ? { ...element, ...(read as Fields) } : null;
  }
  const read = readOne(part, value, dialect);
  const changed = { ...element };
  setOrDelete(changed, part.name, read);
  // A type without a value says nothing.
  const hasValue = Object.keys(changed).some((name) => name !== 'type' && name !== 'primary');
  return hasValue ? changed : null;
}

function removeFrom(element: Fields, { part }: Target): Fields[] {
  if (part === null) return [];
  const { [part.name]: _removed, ...left } = element;
  const hasValue = Object.keys(left).some((name) => name !== 'type' && name !== 'primary');
  return hasValue ? [left] : [];
}

/** What the filter demands of a value: `type eq "work"` makes `{ type: 'work' }`. `null` if it leaves a choice. */
function describeElement(filter: Filter): Fields | null {
  if (filter.kind === 'and') {
    const [left, right] = [describeElement(filter.left), describeElement(filter.right)];
    return left === null || right === null ? null : { ...left, ...right };
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.path.part === null) return null;
  const { value } = filter;
  return value === null || typeof value === 'number' ? null : { [filter.path.part.name]: value };
}

/** At most one value is the primary one; a value made so takes that from the others (RFC 7644, 3.5.2). */
export function keepOnePrimary(elements: readonly Fields[], touched: ReadonlySet<Fields>): Fields[] {
  const newest = elements.findLast((each) => touched.has(each) && each.primary === true);
  if (newest === undefined) return [...elements];
  return elements.map((each) =>
    each !== newest && each.primary === true ? { ...each, primary: false } : each,
  );
}

function noTarget() {
  return badRequest('noTarget', say('scim.error.noTarget'));
}
