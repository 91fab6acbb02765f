import { request } from 'undici';
import { decodeJson } from '../json.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import type { Envelope, SignedRequest } from '../world/record.ts';
import { signRequest } from './sign-request.ts';
import type { Transport, TransportReply } from './transport.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The sandbox never leaves the machine, so neither may the address it posts to. */
export function assertLoopbackUrl(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:' || !LOOPBACK.has(hostname)) {
    throw new Error(`a request URL in the sandbox must be http on loopback, not ${url}`);
  }
}

function encodeForm(fields: Record<string, unknown>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, String(value));
  return form.toString();
}

/** Slash commands as form fields, interactions as one `payload` field, events as JSON. */
function encodeEnvelope(envelope: Envelope): { contentType: string; body: string } {
  const form = 'application/x-www-form-urlencoded';
  if (envelope.kind === 'slash_commands') return { contentType: form, body: encodeForm(envelope.payload) };
  const json = JSON.stringify(envelope.payload);
  if (envelope.kind === 'events_api') return { contentType: 'application/json', body: json };
  return { contentType: form, body: encodeForm({ payload: json }) };
}

export function signEnvelope(
  app: Pick<InstalledApp, 'signingSecret'>,
  envelope: Envelope,
  nowMs: number,
): SignedRequest {
  const { contentType, body } = encodeEnvelope(envelope);
  const timestampS = Math.floor(nowMs / 1000);
  return {
    body,
    headers: {
      'content-type': contentType,
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestampS),
      'x-slack-signature': signRequest(app.signingSecret, timestampS, body),
      ...(envelope.retryNum > 0 ? { 'x-slack-retry-num': String(envelope.retryNum) } : {}),
      ...(envelope.retryReason === undefined ? {} : { 'x-slack-retry-reason': envelope.retryReason }),
    },
  };
}

/** Signed HTTP posts to the app's request URL. An envelope that is already signed goes out byte for byte. */
export class HttpTransport implements Transport {
  readonly #app: InstalledApp;
  readonly #now: () => number;

  constructor(app: InstalledApp, now: () => number) {
    this.#app = app;
    this.#now = now;
  }

  async send(envelope: Envelope, deadline: AbortSignal): Promise<TransportReply> {
    const url = this.#app.requestUrl;
    if (url === undefined) return { outcome: 'failed' };
    envelope.signed ??= signEnvelope(this.#app, envelope, this.#now());
    try {
      const { headers, body } = envelope.signed;
      // A connection for each: one kept from before may be of an app that has been restarted since.
      const answer = await request(url, { method: 'POST', headers, body, signal: deadline, reset: true });
      const text = await answer.body.text();
      const status = answer.statusCode;
      envelope.httpStatus = status;
      if (status < 200 || status > 299) return { outcome: 'failed' };
      return { outcome: 'acked', payload: text === '' ? undefined : (decodeJson(text) ?? text) };
    } catch {
      return { outcome: 'failed' };
    }
  }
}
