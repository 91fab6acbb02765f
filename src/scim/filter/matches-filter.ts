import type { AttributePath } from '../schemas/resolve-path.ts';
import type { CompareOperator, Filter, FilterValue } from './filter.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Whether a resource fits. A list fits if one of its values does. */
export function matchesFilter(filter: Filter, resource: Json): boolean {
  return matches(filter, (path) => readValues(resource, path), resource);
}

/** Whether one value of a list fits a filter on its parts. */
export function matchesValue(filter: Filter, value: unknown): boolean {
  return matches(filter, ({ part }) => (part === null ? [value] : partOf(value, part.name)), {});
}

function matches(
  filter: Filter,
  valuesAt: (path: AttributePath) => readonly unknown[],
  resource: Json,
): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, valuesAt, resource) && matches(filter.right, valuesAt, resource);
    case 'or':
      return matches(filter.left, valuesAt, resource) || matches(filter.right, valuesAt, resource);
    case 'not':
      return !matches(filter.of, valuesAt, resource);
    case 'present':
      return valuesAt(filter.path).some(isPresent);
    case 'value_path':
      return readValues(resource, { ...filter.path, part: null }).some((value) =>
        matchesValue(filter.of, value),
      );
    case 'compare':
      return compareAny(filter, valuesAt(filter.path).filter(isPresent));
  }
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** The values at a path; of a list, those of each. */
export function readValues(resource: Json, { extension, attribute, part }: AttributePath): unknown[] {
  const holder = extension === null ? resource : resource[extension.id];
  if (!isObject(holder)) return [];
  const value = holder[attribute.name];
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return part === null ? values : values.flatMap((each) => partOf(each, part.name));
}

function partOf(value: unknown, name: string): unknown[] {
  return isObject(value) && Object.hasOwn(value, name) ? [value[name]] : [];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compareAny(
  { path, operator, value }: Extract<Filter, { kind: 'compare' }>,
  values: readonly unknown[],
): boolean {
  if (value === null) return operator === 'eq' ? values.length === 0 : values.length > 0;
  if (values.length === 0) return operator === 'ne';
  return values.some((each) => compare(path, each, operator, value));
}

function compare(
  { attribute, part }: AttributePath,
  actual: unknown,
  operator: CompareOperator,
  expected: Exclude<FilterValue, null>,
): boolean {
  const { type, isCaseExact } = part ?? attribute;
  if (typeof expected !== 'string' || typeof actual !== 'string')
    return operator === 'ne' ? actual !== expected : operator === 'eq' && actual === expected;
  if (type === 'dateTime' && operator !== 'co' && operator !== 'sw' && operator !== 'ew')
    return compareOrder(Date.parse(actual), Date.parse(expected), operator);
  const [a, b] = isCaseExact ? [actual, expected] : [actual.toLowerCase(), expected.toLowerCase()];
  if (operator === 'co') return a.includes(b);
  if (operator === 'sw') return a.startsWith(b);
  if (operator === 'ew') return a.endsWith(b);
  return compareOrder(a, b, operator);
}

function compareOrder<T extends string | number>(a: T, b: T, operator: CompareOperator): boolean {
  switch (operator) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'gt':
      return a > b;
    case 'lt':
      return a < b;
    case 'ge':
      return a >= b;
    case 'le':
      return a <= b;
    default:
      return false;
  }
}
