import { randomBytes, randomInt } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { type DuoFakeCode, type DuoFakePerson, describeCode, makeId, namesOf } from './duo-records.ts';
import { judgeDuoSignature } from './duo-signature.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

type Grant = 'read resource' | 'write resource' | 'read log';

export interface DuoFake extends VendorFake {
  /** The host that requests are signed for. */
  readonly host: string;
  readonly integrationKey: string;
  readonly secretKey: string;
  /** By id; tests change it. */
  readonly people: Map<string, DuoFakePerson>;
  /** Every code there is, by id. */
  readonly codes: Map<string, DuoFakeCode>;
  /** What the Admin API application may do. */
  readonly grants: Set<Grant>;
  /** Whether the person gets past the second step with the code now. It counts as a use, and stands in the log. */
  redeem(userId: string, code: string, ip?: string): boolean;
  /** The person adds a passkey, in the prompt. */
  enrol(userId: string): void;
  /** Codes of the person that work now. */
  working(userId: string): string[];
  /** Every code that was ever made. */
  readonly made: readonly string[];
  /** An administrator makes a code in the Admin Panel. */
  makeCode(userId: string): void;
}

const HOST = 'api-fa4e0000.duosecurity.com';
const INTEGRATION_KEY = 'DIFAKEFAKEFAKEFAKE00';
const SECRET_KEY = 'fakeSecretKeyOfTheSandbox0000000000000Ab';
/** Duo's log shows what happened so long ago. */
const LOG_DELAY_MS = 120_000;

/**
 * Duo's Admin API, as far as bypass codes need it.
 * @param pageMax how many of a list a page has, if fewer than were asked for
 */
