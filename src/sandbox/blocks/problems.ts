import { isText } from '../json.ts';

/** Collects what is wrong with a layout, each problem with the JSON pointer of its place. */
export class Problems {
  readonly #found: string[] = [];

  add(pointer: string, problem: string): void {
    this.#found.push(`${problem} [json-pointer:${pointer}]`);
  }

  /** A field that is not there; Slack points at the object that should have it. */
  missing(pointer: string): void {
    const slash = pointer.lastIndexOf('/');
    this.add(pointer.slice(0, slash), `missing required field: ${pointer.slice(slash + 1)}`);
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
    if (value === undefined) this.missing(pointer);
    else if (value === '') this.add(pointer, 'must be more than 0 characters');
    else this.text(value, pointer, max);
  }

  /** A list whose length lies within bounds; the items when it is one, else nothing. */
  list(value: unknown, pointer: string, min: number, max: number): unknown[] {
    if (!Array.isArray(value)) {
      if (value === undefined) this.missing(pointer);
      else this.add(pointer, 'must be an array');
      return [];
    }
    if (value.length < min) this.add(pointer, `no fewer than ${min} items required`);
    if (value.length > max) this.add(pointer, `no more than ${max} items allowed`);
    return value;
  }
}
