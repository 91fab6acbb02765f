/** The `scimType` values of RFC 7644, 3.12, and of RFC 9865, 2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidCursor';

/**
 * A refusal as the protocol names it. Thrown while a request is read or applied, which rolls the transaction back: an operation that fails
 * undoes those before it (RFC 7644, 3.5.2). Answered in one place.
 */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType: ScimType | null;

  /** @param detail a sentence for the people who run the client; may quote names of attributes, never values */
  constructor(status: number, scimType: ScimType | null, detail: string) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

export function badRequest(scimType: ScimType, detail: string): ScimError {
  return new ScimError(400, scimType, detail);
}
