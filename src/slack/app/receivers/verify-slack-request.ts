import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { Secret } from '../../../domain/crypto/secret.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { RequestMemory } from './remember-request.ts';

export interface VerifyOptions {
  readonly signingSecret: Secret;
  readonly clock: Clock;
  readonly memory: Pick<RequestMemory, 'remember'>;
  readonly onRefused: OnRefused;
}

export type SlackRefusalReason = 'signature' | 'skew' | 'replay' | 'unavailable';
export type OnRefused = (reason: SlackRefusalReason, request: IncomingMessage) => void;

const SKEW_SECONDS_MAX = 300;
const BODY_BYTES_MAX = 1024 * 1024;

/** Whether anything may be done about a request; throws when the store could not be asked. */
export type Admission = Promise<boolean>;

const admissions = new WeakMap<Request, Admission>();

/** @throws Error if the request did not come through {@link createVerifySlackRequest} */
export function getAdmission(request: Request): Admission {
  const admission = admissions.get(request);
  if (admission === undefined) throw new Error('The request was not verified');
  return admission;
}

/**
 * Our own check in front of Bolt's (S1). Bolt refuses stale requests, but accepts any from the future and does not detect
 * replays. We check the signature over the raw body in constant time, the skew in both directions, and that each signed
 * request comes once. Slack signs a retried event again (the time differs), so a retry is no replay.
 *
 * A replay to this process is refused. A request that is new here is passed on immediately, so that Slack need not wait for
 * the store (S2). Another instance may have received it, which is known once its key is stored: do nothing about it before
 * {@link getAdmission} has said so. Sets `req.rawBody`, which Bolt then reads.
 */
export function createVerifySlackRequest(options: VerifyOptions): RequestHandler {
  const { clock, memory, onRefused, signingSecret } = options;
  // A key object, made here: with the key as text each HMAC takes five times as long.
  const key = createSecretKey(signingSecret.reveal(), 'utf8');

  return async (req, res, next) => {
    const rawBody = await readBody(req);
    // The rest of the body is not read, so the connection cannot be used again.
    if (rawBody === null) return void res.status(413).end(() => req.destroy());
    const timestamp = req.get('x-slack-request-timestamp') ?? '';
    const signature = req.get('x-slack-signature') ?? '';
    const refuse = (reason: SlackRefusalReason): void => {
      onRefused(reason, req);
      res.status(401).end();
    };
    if (!isSignatureRight(key, timestamp, rawBody, signature)) return refuse('signature');
    if (!isTimely(timestamp, clock.now())) return refuse('skew');
    const remembered = memory.remember(signature);
    if (remembered.kind === 'replay') return refuse('replay');
    const admission = remembered.isFirst;
    admissions.set(req, admission);
    // Also if no listener waits for it: without the store a replay looks like a request.
    admission.then(
      (isFirst) => isFirst || onRefused('replay', req),
      () => onRefused('unavailable', req),
    );
    Object.assign(req, { rawBody });
    next();
  };
}

function isSignatureRight(key: KeyObject, timestamp: string, rawBody: Buffer, signature: string): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const expected = createHmac('sha256', key).update(`v0:${timestamp}:`).update(rawBody).digest('hex');
  const given = Buffer.from(signature);
  const wanted = Buffer.from(`v0=${expected}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function isTimely(timestamp: string, now: number): boolean {
  return Math.abs(Number(timestamp) - Math.floor(now / 1000)) <= SKEW_SECONDS_MAX;
}

/**
 * Listens for the parts: to iterate over a stream takes several turns of promises for each.
 * @returns `null` if it is longer than anything of Slack's; the rest is left unread
 * @throws Error if the request breaks off
 */
function readBody(request: Request): Promise<Buffer | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | null>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= BODY_BYTES_MAX) return void chunks.push(chunk);
    request.pause();
    resolve(null);
  });
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('error', reject);
  request.on('close', () => {
    if (!request.complete) reject(new Error('The request broke off'));
  });
  return promise;
}
