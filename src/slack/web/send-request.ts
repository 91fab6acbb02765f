import type { IncomingHttpHeaders } from 'node:http';
import type { FetchFunction } from '@slack/web-api';
import { Agent, type Dispatcher } from 'undici';

/** Of what we ask for, a few kilobytes come. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

/** `timeoutMs`: the same as the signal of a timeout, which costs a tenth of the whole request. */
export type SendRequest = (
  input: Parameters<FetchFunction>[0],
  init?: Parameters<FetchFunction>[1] & { readonly timeoutMs?: number },
) => ReturnType<FetchFunction>;

type Answer = Awaited<ReturnType<FetchFunction>>;

/** Connections stay open for the next call. Each carries one at a time: what breaks one call breaks no other. */
const agent = new Agent({ allowH2: false, pipelining: 1 });

/**
 * As much of `fetch` as calls of Slack need: one POST of a text, its whole answer, no redirections. By what `fetch` itself goes through,
 * since a good part of what a command costs is calls of Slack. Never tries again by itself: a second try might show a code twice.
 */
export const sendRequest: SendRequest = (
  input,
  { method = 'GET', headers = {}, body = '', signal, timeoutMs } = {},
) => {
  if (typeof body !== 'string') throw new TypeError('Slack is sent texts only');
  const url = new URL(input);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  let controller: Dispatcher.DispatchController | null = null;
  let failure: Error | null = null;
  let begun: Begun = { status: 0, statusText: '', headers: {} };
  const parts: Buffer[] = [];
  let size = 0;

  /** Whoever waits is told at once; what has not been sent by then never is. */
  function fail(error: Error): void {
    failure ??= error;
    stop();
    reject(failure);
    controller?.abort(failure);
  }
  function stop(): void {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
  const abort = (): void => fail(signal?.reason);
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => fail(new TimeoutError()), timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) {
    abort();
    return promise;
  }

  const target = { origin: url.origin, path: url.pathname + url.search, method, headers, body };
  agent.dispatch(target as Dispatcher.DispatchOptions, {
    onRequestStart(started) {
      controller = started;
      if (failure !== null) started.abort(failure);
    },
    onResponseStart(_, status, headers, statusText = '') {
      begun = { status, statusText, headers };
    },
    onResponseData(_, part) {
      size += part.length;
      if (size > ANSWER_BYTES_MAX) fail(new Error('Slack answers with more than it ever does'));
      else parts.push(part);
    },
    onResponseEnd() {
      stop();
      if (begun.status >= 300 && begun.status < 400) reject(new Error('Slack does not redirect'));
      else resolve(describe(url.href, begun, Buffer.concat(parts)));
    },
    onResponseError(_, error) {
      fail(error);
    },
  });
  return promise;
};

class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

interface Begun {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
}

function describe(url: string, { status, statusText, headers }: Begun, body: Buffer): Answer {
  const text = (value: string | string[] | undefined): string | null =>
    value === undefined ? null : [value].flat().join(', ');
  return {
    url,
    ok: status >= 200 && status < 300,
    status,
    statusText,
    headers: {
      get: (name) => text(headers[name.toLowerCase()]),
      entries: () => Object.entries(headers).map(([name, value]) => [name, text(value) ?? '']),
    },
    text: async () => body.toString('utf8'),
    json: async () => JSON.parse(body.toString('utf8')),
    arrayBuffer: async () => new Uint8Array(body).buffer,
  };
}
