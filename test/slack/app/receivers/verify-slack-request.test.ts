import crypto, { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import express, { type Request } from 'express';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../../src/domain/crypto/secret.ts';
import type { ReplayKeys } from '../../../../src/ports/deliveries.ts';
import { createRequestMemory } from '../../../../src/slack/app/receivers/remember-request.ts';
import {
  createVerifySlackRequest,
  getAdmission,
} from '../../../../src/slack/app/receivers/verify-slack-request.ts';

const SECRET = 'signing-secret';
const NOW = 1_767_225_600_500;
const NOW_S = 1_767_225_600;
const BODY = 'payload=%7B%22a%22%3A%221%22%7D';

let server: Server;
let url: string;
let now: number;
let remembered: Map<string, number>;
let isStoreAway: boolean;
let refusals: string[];
/** What was passed on, and what of it may be acted upon. */
let received: string[];
let acted: string[];
/** Held back until it is called, in the tests that say so. */
let store: (() => Promise<void>) | null;

function start(): void {
  const clock = { now: () => now };
  const replayKeys: ReplayKeys = {
    async remember(key, expiresAt) {
      await store?.();
      if (isStoreAway) throw new Error('the store is away');
      if (remembered.has(key)) return false;
      remembered.set(key, expiresAt);
      return true;
    },
    listKept: async (prefix) => [...remembered.keys()].filter((key) => key.startsWith(prefix)),
  };
  memory = createRequestMemory(replayKeys, clock);
}

let memory: ReturnType<typeof createRequestMemory>;

beforeEach(async () => {
  now = NOW;
  remembered = new Map();
  isStoreAway = false;
  refusals = [];
  received = [];
  acted = [];
  store = null;
  start();
  const app = express();
  const verify = createVerifySlackRequest({
    signingSecret: new Secret(SECRET),
    clock: { now: () => now },
    memory: { remember: (signature) => memory.remember(signature) },
    onRefused: (reason) => refusals.push(reason),
  });
  app.post('/', verify, (request, response) => {
    const body = String((request as { rawBody?: Buffer }).rawBody);
    received.push(body);
    response.status(200).end();
    getAdmission(request).then(
      (isAdmitted) => isAdmitted && acted.push(body),
      () => undefined,
    );
  });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function sign(timestamp: string, body = BODY, secret = SECRET): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

async function send(headers: Record<string, string>, body = BODY): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

function signedAt(seconds: number): Record<string, string> {
  const timestamp = String(seconds);
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': sign(timestamp) };
}

describe('the check in front of Slack’s requests', () => {
  it.each([
    [0, 200],
    [-300, 200],
    [300, 200],
    [-301, 401],
    [301, 401],
  ])('S1: %d s off: %d', async (skew, status) => {
    expect(await send(signedAt(NOW_S + skew))).toBe(status);
    expect(refusals).toEqual(status === 200 ? [] : ['skew']);
    expect(received).toEqual(status === 200 ? [BODY] : []);
  });

  it.each([
    ['no headers', {}],
    ['no signature', { 'x-slack-request-timestamp': String(NOW_S) }],
    ['no time', { 'x-slack-signature': sign(String(NOW_S)) }],
    ['an empty time, signed', { 'x-slack-request-timestamp': '', 'x-slack-signature': sign('') }],
    [
      'a fractional time, signed',
      { 'x-slack-request-timestamp': `${NOW_S}.5`, 'x-slack-signature': sign(`${NOW_S}.5`) },
    ],
    ['a signed hex time', { 'x-slack-request-timestamp': '0x69', 'x-slack-signature': sign('0x69') }],
    [
      'a wrong secret',
      { 'x-slack-request-timestamp': String(NOW_S), 'x-slack-signature': sign(String(NOW_S), BODY, 'x') },
    ],
    [
      'upper case',
      { 'x-slack-request-timestamp': String(NOW_S), 'x-slack-signature': sign(String(NOW_S)).toUpperCase() },
    ],
    [
      'a longer one',
      { 'x-slack-request-timestamp': String(NOW_S), 'x-slack-signature': `${sign(String(NOW_S))}0` },
    ],
    [
      'letters of two bytes',
      { 'x-slack-request-timestamp': String(NOW_S), 'x-slack-signature': `v0=${'é'.repeat(32)}` },
    ],
  ])('S1: %s: refused before anything is remembered', async (_what, headers) => {
    expect(await send(headers)).toBe(401);
    expect(refusals).toEqual(['signature']);
    expect(remembered.size).toBe(0);
    expect(received).toEqual([]);
  });

  it('S1: a replay is refused, and its key kept as long as it could be one', async () => {
    const headers = signedAt(NOW_S + 300);
    expect(await send(headers)).toBe(200);
    expect(await send(headers)).toBe(401);
    expect(refusals).toEqual(['replay']);
    await expect.poll(() => remembered.size).toBe(1);
    const [expiresAt] = remembered.values();
    // Signed 300 s ahead of us, it stays timely for 600 s.
    expect((expiresAt ?? 0) - NOW).toBeGreaterThan(600_000);
    now += 600_000;
    expect(await send(headers)).toBe(401);
  });

  it('S1: of ten at once one is let through', async () => {
    const headers = signedAt(NOW_S);
    const statuses = await Promise.all(Array.from({ length: 10 }, () => send(headers)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(received).toHaveLength(1);
    await expect.poll(() => acted).toHaveLength(1);
  });

  it('S1: a replay after a restart is refused', async () => {
    const headers = signedAt(NOW_S);
    expect(await send(headers)).toBe(200);
    await expect.poll(() => acted).toHaveLength(1);
    start();
    await memory.fill();
    expect(await send(headers)).toBe(401);
    expect(acted).toHaveLength(1);
  });

  it('S1: a replay to another instance is acknowledged, noted as one, and nothing is done', async () => {
    const headers = signedAt(NOW_S);
    expect(await send(headers)).toBe(200);
    await expect.poll(() => acted).toHaveLength(1);
    // Another process, which started before.
    start();
    expect(await send(headers)).toBe(200);
    await expect.poll(() => refusals).toEqual(['replay']);
    expect(acted).toHaveLength(1);
    expect(await send(headers)).toBe(401);
  });

  it('S1 S2: is passed on before its key is stored, and nothing may be done until then', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    store = () => promise;
    expect(await send(signedAt(NOW_S))).toBe(200);
    expect(received).toEqual([BODY]);
    expect([acted, [...remembered.keys()]]).toEqual([[], []]);
    // Refused at once although nothing is stored yet.
    expect(await send(signedAt(NOW_S))).toBe(401);
    resolve();
    await expect.poll(() => acted).toEqual([BODY]);
    expect(remembered.size).toBe(1);
  });

  it('S1 N6: neither signature nor body is kept, only a digest', async () => {
    await send(signedAt(NOW_S));
    await expect.poll(() => remembered.size).toBe(1);
    const kept = [...remembered.keys()].join();
    expect(kept).toMatch(/^request:[0-9a-f]{64}$/);
    expect(kept).not.toContain(sign(String(NOW_S)).slice(3));
  });

  it('S1: without the store nothing may be done', async () => {
    isStoreAway = true;
    expect(await send(signedAt(NOW_S))).toBe(200);
    await expect.poll(() => refusals).toEqual(['unavailable']);
    expect(acted).toEqual([]);
    isStoreAway = false;
    expect(await send(signedAt(NOW_S + 1))).toBe(200);
    await expect.poll(() => acted).toHaveLength(1);
  });

  it('S1: who asks about a request that came around the check is not answered', () => {
    expect(() => getAdmission({} as Request)).toThrow('was not verified');
  });

  it('S1: a body over the limit is refused unsigned and unread', async () => {
    expect(await send({}, 'x'.repeat(1024 * 1024 + 1))).toBe(413);
    expect(received).toEqual([]);
  });

  it('S1: the raw bytes are what is signed, however they are encoded', async () => {
    const body = 'text=%F0%9F%99%88&text=\u00e9\u{1F648}';
    const timestamp = String(NOW_S);
    const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': sign(timestamp, body) };
    expect(await send(headers, body)).toBe(200);
    expect(received).toEqual([body]);
  });

  it('S1: signatures are compared in constant time', async () => {
    const compare = vi.spyOn(crypto, 'timingSafeEqual');
    syncBuiltinESMExports();
    try {
      await send(signedAt(NOW_S));
      await send({ ...signedAt(NOW_S), 'x-slack-signature': sign('1') });
      expect(compare).toHaveBeenCalledTimes(2);
    } finally {
      compare.mockRestore();
      syncBuiltinESMExports();
    }
  });
});
