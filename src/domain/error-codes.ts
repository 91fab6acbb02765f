/**
 * Every error the HTTP interface answers with, and its HTTP status; `docs/errors.md` lists the same rows, held to this table by a test. What
 * they say is in `src/messages/en/error.ts`.
 *
 * A refused code is a 403: the service's own credential is good (else 401) and the request well-formed (else 400),
 * and trying again as it is will not help. A mistyped code is a 422, since it never reaches the check that could
 * refuse it.
 */
export const errorCodes = {
  code_refused: { status: 403 },
  code_mistyped: { status: 422 },
  code_expired: { status: 403 },
  code_not_started: { status: 403 },
  code_used: { status: 403 },
  too_many_attempts: { status: 429 },
  challenge_not_found: { status: 404 },
  challenge_over: { status: 410 },
  idempotency_key_reused: { status: 422 },
  rate_limited: { status: 429 },
  forbidden: { status: 403 },
  unauthorized: { status: 401 },
  invalid_body: { status: 400 },
  bad_request: { status: 400 },
  unsupported_media_type: { status: 415 },
  body_too_large: { status: 413 },
  not_found: { status: 404 },
  method_not_allowed: { status: 405 },
  unavailable: { status: 503 },
  outcome_unknown: { status: 503 },
  internal: { status: 500 },
} as const satisfies Record<string, { readonly status: number }>;

export type ErrorCode = keyof typeof errorCodes;
