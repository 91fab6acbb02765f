import { randomInt, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { addAuth0Routes } from './auth0-routes.ts';
import type { Auth0State } from './auth0-state.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

export interface Auth0Fake extends VendorFake, Omit<Auth0State, 'isRecoveryOn'> {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the application has been granted. */
  readonly granted: Set<string>;
  /** Turns recovery codes on or off. */
  turn(isOn: boolean): void;
  /** Ends every token. */
  revokeTokens(): void;
  /** Signs in with a recovery code, as the person does; that makes another one. @returns whether it worked */
  redeem(personId: string, code: string, ip?: string): boolean;
  /** Sets up a second step, as the person does. */
  enrol(personId: string): void;
}

const CLIENT_ID = 'fakeAuth0Client';
const CLIENT_SECRET = 'fakeAuth0Secret-_1';
/** As in base 32, without what looks alike. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Auth0's login of applications, and its Management API as far as recovery codes need it. */
export async function startAuth0Fake({
  domain = 'acme.eu.auth0.com',
  now = Date.now,
  port = 0,
} = {}): Promise<Auth0Fake> {
  const granted = new Set<string>();
  const scopesOf = new Map<string, ReadonlySet<string>>();

  const write = (type: string, personId: string, ip = '198.51.100.7') => {
    const date = new Date(now()).toISOString();
    state.log.push({ log_id: randomUUID(), date, type, user_id: personId, ip });
  };

  const state: Auth0State = {
    people: new Map(),
    isRecoveryOn: true,
    enrolments: new Map(),
    working: new Map(),
    made: [],
    log: [],
    endedAccess: [],
    regenerate(personId) {
      const steps = state.enrolments.get(personId) ?? [];
      if (!steps.some(({ status }) => status === 'confirmed'))
        throw refuse(404, 'Not Found', 'enrollment_not_found');
      const code = Array.from({ length: 24 }, () => letters[randomInt(letters.length)]).join('');
      state.working.set(personId, code);
      state.made.push(code);
      return code;
    },
  };

  const authorize = (request: Request, anyOf: readonly string[]): void => {
    const token = request.get('authorization')?.match(/^Bearer (.+)$/)?.[1] ?? '';
    const scopes = scopesOf.get(token);
    if (scopes === undefined) throw refuse(401, 'Unauthorized', 'invalid_token');
    if (!anyOf.some((scope) => scopes.has(scope))) throw refuse(403, 'Forbidden', 'insufficient_scope');
  };

  const fake = await startVendorFake((routes) => {
    routes.post('/oauth/token', (request, response) => {
      const { grant_type, client_id, client_secret, audience, ...rest } = request.body as Record<
        string,
        unknown
      >;
      if (grant_type !== 'client_credentials' || Object.keys(rest).length > 0)
        throw tokenRefusal(403, 'unsupported_grant_type');
      if (client_id !== CLIENT_ID || client_secret !== CLIENT_SECRET)
        throw tokenRefusal(401, 'access_denied');
      // Neither another API nor an application without a grant for this one.
      if (audience !== `https://${domain}/api/v2/` || granted.size === 0)
        throw tokenRefusal(403, 'access_denied');
      const token = `eyJ.${randomUUID()}`;
      scopesOf.set(token, new Set(granted));
      const scope = [...granted].join(' ');
      response.json({ access_token: token, scope, expires_in: 86_400, token_type: 'Bearer' });
    });
    addAuth0Routes(routes, state, authorize, refuse);
  }, port);

  return {
    ...state,
    ...fake,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    granted,
    turn: (isOn: boolean) => {
      state.isRecoveryOn = isOn;
    },
    revokeTokens: () => scopesOf.clear(),
    redeem(personId: string, code: string, ip?: string) {
      const isGood =
        state.isRecoveryOn &&
        state.people.get(personId)?.blocked !== true &&
        state.working.get(personId) === code;
      write(isGood ? 'gd_recovery_succeed' : 'gd_recovery_failed', personId, ip);
      if (!isGood) return false;
      state.regenerate(personId);
      write('s', personId, ip);
      return true;
    },
    enrol(personId: string) {
      const steps = state.enrolments.get(personId) ?? [];
      write('gd_start_enroll', personId);
      state.enrolments.set(personId, [...steps, { id: `totp|dev_${randomUUID()}`, status: 'confirmed' }]);
      write('gd_enrollment_complete', personId);
    },
  };
}

const refuse = (statusCode: number, error: string, errorCode: string) =>
  new VendorRefusal(statusCode, {
    statusCode,
    error,
    message: 'Refused, in a text that may name a person.',
    errorCode,
  });

const tokenRefusal = (status: number, error: string) =>
  new VendorRefusal(status, { error, error_description: 'Refused, in a text that may name a person.' });
