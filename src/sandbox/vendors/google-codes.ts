import { randomInt, randomUUID } from 'node:crypto';
import type { Request, Router } from 'express';
import { allowOnly, type GoogleFakePerson, invalid, refusal } from './google-answers.ts';

export interface GoogleCodes {
  /** False: the caller is an administrator with a role of their own, who may not see to super administrators. */
  isSuperAdmin: boolean;
  /** Every code ever made. */
  readonly made: readonly string[];
  /** How often the person was signed out. */
  signedOut(userId: string): number;
  /** A set made by other means, such as the console. */
  make(userId: string): void;
  /** The codes that would let the person in now. */
  working(userId: string): readonly string[];
  /** Signs the person in with a code; false if it doesn't let them in. */
  redeem(userId: string, code: string, ipAddress?: string): boolean;
}

export interface GoogleCodesWorld {
  readonly people: ReadonlyMap<string, GoogleFakePerson>;
  readonly now: () => number;
  /** @throws VendorRefusal unless the token is good, and has the scope */
  readonly authorize: (request: Request, scope: string) => void;
}

const SCOPES = 'https://www.googleapis.com/auth';
const USER = '/admin/directory/v1/users/:user';
const CODES = `${USER}/verificationCodes`;
const SET_SIZE = 10;

/** Backup codes, and what is read around them. */
export function createGoogleCodes(
  world: GoogleCodesWorld,
): GoogleCodes & { addRoutes(routes: Router): void } {
  const { people, now, authorize } = world;
  const sets = new Map<string, string[]>();
  const made: string[] = [];
  const signIns: { userId: string; time: string; ipAddress: string }[] = [];
  const signOuts = new Map<string, number>();
  const flags = { isSuperAdmin: true };

  const add = (userId: string): void => {
    const codes = Array.from({ length: SET_SIZE }, () => String(randomInt(10_000_000, 100_000_000)));
    sets.set(userId, codes);
    made.push(...codes);
  };
  const findPerson = (key: unknown): GoogleFakePerson => {
    const person =
      people.get(String(key)) ?? [...people.values()].find(({ primaryEmail }) => primaryEmail === key);
    if (person === undefined) throw refusal(404, 'notFound', 'Resource Not Found: userKey', 'NOT_FOUND');
    return person;
  };
  /** The person, for one who may see to their security. */
  const secure = (request: Request): GoogleFakePerson => {
    authorize(request, `${SCOPES}/admin.directory.user.security`);
    allowOnly(request, []);
    if (Object.keys((request.body ?? {}) as object).length > 0) throw invalid('body');
    const person = findPerson(request.params.user);
    if (person.isAdmin === true && !flags.isSuperAdmin)
      throw refusal(403, 'forbidden', 'Not Authorized to access this resource/api', 'PERMISSION_DENIED');
    return person;
  };
  const canSignIn = (userId: string): boolean => {
    const person = people.get(userId);
    return person !== undefined && person.suspended !== true && person.archived !== true;
  };

  const addRoutes = (routes: Router): void => {
    routes.get(USER, (request, response) => {
      authorize(request, `${SCOPES}/admin.directory.user.readonly`);
      allowOnly(request, ['projection', 'viewType']);
      response.json(findPerson(request.params.user));
    });

    routes.get(`${USER}/tokens`, (request, response) => {
      secure(request);
      response.json({ kind: 'admin#directory#tokenList', etag: '"etag"' });
    });

    routes.get(CODES, (request, response) => {
      const { id } = secure(request);
      const codes = sets.get(id) ?? [];
      const items = codes.map((verificationCode) => ({
        kind: 'admin#directory#verificationCode',
        etag: '"etag"',
        userId: id,
        verificationCode,
      }));
      const list = { kind: 'admin#directory#verificationCodesList', etag: '"etag"' };
      response.json(items.length === 0 ? list : { ...list, items });
    });

    routes.post(`${CODES}/generate`, (request, response) => {
      const person = secure(request);
      if (!canSignIn(person.id)) throw invalid('invalid');
      add(person.id);
      response.status(204).end();
    });

    routes.post(`${CODES}/invalidate`, (request, response) => {
      sets.delete(secure(request).id);
      response.status(204).end();
    });

    routes.post(`${USER}/signOut`, (request, response) => {
      const { id } = secure(request);
      signOuts.set(id, (signOuts.get(id) ?? 0) + 1);
      response.status(204).end();
    });

    routes.get('/admin/reports/v1/activity/users/:user/applications/login', (request, response) => {
      authorize(request, `${SCOPES}/admin.reports.audit.readonly`);
      allowOnly(request, ['eventName', 'startTime', 'maxResults']);
      const { startTime, eventName } = request.query;
      const start = Date.parse(String(startTime));
      if (Number.isNaN(start) || eventName !== 'login_success') throw invalid('startTime');
      const { id } = findPerson(request.params.user);
      const items = signIns
        .filter(({ userId, time }) => userId === id && Date.parse(time) >= start)
        .map(({ time, ipAddress }) => ({
          kind: 'admin#reports#activity',
          id: { time, uniqueQualifier: randomUUID(), applicationName: 'login' },
          actor: { profileId: id },
          ipAddress,
          events: [
            {
              type: 'login',
              name: 'login_success',
              parameters: [
                { name: 'login_type', value: 'google_password' },
                { name: 'login_challenge_method', multiValue: ['password', 'backup_code'] },
                { name: 'is_suspicious', boolValue: false },
              ],
            },
          ],
        }));
      response.json({ kind: 'admin#reports#activities', ...(items.length === 0 ? {} : { items }) });
    });
  };

  return Object.assign(flags, {
    addRoutes,
    made,
    signedOut: (userId: string) => signOuts.get(userId) ?? 0,
    make: add,
    working: (userId: string) => (canSignIn(userId) ? (sets.get(userId) ?? []) : []),
    redeem(userId: string, code: string, ipAddress = '198.51.100.7') {
      const codes = sets.get(userId) ?? [];
      if (!canSignIn(userId) || !codes.includes(code)) return false;
      sets.set(
        userId,
        codes.filter((each) => each !== code),
      );
      signIns.push({ userId, time: new Date(now()).toISOString(), ipAddress });
      return true;
    },
  });
}
