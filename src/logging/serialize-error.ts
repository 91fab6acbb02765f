export interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** Named so, and not `code`, because fields named `code` are redacted. */
  readonly errorCode?: string | number;
  readonly cause?: SerializedError;
}

const CAUSES_MAX = 5;

/**
 * Only what is listed here: errors of HTTP and Slack clients carry the request with its token, its body with the code
 * and Slack's whole answer. What stands in the texts themselves is for `scrub`, as in every line.
 */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'a thrown value that is no error' };
  const errorCode = readErrorCode(error);
  return {
    type: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(error.cause instanceof Error && depth < CAUSES_MAX
      ? { cause: serializeError(error.cause, depth + 1) }
      : {}),
  };
}

/** `ENOENT`, `slack_webapi_platform_error`, 11000. */
function readErrorCode(error: Error): string | number | undefined {
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return code;
  return typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_]{1,63}$/.test(code) ? code : undefined;
}
