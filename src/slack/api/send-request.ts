import type { FetchFunction } from '@slack/web-api';
import { Agent, request } from 'undici';

/** Slack's answers to our calls are a few kilobytes. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

export type SendRequest = FetchFunction;

/** One call at a time on each connection: what breaks one call breaks no other. */
const agent = new Agent({ allowH2: false, pipelining: 1, maxResponseSize: ANSWER_BYTES_MAX });

/**
 * Sends a request to Slack once and reads the whole answer. Not `fetch`: that sends a POST again after a 421, and a second
 * try could show a code twice.
 */
export const sendRequest: SendRequest = async (url, { method = 'GET', headers = {}, body, signal } = {}) => {
  if (body !== undefined && typeof body !== 'string') throw new TypeError('Only text is sent to Slack');
  const answer = await request(url, {
    dispatcher: agent,
    method: method as 'GET' | 'POST',
    headers,
    body: body ?? null,
    ...(signal === undefined ? {} : { signal }),
  });
  const bytes = await answer.body.arrayBuffer();
  const { statusCode: status, statusText } = answer;
  if (status >= 300 && status < 400) throw new Error('Slack does not redirect');
  const pairs = Object.entries(answer.headers).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  // A 204 may not have a body, not even an empty one.
  return new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers: pairs });
};
