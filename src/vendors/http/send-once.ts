import { Agent, errors, request } from 'undici';
import { VendorError } from '../../ports/vendor.ts';
import { guardLookup, type LookUpName, PrivateAddressError } from './guard-lookup.ts';
import type { VendorAnswer } from './vendor-request.ts';

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

export interface WireLimits {
  /** For the whole answer. */
  readonly timeoutMs: number;
  readonly answerBytesMax: number;
}

/** Sends a request once. @throws VendorError; NoAnswerError */
export type SendOnce = (wire: WireRequest) => Promise<VendorAnswer<unknown>>;

/** The vendor could not be reached, or the answer broke off: another attempt may succeed. Names no address and no header. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json(?:;|$)/i;

/** Connections to one vendor. Redirects are not followed: a credential goes only where it is meant to. */
export function createSendOnce(limits: WireLimits, allowLoopback: boolean, lookup?: LookUpName): SendOnce {
  const agent = new Agent({
    allowH2: false,
    pipelining: 1,
    maxResponseSize: limits.answerBytesMax,
    connect: { lookup: guardLookup(allowLoopback, lookup), timeout: limits.timeoutMs },
  });
  return async ({ method, url, headers, body, signal }) => {
    const timeout = AbortSignal.timeout(limits.timeoutMs);
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method,
        headers,
        body,
        signal: AbortSignal.any([signal, timeout]),
      });
      const text = await answer.body.text();
      const pairs = Object.entries(answer.headers).flatMap(([name, value = []]) =>
        [value].flat().map((one): [string, string] => [name, one]),
      );
      const answered = new Headers(pairs);
      return { status: answer.statusCode, headers: answered, body: readJson(answered, text) };
    } catch (error) {
      if (signal.aborted) throw new VendorError('cancelled');
      throw describeFailure(error, timeout.aborted);
    }
  };
}

/** `undefined` if the answer is not JSON by its own account, or by its text. */
function readJson(headers: Headers, text: string): unknown {
  if (!JSON_TYPE.test(headers.get('content-type') ?? '')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describeFailure(error: unknown, isTimeout: boolean): Error {
  if (error instanceof errors.ResponseExceededMaxSizeError) return new VendorError('too_large');
  const cause = findCause(error);
  if (cause instanceof PrivateAddressError) return new VendorError('unreachable', 'private address');
  const code = isTimeout
    ? 'time-out'
    : cause instanceof Error && 'code' in cause
      ? String(cause.code)
      : 'no answer';
  return new NoAnswerError(code);
}

/** Node gives the failures of several addresses as one AggregateError. */
function findCause(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return findCause(error.errors[0]);
  if (error instanceof Error && !('code' in error) && error.cause !== undefined)
    return findCause(error.cause);
  return error;
}