export async function startDuoFake({
  pageMax = 300,
  now = Date.now,
  port = 0,
  logDelayMs = LOG_DELAY_MS,
} = {}): Promise<DuoFake> {
  const people = new Map<string, DuoFakePerson>();
  const codes = new Map<string, DuoFakeCode>();
  const grants = new Set<Grant>(['read resource', 'write resource', 'read log']);
  const everMade: string[] = [];
  const log: Record<string, unknown>[] = [];
  const seconds = () => Math.floor(now() / 1000);

  const authorize = (request: Request, grant: Grant): void => {
    const keys = { host: HOST, integrationKey: INTEGRATION_KEY, secretKey: SECRET_KEY };
    const code = judgeDuoSignature(request, keys, now());
    if (code !== null) throw refusal(code, 'Invalid request credentials');
    if (!grants.has(grant)) throw refusal(40_301, 'Access forbidden');
  };
  const person = (id: string): DuoFakePerson => {
    const found = people.get(id);
    if (found === undefined) throw refusal(40_401, 'Resource not found');
    return found;
  };
  const codesOf = (userId: string) => [...codes.values()].filter((code) => code.userId === userId);
  const isWorking = ({ userId, expiration, usesLeft }: DuoFakeCode): boolean =>
    people.get(userId)?.status === 'active' &&
    (expiration === null || expiration > seconds()) &&
    usesLeft !== 0;

  const makeCode = (userId: string, validSeconds: number, uses: number): DuoFakeCode => {
    const made: DuoFakeCode = {
      id: makeId('DB'),
      userId,
      code: String(randomInt(0, 1e9)).padStart(9, '0'),
      created: seconds(),
      expiration: validSeconds === 0 ? null : seconds() + validSeconds,
      usesLeft: uses === 0 ? null : uses,
    };
    codes.set(made.id, made);
    everMade.push(made.code);
    return made;
  };

  const sendPage = (request: Request, response: Response, all: readonly unknown[], max: number) => {
    const limit = readNumber(request.query.limit, 'limit', [1, max]) ?? 100;
    const offset = readNumber(request.query.offset, 'offset', [0, 1e9]) ?? 0;
    const end = offset + Math.min(limit, pageMax);
    const metadata = {
      total_objects: all.length,
      ...(end < all.length ? { next_offset: end } : {}),
      ...(offset > 0 ? { prev_offset: Math.max(0, offset - limit) } : {}),
    };
    response.json({ stat: 'OK', response: all.slice(offset, end), metadata });
  };

  const record = (userId: string, event: Record<string, unknown>, ip: string): void => {
    log.push({
      txid: randomBytes(16).toString('hex'),
      timestamp: seconds(),
      isotimestamp: new Date(seconds() * 1000).toISOString(),
      user: { key: userId, name: people.get(userId)?.username ?? '', groups: [] },
      access_device: { ip, location: { city: 'Bern', state: 'Bern', country: 'Switzerland' } },
      application: { key: 'DIFAKEPORTAL00000000', name: 'Portal' },
      ...event,
    });
  };

  const fake = await startVendorFake((routes) => {
    const dated: RequestHandler = (_request, response, next) => {
      response.set('date', new Date(now()).toUTCString());
      next();
    };
    routes.use(dated);

    routes.get('/admin/v1/users', (request, response) => {
      authorize(request, 'read resource');
      assertParams(request.query, ['limit', 'offset', 'username', 'email']);
      const { username, email } = request.query;
      const all = [...people.values()].filter(
        (each) =>
          (username === undefined || namesOf(each).includes(String(username).toLowerCase())) &&
          (email === undefined || each.email.toLowerCase() === String(email).toLowerCase()),
      );
      sendPage(request, response, all, 300);
    });
    routes.get('/admin/v1/users/:id', (request, response) => {
      authorize(request, 'read resource');
      assertParams(request.query, []);
      response.json({ stat: 'OK', response: person(request.params.id) });
    });
    routes.get('/admin/v1/users/:id/bypass_codes', (request, response) => {
      authorize(request, 'read resource');
      assertParams(request.query, ['limit', 'offset']);
      const { user_id: id } = person(request.params.id);
      sendPage(request, response, codesOf(id).map(describeCode), 500);
    });
    routes.post('/admin/v1/users/:id/bypass_codes', (request, response) => {
      authorize(request, 'write resource');
      if (request.is('application/x-www-form-urlencoded') === false)
        throw refusal(40_002, 'Invalid request parameters');
      const form = (request.body ?? {}) as Record<string, unknown>;
      assertParams(form, ['count', 'codes', 'reuse_count', 'valid_secs', 'preserve_existing']);
      const { user_id: userId } = person(request.params.id);
      const count = readNumber(form.count, 'count', [1, 10]) ?? 10;
      const uses = readNumber(form.reuse_count, 'reuse_count', [0, 1e6]) ?? 1;
      const valid = readNumber(form.valid_secs, 'valid_secs', [0, 1e9]) ?? 0;
      const keeps = form.preserve_existing ?? 'false';
      if (keeps !== 'true' && keeps !== 'false')
        throw refusal(40_002, 'Invalid request parameters', 'preserve_existing');
      if (keeps === 'false') for (const { id } of codesOf(userId)) codes.delete(id);
      const made = Array.from({ length: count }, () => makeCode(userId, valid, uses));
      response.json({ stat: 'OK', response: made.map(({ code }) => code) });
    });
    routes.delete('/admin/v1/bypass_codes/:id', (request, response) => {
      authorize(request, 'write resource');
      assertParams(request.query, []);
      if (!codes.delete(request.params.id)) throw refusal(40_401, 'Resource not found');
      response.json({ stat: 'OK', response: '' });
    });

    routes.get('/admin/v2/logs/authentication', (request, response) => {
      authorize(request, 'read log');
      assertParams(request.query, ['mintime', 'maxtime', 'limit', 'users']);
      const from = readNumber(request.query.mintime, 'mintime', [1e12, 1e13]);
      const to = readNumber(request.query.maxtime, 'maxtime', [1e12, 1e13]);
      const limit = readNumber(request.query.limit, 'limit', [1, 1000]) ?? 100;
      if (from === null || to === null || from >= to)
        throw refusal(40_002, 'Invalid request parameters', 'mintime');
      if (from < now() - 180 * 86_400_000) throw refusal(40_002, 'Invalid request parameters', 'mintime');
      const { users } = request.query;
      const seen = log.filter(({ timestamp, user }) => {
        const at = Number(timestamp) * 1000;
        const isAsked = users === undefined || (user as { key: string }).key === users;
        return isAsked && at >= from && at <= to && at <= now() - logDelayMs;
      });
      // The latest first.
      const authlogs = seen.reverse().slice(0, limit);
      response.json({
        stat: 'OK',
        response: { authlogs, metadata: { next_offset: null, total_objects: seen.length } },
      });
    });
  }, port);

  return {
    ...fake,
    host: HOST,
    integrationKey: INTEGRATION_KEY,
    secretKey: SECRET_KEY,
    people,
    codes,
    grants,
    redeem(userId, code, ip = '198.51.100.7') {
      const found = codesOf(userId).find((each) => each.code === code && isWorking(each));
      const result = found === undefined ? 'denied' : 'success';
      const reason = found === undefined ? 'invalid_passcode' : 'valid_passcode';
      record(userId, { event_type: 'authentication', factor: 'bypass_code', result, reason }, ip);
      if (found === undefined) return false;
      people.set(userId, { ...person(userId), last_login: seconds() });
      if (found.usesLeft !== null) found.usesLeft -= 1;
      if (found.usesLeft === 0) codes.delete(found.id);
      return true;
    },
    enrol(userId) {
      const who = person(userId);
      const keys = Array.isArray(who.webauthncredentials) ? who.webauthncredentials : [];
      const key = {
        credential_name: 'Touch ID',
        date_added: seconds(),
        label: 'Touch ID',
        webauthnkey: makeId('WA'),
      };
      people.set(userId, { ...who, is_enrolled: true, webauthncredentials: [...keys, key] });
    },
    made: everMade,
    makeCode: (userId) => void makeCode(userId, 3600, 1),
    working: (userId) =>
      codesOf(userId)
        .filter(isWorking)
        .map(({ code }) => code),
  };
}

function assertParams(given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw refusal(40_002, 'Invalid request parameters', unknown);
}

function readNumber(value: unknown, name: string, [min, max]: readonly [number, number]): number | null {
  if (value === undefined) return null;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max)) throw refusal(40_002, 'Invalid request parameters', name);
  return number;
}

/** The first three digits are the status. */
const refusal = (code: number, message: string, detail?: string) =>
  new VendorRefusal(Math.floor(code / 100), {
    stat: 'FAIL',
    code,
    message,
    ...(detail === undefined ? {} : { message_detail: detail }),
  });
