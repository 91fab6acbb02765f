import { createHmac } from 'node:crypto';

/** Slack's v0 signature: HMAC-SHA256 over version, timestamp and the raw body. */
export function signRequest(signingSecret: string, timestampS: number, body: string): string {
  const hash = createHmac('sha256', signingSecret).update(`v0:${timestampS}:${body}`).digest('hex');
  return `v0=${hash}`;
}
