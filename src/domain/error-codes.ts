interface ErrorText {
  /** HTTP status */
  readonly status: number;
  /** Said to anybody: tells nothing that the caller did not know (N9). */
  readonly message: string;
  /** For whoever writes or runs the calling service. */
  readonly remedy: string;
}

/**
 * Every error the HTTP interface answers with; `docs/errors.md` lists the same rows, held to this table by a test.
 *
 * A refused code is a 403: the service's own credential is good (else 401) and the request well-formed (else 400),
 * and trying again as it is will not help. A mistyped code is a 422, since it never reaches the check that could
 * refuse it.
 */
export const errorCodes = {
  code_refused: {
    status: 403,
    message: 'This code cannot be used.',
    remedy:
      'Have the person check the code and, if it is refused again, ask an administrator for a new one. The true reason is in the audit history.',
  },
  code_mistyped: {
    status: 422,
    message: 'This code is not complete, or has a typing mistake in it.',
    remedy: 'Let the person type it again: a mistyped code counts as no attempt.',
  },
  code_expired: {
    status: 403,
    message: 'This code has expired.',
    remedy: 'The person needs a new code from an administrator.',
  },
  code_used: {
    status: 403,
    message: 'This code has already been used.',
    remedy:
      'The person needs a new code from an administrator, and to say so if it was not they who used it.',
  },
  too_many_attempts: {
    status: 429,
    message: 'Too many wrong codes. Wait before trying again.',
    remedy:
      'Wait for the seconds in `Retry-After`. Without that header redeeming is disabled for this person until it is re-enabled with `backupcode user unlock`.',
  },
  challenge_not_found: {
    status: 404,
    message: 'There is no such challenge.',
    remedy:
      'Use the id that opening it has answered, with the credential it was opened with. It is forgotten a day after it is over.',
  },
  challenge_over: {
    status: 410,
    message: 'This challenge is over.',
    remedy:
      'It was answered, too often wrongly or too late. Check the first factor again, then open another.',
  },
  idempotency_key_reused: {
    status: 422,
    message: 'This idempotency key belongs to another request.',
    remedy: 'Use a fresh key for every new request, and the same only to ask for the same answer again.',
  },
  rate_limited: {
    status: 429,
    message: 'Too many requests. Wait before trying again.',
    remedy:
      'Wait for the seconds in `Retry-After`. How many a minute a service may make is set with `backupcode client set --rate`.',
  },
  forbidden: {
    status: 403,
    message: 'This credential may not be used for that.',
    remedy:
      'Its scopes are shown by `backupcode client list` and changed with `backupcode client set --scope`.',
  },
  unauthorized: {
    status: 401,
    message: 'A valid credential is needed.',
    remedy:
      'Send `Authorization: Bearer bkc_...` with the credential that `backupcode client add` has shown; if it is lost, add another.',
  },
  invalid_body: {
    status: 400,
    message: 'The request body is not what this endpoint takes.',
    remedy: 'Send one JSON object with exactly the fields that `/openapi.json` describes.',
  },
  bad_request: {
    status: 400,
    message: 'The request could not be understood.',
    remedy: 'Check the address and the headers of the request.',
  },
  unsupported_media_type: {
    status: 415,
    message: 'The request body must be plain JSON.',
    remedy: 'Send `Content-Type: application/json` in UTF-8, without compression.',
  },
  body_too_large: {
    status: 413,
    message: 'The request body is too large.',
    remedy: 'Keep it to 4 KiB.',
  },
  not_found: {
    status: 404,
    message: 'There is nothing at this address.',
    remedy: 'Check the path against `/openapi.json`.',
  },
  method_not_allowed: {
    status: 405,
    message: 'This address does not take this method.',
    remedy: 'Use a method that the `Allow` header names.',
  },
  unavailable: {
    status: 503,
    message: 'The service cannot answer at the moment. Nothing was changed.',
    remedy:
      'Try again after the seconds in `Retry-After`. If it lasts, run `backupcode doctor`: the database is away.',
  },
  outcome_unknown: {
    status: 503,
    message: 'It is not known whether this took effect.',
    remedy:
      'The database may or may not have kept it. Send the same request with the same `Idempotency-Key` after the seconds in `Retry-After`: the answer is what was decided, and a code is not used twice. Without a key, the code may have been used: `/backupcode status @name` tells an administrator.',
  },
  internal: {
    status: 500,
    message: 'Something went wrong on our side.',
    remedy: 'Look for the request id in the log. It is a defect or a wrong configuration.',
  },
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof errorCodes;
