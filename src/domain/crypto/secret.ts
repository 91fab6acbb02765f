import { inspect } from 'node:util';

const HIDDEN = '[secret]';

/**
 * A value that must not reach a log, an error or a snapshot. Every implicit way of printing it (string
 * conversion, JSON, `console.log`) gives `[secret]`; the value itself comes only from {@link Secret.reveal}.
 */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The plain value. Each call site is a place to review. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
