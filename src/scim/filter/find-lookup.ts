import type { Filter } from './filter.ts';

/** A part of a filter that an index answers. What it finds is then held against the whole filter. */
export interface Lookup {
  readonly field: 'id' | 'name' | 'externalId' | 'email' | 'member';
  readonly value: string;
}

const fields: Readonly<Record<string, Lookup['field']>> = {
  id: 'id',
  externalId: 'externalId',
  userName: 'name',
  'emails.value': 'email',
  'members.value': 'member',
};

/** The first equality that an index answers, alone or within `and`; `null` if there is none. */
export function findLookup(filter: Filter, type: 'User' | 'Group'): Lookup | null {
  switch (filter.kind) {
    case 'and':
      return findLookup(filter.left, type) ?? findLookup(filter.right, type);
    case 'value_path':
      return findLookup(filter.of, type);
    case 'compare': {
      const { path, operator, value } = filter;
      if (operator !== 'eq' || typeof value !== 'string' || path.extension !== null) return null;
      const name = path.part === null ? path.attribute.name : `${path.attribute.name}.${path.part.name}`;
      const field = type === 'Group' && name === 'displayName' ? 'name' : fields[name];
      return field === undefined ? null : { field, value };
    }
    default:
      return null;
  }
}

/** How often the filter asks for members or groups, which no stored resource holds: only an index answers that, and once. */
export function countMemberTerms(filter: Filter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return countMemberTerms(filter.left) + countMemberTerms(filter.right);
    case 'not':
      return countMemberTerms(filter.of);
    case 'value_path':
      return countMemberTerms(filter.of);
    default:
      return ['members', 'groups'].includes(filter.path.attribute.name) ? 1 : 0;
  }
}
