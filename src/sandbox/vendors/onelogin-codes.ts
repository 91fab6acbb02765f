import { randomInt } from 'node:crypto';
import type { Request, Router } from 'express';
import { VendorRefusal } from './vendor-fake.ts';

export interface OneLoginFakeCode {
  readonly userId: number;
  readonly code: string;
  readonly deviceId: string;
  readonly isReusable: boolean;
  readonly endsAt: number;
  usedAt: number | null;
}

/** What tests and the demo do at OneLogin as its people. */
export interface OneLoginCodes {
  readonly made: readonly OneLoginFakeCode[];
  /** Ids of people whose sessions were ended, the oldest first. */
  readonly loggedOut: readonly number[];
  /** The person's tokens that work now. */
  working(userId: number): readonly string[];
  /** Signs the person in with the token; false if it doesn't work for them. */
  redeem(userId: number, code: string, from?: string): boolean;
  /** Signs the person in by another device. */
  signInBy(userId: number, device: number, from?: string): void;
  enrol(userId: number): void;
}

export interface OneLoginCodesWorld {
  readonly people: ReadonlyMap<number, Readonly<Record<string, unknown>>>;
  readonly now: () => number;
  /** @throws VendorRefusal */
  authorize(request: Request): void;
  /** Whether the credential's scope is *Manage Users*; else it may only read. */
  mayManage(): boolean;
}

const EVENTS_A_PAGE = 50;
const SECONDS: readonly [number, number] = [120, 259_200];
const eventQuery = ['client_id', 'created_at', 'directory_id', 'event_type_id', 'id', 'resolution'];
const eventNames = new Set([...eventQuery, 'since', 'until', 'user_id']);

interface FakeEvent {
  readonly id: number;
  readonly account_id: number;
  readonly created_at: string;
  readonly event_type_id: number;
  readonly user_id: number;
  readonly actor_user_id: number;
  readonly ipaddr: string;
  readonly otp_device_id?: number;
}

/** OneLogin's temporary MFA tokens, its log of events, and the end of sessions. */
export function addOneLoginCodes(routes: Router, world: OneLoginCodesWorld): OneLoginCodes {
  const { people, now, authorize } = world;
  const made: OneLoginFakeCode[] = [];
  const loggedOut: number[] = [];
  const events: FakeEvent[] = [];

  const record = (type: number, userId: number, from: string, device?: number): void => {
    const created = new Date(now()).toISOString();
    const about = { user_id: userId, actor_user_id: userId, ipaddr: from };
    const base = { id: events.length + 1, account_id: 1, created_at: created, event_type_id: type };
    events.unshift({ ...base, ...about, ...(device === undefined ? {} : { otp_device_id: device }) });
  };

  routes.get('/api/2/users/:id', (request, response) => {
    authorize(request);
    const person = people.get(Number(request.params.id));
    if (person === undefined) throw refuse(404, 'NotFoundError', 'User not found');
    response.json({ role_ids: [], ...person });
  });

  routes.post('/api/2/mfa/users/:id/mfa_token', (request, response) => {
    authorize(request);
    if (!world.mayManage()) throw refuse(401, 'Unauthorized', 'Insufficient Permission');
    const userId = Number(request.params.id);
    if (!people.has(userId)) throw refuse(404, 'NotFoundError', 'User not found');
    const body = (request.body ?? {}) as Record<string, unknown>;
    const unknown = Object.keys(body).find((name) => !['expires_in', 'reusable'].includes(name));
    const { expires_in: seconds = SECONDS[1], reusable = false } = body;
    const isTime =
      Number.isInteger(seconds) && Number(seconds) >= SECONDS[0] && Number(seconds) <= SECONDS[1];
    if (unknown !== undefined || !isTime || typeof reusable !== 'boolean') {
      throw refuse(422, 'ValidationError', 'Validations failed');
    }
    const endsAt = now() + Number(seconds) * 1000;
    const deviceId = `user_temp_otp_${36_000_000 + made.length}`;
    const code = String(randomInt(10_000_000, 100_000_000));
    made.push({ userId, code, deviceId, isReusable: reusable, endsAt, usedAt: null });
    const expires = new Date(endsAt).toISOString();
    response.status(201).json({ mfa_token: code, reusable, expires_at: expires, device_id: deviceId });
  });

  routes.get('/api/1/events', (request, response) => {
    authorize(request);
    const { query } = request;
    const isUnknown = Object.keys(query).some((name) => !eventNames.has(name));
    const times = [query.since, query.until].filter((time) => time !== undefined);
    if (isUnknown || times.some((time) => Number.isNaN(Date.parse(String(time))))) {
      throw wrapped(400, 'bad request', 'Invalid parameter');
    }
    const { user_id: user, event_type_id: type, since = '', until = '9' } = query;
    const found = events.filter(
      (event) =>
        (user === undefined || String(event.user_id) === user) &&
        (type === undefined || String(event.event_type_id) === type) &&
        event.created_at >= String(since) &&
        event.created_at < String(until),
    );
    response.json({ status: success, pagination: {}, data: found.slice(0, EVENTS_A_PAGE) });
  });

  routes.put('/api/1/users/:id/logout', (request, response) => {
    authorize(request);
    if (!world.mayManage()) throw wrapped(401, 'Unauthorized', 'Insufficient Permission');
    const userId = Number(request.params.id);
    if (!people.has(userId)) throw wrapped(404, 'not found', 'User not found');
    loggedOut.push(userId);
    response.json({ status: success });
  });

  const isWorking = ({ usedAt, isReusable, endsAt }: OneLoginFakeCode): boolean =>
    (usedAt === null || isReusable) && endsAt > now();
  const listWorking = (userId: number) => made.filter((each) => each.userId === userId && isWorking(each));

  return {
    made,
    loggedOut,
    working: (userId) => listWorking(userId).map(({ code }) => code),
    redeem(userId, code, from = '192.0.2.10') {
      const found = listWorking(userId).find((each) => each.code === code);
      if (found === undefined) return false;
      found.usedAt = now();
      record(5, userId, from);
      return true;
    },
    signInBy: (userId, device, from = '192.0.2.10') => record(5, userId, from, device),
    enrol: (userId) => record(22, userId, '192.0.2.10'),
  };
}

const success = { error: false, code: 200, type: 'success', message: 'Success' };

const refuse = (statusCode: number, name: string, message: string) =>
  new VendorRefusal(statusCode, { statusCode, name, message });

/** As version 1 refuses. */
const wrapped = (code: number, type: string, message: string) =>
  new VendorRefusal(code, { status: { error: true, code, type, message } });
