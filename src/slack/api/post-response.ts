import type { Secret } from '../../domain/crypto/secret.ts';
import type { SlackMessage } from '../blocks/message.ts';
import type { SendRequest } from './send-request.ts';

/** What became of a post to a response URL. Only `accepted` is certain; after `uncertain` it may or may not be seen. */
export type PostOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'uncertain'; readonly why: string };

export interface PostOptions {
  /** Put it in place of the message that carried the button; otherwise it is a new ephemeral one. */
  readonly replaceOriginal: boolean;
}

export type PostResponse = (url: Secret, message: SlackMessage, options: PostOptions) => Promise<PostOutcome>;

const TIMEOUT_MS = 10_000;

/**
 * Posts an ephemeral message to a response URL, once: never again by itself, since a second try might show a code
 * twice. Only URLs of the configured Slack are used, so a forged payload cannot make us send a message (or a code)
 * elsewhere.
 */
export function createPostResponse(
  isSlackUrl: (url: URL) => boolean,
  send: SendRequest,
  onForeign: (host: string) => void = () => undefined,
): PostResponse {
  return async function postResponse(url, message, { replaceOriginal }) {
    const parsed = URL.parse(url.reveal());
    if (parsed === null || !isSlackUrl(parsed)) {
      // The host alone: the path is a secret.
      onForeign(parsed?.host ?? 'no address');
      return { kind: 'refused', status: 0, retryAfterMs: null };
    }
    const body = JSON.stringify({
      response_type: 'ephemeral',
      replace_original: replaceOriginal,
      ...message,
    });
    try {
      const response = await send(url.reveal(), {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      if (response.ok && isAccepted(text)) return { kind: 'accepted' };
      if (response.status >= 500) return { kind: 'uncertain', why: `http_${response.status}` };
      return { kind: 'refused', status: response.status, retryAfterMs: readRetryAfter(response) };
    } catch (error) {
      return { kind: 'uncertain', why: error instanceof Error ? error.name : 'unknown' };
    }
  };
}

/** Slack answers `ok`, or JSON; and a 200 with `ok: false` is a no all the same. */
function isAccepted(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === 'ok' || trimmed === '') return true;
  try {
    const parsed: unknown = JSON.parse(trimmed);
    return typeof parsed === 'object' && parsed !== null && 'ok' in parsed && parsed.ok === true;
  } catch {
    return false;
  }
}

function readRetryAfter(response: Awaited<ReturnType<SendRequest>>): number | null {
  const seconds = Number(response.headers.get('retry-after'));
  return response.status === 429 && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

/**
 * Where response URLs may point: to `hooks.slack.com` (or its government twin), or, when the Web API is somewhere
 * else (a sandbox), to that very host.
 */
export function createSlackUrlCheck(apiUrl: string): (url: URL) => boolean {
  const api = new URL(apiUrl);
  const isRealSlack =
    api.hostname === 'slack.com' || api.hostname.endsWith('.slack.com') || api.hostname === 'slack-gov.com';
  return (url) => {
    if (!isRealSlack) return url.origin === api.origin;
    return url.protocol === 'https:' && ['hooks.slack.com', 'hooks.slack-gov.com'].includes(url.hostname);
  };
}
