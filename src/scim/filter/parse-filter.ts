import { say } from '../../messages/say.ts';
import { type Attribute, findAttribute } from '../schemas/attribute.ts';
import { type AttributePath, type PathContext, resolvePath } from '../schemas/resolve-path.ts';
import { badRequest } from '../scim-error.ts';
import { type CompareOperator, compareOperators, type Filter, type FilterValue } from './filter.ts';
import { invalidFilter, readTokens, type Token } from './tokens.ts';

const DEPTH_MAX = 10;
const COMPARISONS_MAX = 50;

/**
 * Reads a filter. Whatever it cannot read or does not know is an error: a client takes an empty list for "there is no such user", and
 * creates them again.
 * @throws ScimError `invalidFilter`
 */
export function parseFilter(context: PathContext, text: string): Filter {
  return new FilterParser(context, readTokens(text)).readWhole(null);
}

/** The filter between the brackets of a PATCH path, whose attributes are parts of `parent`. @throws as above */
export function parseValueFilter(context: PathContext, parent: AttributePath, text: string): Filter {
  return new FilterParser(context, readTokens(text)).readWhole(parent);
}

class FilterParser {
  readonly #context: PathContext;
  readonly #tokens: readonly Token[];
  #at = 0;
  #comparisons = 0;

  constructor(context: PathContext, tokens: readonly Token[]) {
    this.#context = context;
    this.#tokens = tokens;
  }

  readWhole(parent: AttributePath | null): Filter {
    const filter = this.#readOr(parent, 0);
    if (this.#at < this.#tokens.length) throw invalidFilter();
    return filter;
  }

  #readOr(parent: AttributePath | null, depth: number): Filter {
    if (depth > DEPTH_MAX) throw invalidFilter();
    let left = this.#readAnd(parent, depth);
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#readAnd(parent, depth) };
    return left;
  }

  #readAnd(parent: AttributePath | null, depth: number): Filter {
    let left = this.#readOne(parent, depth);
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#readOne(parent, depth) };
    return left;
  }

  #readOne(parent: AttributePath | null, depth: number): Filter {
    if (this.#takeMark('(')) return this.#readRest(parent, depth, ')');
    const next = this.#tokens[this.#at + 1];
    if (next?.kind === 'mark' && next.text === '(' && this.#takeWord('not')) {
      this.#at += 1;
      return { kind: 'not', of: this.#readRest(parent, depth, ')') };
    }
    return this.#readExpression(parent, depth);
  }

  #readRest(parent: AttributePath | null, depth: number, end: ')' | ']'): Filter {
    const filter = this.#readOr(parent, depth + 1);
    if (!this.#takeMark(end)) throw invalidFilter();
    return filter;
  }

  #readExpression(parent: AttributePath | null, depth: number): Filter {
    this.#comparisons += 1;
    if (this.#comparisons > COMPARISONS_MAX) throw invalidFilter();
    const path = this.#readPath(parent);
    if (this.#takeMark('[')) {
      if (parent !== null || path.part !== null || path.attribute.parts.length === 0) throw invalidFilter();
      return this.#readAfterValuePath(path, this.#readRest(path, depth, ']'));
    }
    if (this.#takeWord('pr')) return { kind: 'present', path };
    return this.#readComparison(path);
  }

  /** `emails[type eq "work"].value eq "…"`, which the grammar lacks and Entra ID sends: both must hold of one value. */
  #readAfterValuePath(path: AttributePath, of: Filter): Filter {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'word' || !next.text.startsWith('.')) return { kind: 'value_path', path, of };
    this.#at += 1;
    const part = findAttribute(path.attribute.parts, next.text.slice(1));
    if (part === null) throw unknownAttribute(`${path.attribute.name}${next.text}`);
    const inner = { ...path, part };
    const right: Filter = this.#takeWord('pr')
      ? { kind: 'present', path: inner }
      : this.#readComparison(inner);
    return { kind: 'value_path', path, of: { kind: 'and', left: of, right } };
  }

  #readPath(parent: AttributePath | null): AttributePath {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'word') throw invalidFilter();
    this.#at += 1;
    const path =
      parent === null ? resolvePath(this.#context, next.text) : this.#resolvePart(parent, next.text);
    if (path === null || (path.part ?? path.attribute).returned === 'never')
      throw unknownAttribute(next.text);
    return path;
  }

  #resolvePart(parent: AttributePath, name: string): AttributePath | null {
    const part: Attribute | null = findAttribute(parent.attribute.parts, name);
    return part === null ? null : { ...parent, part };
  }

  #readComparison(path: AttributePath): Filter {
    const next = this.#tokens[this.#at];
    const operator = next?.kind === 'word' ? next.text.toLowerCase() : '';
    if (!isCompareOperator(operator)) throw invalidFilter();
    this.#at += 1;
    const compared = toSimple(path);
    if (compared === null) throw unknownAttribute(path.attribute.name);
    const value = this.#coerce(compared, this.#readValue());
    const type = (compared.part ?? compared.attribute).type;
    if (!suits(type, operator, value)) throw invalidFilter();
    return { kind: 'compare', path: compared, operator, value };
  }

  #readValue(): FilterValue {
    const next = this.#tokens[this.#at];
    this.#at += 1;
    if (next?.kind === 'text') return next.value;
    if (next?.kind !== 'word') throw invalidFilter();
    const { text } = next;
    if (/^true$/i.test(text)) return true;
    if (/^false$/i.test(text)) return false;
    if (/^null$/i.test(text)) return null;
    if (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) && !this.#context.dialect.unquotedFilterValues)
      return Number(text);
    if (!this.#context.dialect.unquotedFilterValues) throw invalidFilter();
    return text;
  }

  #coerce({ attribute, part }: AttributePath, value: FilterValue): FilterValue {
    const { type } = part ?? attribute;
    if (typeof value === 'string' && type === 'boolean' && this.#context.dialect.readsTextAsBoolean) {
      if (/^true$/i.test(value)) return true;
      if (/^false$/i.test(value)) return false;
    }
    return value;
  }

  #takeWord(word: string): boolean {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'word' || next.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #takeMark(mark: string): boolean {
    const next = this.#tokens[this.#at];
    if (next?.kind !== 'mark' || next.text !== mark) return false;
    this.#at += 1;
    return true;
  }
}

/** A list is compared by the `value` of each (RFC 7644, 3.4.2.2); `null` for a complex attribute that has none. */
function toSimple(path: AttributePath): AttributePath | null {
  if (path.part !== null || path.attribute.type !== 'complex') return path;
  const part = findAttribute(path.attribute.parts, 'value');
  return part === null ? null : { ...path, part };
}

function suits(type: Attribute['type'], operator: CompareOperator, value: FilterValue): boolean {
  if (value === null) return operator === 'eq' || operator === 'ne';
  if (type === 'boolean') return typeof value === 'boolean' && (operator === 'eq' || operator === 'ne');
  if (typeof value !== 'string') return false;
  if (type === 'binary') return !['gt', 'lt', 'ge', 'le'].includes(operator);
  return type !== 'dateTime' || !Number.isNaN(Date.parse(value));
}

function unknownAttribute(name: string) {
  return badRequest('invalidFilter', say('scim.error.filterAttribute', { name: name.slice(0, 100) }));
}

function isCompareOperator(text: string): text is CompareOperator {
  return (compareOperators as readonly string[]).includes(text);
}
