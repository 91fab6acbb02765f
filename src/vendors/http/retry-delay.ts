const MS_PER_SECOND = 1000;

export const BACKOFF_MS = MS_PER_SECOND;
export const BACKOFF_MS_MAX = 30 * MS_PER_SECOND;

/** Milliseconds until the time that `Retry-After` names, in seconds or as a date (RFC 9110, 10.2.3); `null` if it names none. */
export function readRetryAfter(text: string | null, now: number): number | null {
  if (text === null) return null;
  const value = text.trim();
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * MS_PER_SECOND);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/**
 * How long to wait before the next attempt. What the vendor asks for, and up to a second more, so that instances don't come back together;
 * without a wish, exponential backoff with full jitter.
 * @param attempt 0 for the wait after the first attempt
 * @param jitter from 0 up to 1
 */
export function delayOf(retryAfterMs: number | null, attempt: number, jitter: number): number {
  if (retryAfterMs !== null) return retryAfterMs + Math.floor(jitter * MS_PER_SECOND);
  return Math.floor(jitter * Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 2 ** attempt));
}
