import { isText } from '../json.ts';

/** Collects what is wrong with a layout, each problem with the JSON pointer of its place. */
export class Problems {
  readonly #found: string[] = [];

  add(pointer: string, problem: string): void {
    this.#found.push(`${problem} [json-pointer:${pointer}]`);
  }

  get found(): readonly string[] {
    return this.#found;
  }

  /** An optional string of limited length. */
  text(value: unknown, pointer: string, max: number): void {
    if (value === undefined) return;
    if (!isText(value)) this.add(pointer, 'must be a string');
    else if (value.length > max) this.add(pointer, `must be less than ${max + 1} characters`);
  }

  requiredText(value: unknown, pointer: string, max: number): void {
    if (value === undefined) this.add(pointer, 'missing required field');
    else if (value === '') this.add(pointer, 'must be more than 0 characters');
    else this.text(value, pointer, max);
  }

  /** A list whose length lies within bounds; the items when it is one, else nothing. */
  list(value: unknown, pointer: string, min: number, max: number): unknown[] {
    if (!Array.isArray(value)) {
      this.add(pointer, value === undefined ? 'missing required field' : 'must be an array');
      return [];
    }
    if (value.length < min) this.add(pointer, `no fewer than ${min} items required`);
    if (value.length > max) this.add(pointer, `no more than ${max} items allowed`);
    return value;
  }
}
