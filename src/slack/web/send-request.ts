import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { FetchFunction } from '@slack/web-api';

/** Of what we ask for, a few kilobytes come. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

/** `timeoutMs`: the same as the signal of a timeout, which costs a tenth of the whole request. */
export type SendRequest = (
  input: Parameters<FetchFunction>[0],
  init?: Parameters<FetchFunction>[1] & { readonly timeoutMs?: number },
) => ReturnType<FetchFunction>;

/**
 * As much of `fetch` as calls of Slack need: one POST of a text, its whole answer, no redirections. Over Node's own HTTP
 * client, whose connections stay open for the next call, because `fetch` takes more than twice the processor time, and half of
 * what a command costs is calls of Slack. Never tries again by itself: a second try might show a code twice.
 */
export const sendRequest: SendRequest = (
  input,
  { method = 'GET', headers = {}, body = '', signal, timeoutMs } = {},
) => {
  if (typeof body !== 'string') throw new TypeError('Slack is sent texts only');
  const url = new URL(input);
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<FetchFunction>>>();
  // By the module's name, not taken out of it: tests put themselves in between there.
  const module = url.protocol === 'https:' ? https : http;
  const request = module.request(url, {
    method,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
  const forget = stopWhen(signal, request);
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => request.destroy(new TimeoutError()), timeoutMs);
  const stop = (): void => {
    clearTimeout(timer);
    forget();
  };
  const fail = (error: Error): void => {
    stop();
    reject(error);
  };
  request.on('error', fail);
  request.on('response', (response) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on('data', (part: Buffer) => {
      size += part.length;
      if (size > ANSWER_BYTES_MAX) request.destroy(new Error('Slack answers with more than it ever does'));
      else parts.push(part);
    });
    response.on('error', fail);
    response.on('end', () => {
      stop();
      const { statusCode: status = 0 } = response;
      if (status >= 300 && status < 400) reject(new Error('Slack does not redirect'));
      else resolve(describe(url.href, response, Buffer.concat(parts)));
    });
  });
  request.end(body);
  return promise;
};

class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** @returns to be called when it is over */
function stopWhen(signal: AbortSignal | undefined, request: ClientRequest): () => void {
  if (signal === undefined) return () => {};
  const abort = (): void => void request.destroy(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return () => signal.removeEventListener('abort', abort);
}

function describe(
  url: string,
  { headers, statusCode = 0, statusMessage = '' }: IncomingMessage,
  body: Buffer,
): Awaited<ReturnType<FetchFunction>> {
  const text = (value: string | string[] | undefined): string | null =>
    value === undefined ? null : [value].flat().join(', ');
  return {
    url,
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    statusText: statusMessage,
    headers: {
      get: (name) => text(headers[name.toLowerCase()]),
      entries: () => Object.entries(headers).map(([name, value]) => [name, text(value) ?? '']),
    },
    text: async () => body.toString('utf8'),
    json: async () => JSON.parse(body.toString('utf8')),
    arrayBuffer: async () => new Uint8Array(body).buffer,
  };
}
