import type { Secret } from '../domain/crypto/secret.ts';
import type { VendorProblem } from '../domain/vendor-problem.ts';

export type { VendorProblem } from '../domain/vendor-problem.ts';

/** What it takes to reach a vendor. */
export interface VendorAccess {
  readonly settings: Readonly<Record<string, string>>;
  /** The credential: one text, or JSON where a vendor needs more than one value. */
  readonly secret: Secret | null;
}

/** One setting of a kind of source or provider, in the order in which the operator is asked. */
export interface VendorSetting {
  /** As in `--set name=value`. */
  readonly name: string;
  readonly isRequired: boolean;
  /** True for a part of the credential: asked on the terminal or read from a file, sealed, never shown. */
  readonly isSecret: boolean;
}

export interface VendorSettingProblem {
  readonly name: string;
  readonly problem:
    | 'missing'
    | 'unknown'
    | 'not_a_url'
    | 'not_https'
    | 'private_address'
    | 'not_a_choice'
    | 'malformed';
}

/** What a vendor answered when it refused. */
export interface VendorRefusalAnswer {
  readonly status: number;
  /** The vendor's error code: a word or a number, never its text. */
  readonly code: string | null;
}

/** Why a vendor did not do what it was asked. Its message and `detail` hold no credential and no personal data. */
export class VendorError extends Error {
  override readonly name = 'VendorError';
  readonly problem: VendorProblem;
  /** For the operator: the vendor's error code, the path of the request, the field. */
  readonly detail: string | null;
  /** `null`: no answer came, or one that was no refusal. */
  readonly answer: VendorRefusalAnswer | null;

  constructor(
    problem: VendorProblem,
    detail: string | null = null,
    options?: ErrorOptions & { readonly answer?: VendorRefusalAnswer },
  ) {
    super(detail === null ? problem : `${problem}: ${detail}`, options);
    this.problem = problem;
    this.detail = detail;
    this.answer = options?.answer ?? null;
  }
}
