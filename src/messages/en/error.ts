/**
 * What the HTTP interface answers when it refuses. A `message` may reach anyone, so it says nothing that the caller did not know (N9);
 * a `remedy` is for the people who write or run the calling service, and stands in `docs/errors.md`.
 */
export const error = {
  'error.code_refused.message': 'This code can’t be used.',
  'error.code_refused.remedy':
    'Have the person check the code. If it is refused again, ask an administrator for a new one. The history has the true reason.',
  'error.code_mistyped.message': 'This code is incomplete or mistyped.',
  'error.code_mistyped.remedy': 'Let the person type it again. A mistyped code doesn’t count as an attempt.',
  'error.code_not_started.message': 'This code doesn’t work yet.',
  'error.code_not_started.remedy':
    'It was issued for a later time. The person waits until then, or asks an administrator for a new one. It doesn’t count as a wrong code.',
  'error.code_expired.message': 'This code has expired.',
  'error.code_expired.remedy': 'The person needs a new code from an administrator.',
  'error.code_used.message': 'This code has already been used.',
  'error.code_used.remedy':
    'The person needs a new code from an administrator. If they didn’t use it, they should say so.',
  'error.too_many_attempts.message': 'Too many wrong codes. Wait before trying again.',
  'error.too_many_attempts.remedy':
    'Wait for the seconds in `Retry-After`. Without that header, the person’s codes are locked until an admin unlocks them, or an operator runs `backupcode user unlock`.',
  'error.challenge_not_found.message': 'There is no such challenge.',
  'error.challenge_not_found.remedy':
    'Use the id from the answer that opened it, with the credential that opened it. A challenge is deleted a day after it ends.',
  'error.challenge_over.message': 'This challenge has ended.',
  'error.challenge_over.remedy':
    'It was answered, had too many wrong answers, or expired. Check the first factor again, then open another.',
  'error.idempotency_key_reused.message': 'This idempotency key belongs to another request.',
  'error.idempotency_key_reused.remedy':
    'Use a new key for every new request, and the same key only to repeat a request.',
  'error.rate_limited.message': 'Too many requests. Wait before trying again.',
  'error.rate_limited.remedy':
    'Wait for the seconds in `Retry-After`. Change the limit with `backupcode client set --rate`.',
  'error.forbidden.message': 'This credential can’t be used for that.',
  'error.forbidden.remedy':
    'See the client’s scopes with `backupcode client list`. Change them with `backupcode client set --scope`.',
  'error.unauthorized.message': 'A valid credential is needed.',
  'error.unauthorized.remedy':
    'Send `Authorization: Bearer bkc_...` with the credential that `backupcode client add` showed. If it is lost, run `backupcode client rotate`.',
  'error.invalid_body.message': 'The request body isn’t what this endpoint takes.',
  'error.invalid_body.remedy': 'Send one JSON object with exactly the fields that `/openapi.json` describes.',
  'error.bad_request.message': 'The request couldn’t be understood.',
  'error.bad_request.remedy': 'Check the address and the headers of the request.',
  'error.unsupported_media_type.message': 'The request body must be plain JSON.',
  'error.unsupported_media_type.remedy':
    'Send `Content-Type: application/json` in UTF-8, without compression.',
  'error.body_too_large.message': 'The request body is too large.',
  'error.body_too_large.remedy': 'Keep it to 4 KiB.',
  'error.not_found.message': 'There is nothing at this address.',
  'error.not_found.remedy': 'Check the path against `/openapi.json`.',
  'error.method_not_allowed.message': 'This address doesn’t take this method.',
  'error.method_not_allowed.remedy': 'Use a method from the `Allow` header.',
  'error.unavailable.message': 'The service can’t answer at the moment. Nothing was changed.',
  'error.unavailable.remedy':
    'Try again after the seconds in `Retry-After`. If it lasts, run `backupcode doctor`: the database doesn’t answer.',
  'error.outcome_unknown.message': 'It isn’t known whether this took effect.',
  'error.outcome_unknown.remedy':
    'The database may or may not have saved it. After the seconds in `Retry-After`, send the same request with the same `Idempotency-Key`: the answer is what was decided, and no code is used twice. Without a key, the code may have been used: an administrator sees it with `/backupcode status @name`.',
  'error.internal.message': 'Something went wrong on our side.',
  'error.internal.remedy': 'Find the request id in the log. It is a bug or a wrong configuration.',
} as const satisfies Record<`error.${string}`, string>;
