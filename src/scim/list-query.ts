import { say } from '../messages/say.ts';
import { isObject } from './filter/matches-filter.ts';
import { badRequest } from './scim-error.ts';

export const PAGE_SIZE = 100;
export const PAGE_SIZE_MAX = 200;

/** What a list is asked for, by query or by `/.search` (RFC 7644, 3.4.2 and 3.4.3; RFC 9865). */
export interface ListQuery {
  readonly filter: string | null;
  readonly sortBy: string | null;
  readonly isDescending: boolean;
  /** 1 and up */
  readonly startIndex: number;
  readonly count: number;
  /** Empty for the first page; `null`: paged by index. */
  readonly cursor: string | null;
  readonly attributes: string | null;
  readonly excludedAttributes: string | null;
}

export function readListQuery(query: URLSearchParams): ListQuery {
  return toListQuery((name) => query.get(name));
}

/** The body of `/.search`, whose lists of attributes are JSON. @throws ScimError */
export function readSearchRequest(body: unknown): ListQuery {
  if (!isObject(body)) throw badRequest('invalidSyntax', say('scim.error.body'));
  return toListQuery((name) => {
    const value = body[name];
    if (value === undefined || value === null) return null;
    if (Array.isArray(value))
      return value.length === 0 ? null : value.map((each) => readText(name, each)).join(',');
    return readText(name, value);
  });
}

/** Not `String(value)`: `{"toString":1}` would throw. */
function readText(name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw badRequest('invalidValue', say('scim.error.value', { name }));
}

/** Out of range is brought into it, as the RFC says; what is no number is an error. */
function toListQuery(get: (name: string) => string | null): ListQuery {
  const count = readNumber('count', get('count'), PAGE_SIZE);
  return {
    filter: blankToNull(get('filter')),
    sortBy: blankToNull(get('sortBy')),
    isDescending: get('sortOrder')?.toLowerCase() === 'descending',
    startIndex: Math.max(1, readNumber('startIndex', get('startIndex'), 1)),
    count: Math.min(PAGE_SIZE_MAX, Math.max(0, count)),
    cursor: get('cursor'),
    attributes: get('attributes'),
    excludedAttributes: get('excludedAttributes'),
  };
}

function readNumber(name: string, text: string | null, fallback: number): number {
  if (text === null || text === '') return fallback;
  if (!/^-?\d{1,15}$/.test(text)) throw badRequest('invalidValue', say('scim.error.number', { name }));
  return Number(text);
}

function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}
