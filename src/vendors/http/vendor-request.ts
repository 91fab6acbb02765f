import type { z } from 'zod';
import type { VendorProblem } from '../../ports/vendor.ts';

export interface VendorRequest<Body extends z.ZodType> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the base address on. A whole address, such as the vendor's link to the next page, is followed on the same origin only. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Credentials go here. Never logged. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** A POST, PUT or DELETE that may be repeated, such as a search: it is retried like a GET. */
  readonly isSafe?: boolean;
  /** Stands in errors for a path that names a person. */
  readonly pathInErrors?: string;
  /** Whether success may come without JSON, such as a 204: the schema then judges `undefined`. A page of HTML is no success. */
  readonly mayBeEmpty?: boolean;
  /** What the answer must be. Unknown fields are dropped. */
  readonly schema: Body;
  readonly signal: AbortSignal;
}

/** Whether a request may be repeated: it only reads, or repeating it changes nothing. */
export function isSafe({ method, isSafe: isSaidToBe }: Pick<VendorRequest<z.ZodType>, 'method' | 'isSafe'>) {
  return (method ?? 'GET') === 'GET' || isSaidToBe === true;
}

export interface VendorAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** An answer other than 2xx, or one that isn't JSON: then its body is `undefined`. */
export type RefusedAnswer = VendorAnswer<unknown>;

export interface Judgement {
  /** The vendor's error code, for the operator. Never its text, which may name people. */
  readonly code?: string | null;
  /** What it means, where the status alone would say something else; `retry`: as if the vendor had said 429. */
  readonly problem?: VendorProblem | 'retry' | null;
  /** When to ask again, where the vendor says so by other means than `Retry-After`. */
  readonly retryAfterMs?: number | null;
}

/** Reads a vendor's own form of errors. */
export type Judge = (answer: RefusedAnswer) => Judgement;
