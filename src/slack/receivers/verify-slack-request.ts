import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ReplayKeys } from '../../ports/deliveries.ts';

export interface VerifyOptions {
  readonly signingSecret: Secret;
  readonly clock: Clock;
  readonly replayKeys: ReplayKeys;
  readonly onRefused: (reason: 'signature' | 'skew' | 'replay' | 'unavailable') => void;
}

const SKEW_SECONDS_MAX = 300;
/** Twice the skew and then some: a request stays valid for 300 s on either side of our clock. */
const REPLAY_KEEP_MS = 15 * 60_000;
const BODY_BYTES_MAX = 1024 * 1024;

/**
 * Our own check in front of Bolt's (S1). Bolt refuses stale requests but accepts any from the future, and knows no
 * replay. Here: signature over the raw body in constant time, skew in both directions, and each signed request once,
 * remembered in the store so that all instances share it. Slack signs a retried event anew (the time differs), so a
 * retry is no replay. Sets `req.rawBody`, which Bolt then reads.
 */
export function createVerifySlackRequest(options: VerifyOptions): RequestHandler {
  const { clock, onRefused, replayKeys, signingSecret } = options;

  return async (req, res, next) => {
    const rawBody = await readBody(req);
    if (rawBody === null) return void res.status(413).end();
    const timestamp = req.get('x-slack-request-timestamp') ?? '';
    const signature = req.get('x-slack-signature') ?? '';
    const refuse = (reason: Parameters<typeof onRefused>[0], status = 401): void => {
      onRefused(reason);
      res.status(status).end();
    };
    if (!isSignatureRight(signingSecret, timestamp, rawBody, signature)) return refuse('signature');
    if (!isTimely(timestamp, clock.now())) return refuse('skew');
    try {
      const key = `request:${createHash('sha256').update(signature).digest('hex')}`;
      if (!(await replayKeys.remember(key, clock.now() + REPLAY_KEEP_MS, clock.now())))
        return refuse('replay');
    } catch {
      // Without the store we cannot tell a replay from a request: fail closed.
      return refuse('unavailable', 503);
    }
    Object.assign(req, { rawBody });
    next();
  };
}

function isSignatureRight(secret: Secret, timestamp: string, rawBody: Buffer, signature: string): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const expected = createHmac('sha256', secret.reveal())
    .update(`v0:${timestamp}:`)
    .update(rawBody)
    .digest('hex');
  const given = Buffer.from(signature);
  const wanted = Buffer.from(`v0=${expected}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function isTimely(timestamp: string, now: number): boolean {
  return Math.abs(Number(timestamp) - Math.floor(now / 1000)) <= SKEW_SECONDS_MAX;
}

async function readBody(stream: AsyncIterable<Buffer>): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
