import type { Request, Router } from 'express';
import type { Auth0FakePerson, Auth0State } from './auth0-state.ts';
import type { VendorRefusal } from './vendor-fake.ts';

type Refuse = (statusCode: number, error: string, errorCode: string) => VendorRefusal;

const factorNames = ['sms', 'push-notification', 'email', 'otp', 'webauthn-roaming'];

/** The Management API, as far as recovery codes need it. */
export function addAuth0Routes(
  routes: Router,
  state: Auth0State,
  authorize: (request: Request, anyOf: readonly string[]) => void,
  refuse: Refuse,
): void {
  const badQuery = () => refuse(400, 'Bad Request', 'invalid_query_string');
  const badBody = () => refuse(400, 'Bad Request', 'invalid_body');

  const expectQuery = (request: Request, names: readonly string[]) => {
    if (Object.keys(request.query).some((name) => !names.includes(name))) throw badQuery();
  };

  const personOf = ({ params }: Request): Auth0FakePerson => {
    const person = state.people.get(String(params.id));
    if (person === undefined) throw refuse(404, 'Not Found', 'inexistent_user');
    return person;
  };

  /** The fields that are wanted, as `fields` names them. */
  const pick = (request: Request, person: Auth0FakePerson): Partial<Auth0FakePerson> => {
    const { fields, include_fields: includes = 'true' } = request.query;
    if (!['true', 'false'].includes(String(includes))) throw badQuery();
    if (fields === undefined) return person;
    const names = String(fields).split(',');
    const isWanted = ([name]: [string, unknown]) => names.includes(name) === (includes === 'true');
    return Object.fromEntries(Object.entries(person).filter(isWanted));
  };

  routes.get('/api/v2/users-by-email', (request, response) => {
    authorize(request, ['read:users']);
    expectQuery(request, ['email', 'fields', 'include_fields']);
    const { email } = request.query;
    if (typeof email !== 'string' || !/^[^@]+@[^@]+$/.test(email)) throw badQuery();
    const found = [...state.people.values()].filter((person) => person.email === email);
    response.json(found.map((person) => pick(request, person)));
  });

  routes.get('/api/v2/users/:id', (request, response) => {
    authorize(request, ['read:users']);
    expectQuery(request, ['fields', 'include_fields']);
    response.json(pick(request, personOf(request)));
  });

  routes.get('/api/v2/guardian/factors', (request, response) => {
    authorize(request, ['read:guardian_factors']);
    expectQuery(request, []);
    const others = factorNames.map((name) => ({ name, enabled: name === 'otp', trial_expired: false }));
    response.json([...others, { name: 'recovery-code', enabled: state.isRecoveryOn }]);
  });

  routes.get('/api/v2/users/:id/enrollments', (request, response) => {
    authorize(request, ['read:users']);
    expectQuery(request, []);
    const steps = state.enrolments.get(personOf(request).user_id) ?? [];
    response.json(steps.map((step) => ({ ...step, type: 'authenticator', auth_method: 'authenticator' })));
  });

  routes.post('/api/v2/users/:id/recovery-code-regeneration', (request, response) => {
    authorize(request, ['update:users']);
    if (request.body !== undefined) throw badBody();
    response.json({ recovery_code: state.regenerate(personOf(request).user_id) });
  });

  routes.get('/api/v2/users/:id/logs', (request, response) => {
    authorize(request, ['read:logs', 'read:logs_users']);
    expectQuery(request, ['page', 'per_page', 'sort', 'include_totals']);
    const {
      page = '0',
      per_page: size = '50',
      sort = 'date:-1',
      include_totals: totals = 'false',
    } = request.query;
    const isGood = /^\d+$/.test(String(page)) && /^([1-9]|[1-9]\d|100)$/.test(String(size));
    if (!isGood || !['date:-1', 'date:1'].includes(String(sort))) throw badQuery();
    if (!['true', 'false'].includes(String(totals))) throw badQuery();
    const events = state.log.filter(({ user_id: id }) => id === request.params.id);
    if (sort === 'date:-1') events.reverse();
    const start = Number(page) * Number(size);
    const logs = events.slice(start, start + Number(size));
    const { length } = logs;
    const counted = { start, limit: Number(size), length, total: events.length, logs };
    response.json(totals === 'true' ? counted : logs);
  });

  routes.post('/api/v2/users/:id/revoke-access', (request, response) => {
    authorize(request, ['delete:sessions']);
    authorize(request, ['delete:refresh_tokens']);
    const names = Object.keys((request.body ?? {}) as object);
    if (names.some((name) => !['session_id', 'preserve_refresh_tokens'].includes(name))) throw badBody();
    state.endedAccess.push(personOf(request).user_id);
    response.status(202).end();
  });
}
