import type { Request, Response, Router } from 'express';
import { type OktaCodes, type OktaTac, openStates } from './okta-codes.ts';
import type { OktaLog } from './okta-log.ts';
import type { OktaFakePerson } from './okta-person.ts';
import type { VendorRefusal } from './vendor-fake.ts';

interface OktaCodeWorld {
  readonly people: ReadonlyMap<string, OktaFakePerson>;
  readonly codes: OktaCodes;
  readonly log: OktaLog;
  readonly authorize: (request: Request, scope: string) => void;
  readonly refuse: (status: number, errorCode: string, errorSummary: string) => VendorRefusal;
}

const TAC_ID = 'aut1tac';

/** The routes of temporary access codes, and of the people, roles, sessions and log around them. */
export function addOktaCodeRoutes(
  routes: Router,
  { people, codes, log, authorize, refuse }: OktaCodeWorld,
): void {
  const ofPerson = (personId: string) =>
    [...codes.enrolments.values()].filter((each) => each.personId === personId);
  const validation = (what: string) => refuse(400, 'E0000001', `Api validation failed: ${what}`);
  const absent = (what: string) => refuse(404, 'E0000007', `Not found: Resource not found: ${what}`);
  const sendEmpty = (response: Response) => void response.status(204).end();

  /** The person of a path. @throws VendorRefusal 404 */
  const personOf = (request: Request): OktaFakePerson => {
    const person = people.get(String(request.params.personId));
    if (person === undefined) throw absent('user');
    return person;
  };

  const expectQuery = (request: Request, names: readonly string[]) => {
    const unknown = Object.keys(request.query).find((name) => !names.includes(name));
    if (unknown !== undefined) throw validation(unknown);
  };

  /** Without the code and its lifetime: those are in the answer to its making alone. */
  const describe = ({ id, personId, createdAt }: OktaTac) => ({
    id,
    type: 'tac',
    key: 'tac',
    name: 'Temporary Access Code',
    status: 'ACTIVE',
    created: new Date(createdAt).toISOString(),
    lastUpdated: new Date(createdAt).toISOString(),
    _links: {
      self: {
        href: `https://acme.okta.com/api/v1/users/${personId}/authenticator-enrollments/${id}`,
        hints: { allow: ['GET', 'DELETE'] },
      },
    },
  });

  const readWish = (body: unknown): { ttl: number; multiUse: boolean } => {
    const { authenticatorId, profile, ...rest } = (body ?? {}) as Record<string, unknown>;
    if (Object.keys(rest).length > 0) throw validation(Object.keys(rest).join());
    if (authenticatorId !== TAC_ID || codes.tac?.status !== 'ACTIVE') throw validation('authenticatorId');
    if (typeof profile !== 'object' || profile === null) throw validation('profile');
    const { ttl, multiUse, ...more } = profile as Record<string, unknown>;
    if (Object.keys(more).length > 0) throw validation(Object.keys(more).join());
    // By Okta's description it is text, by its examples a number.
    const minutes = typeof ttl === 'string' && /^\d+$/.test(ttl) ? Number(ttl) : ttl;
    const { minTtl, maxTtl, multiUseAllowed } = codes.tac;
    if (!Number.isInteger(minutes) || Number(minutes) < minTtl || Number(minutes) > maxTtl)
      throw validation('ttl');
    if (typeof multiUse !== 'boolean' || (multiUse && !multiUseAllowed)) throw validation('multiUse');
    return { ttl: Number(minutes), multiUse };
  };

  routes.get('/api/v1/users/:personId', (request, response) => {
    authorize(request, 'okta.users.read');
    response.json(personOf(request));
  });

  routes.get('/api/v1/authenticators', (request, response) => {
    authorize(request, 'okta.authenticators.read');
    expectQuery(request, []);
    const { tac } = codes;
    const password = {
      type: 'password',
      id: 'aut1pw',
      key: 'okta_password',
      status: 'ACTIVE',
      name: 'Password',
    };
    if (tac === null) return void response.json([password]);
    const { status, ...range } = tac;
    const complexity = { numbers: true, letters: true, specialCharacters: true };
    const configuration = { ...range, defaultTtl: range.minTtl, length: 16, complexity };
    const provider = { type: 'tac', configuration };
    response.json([
      password,
      { type: 'tac', id: TAC_ID, key: 'tac', status, name: 'Temporary Access Code', provider },
    ]);
  });

  routes.get('/api/v1/users/:personId/authenticator-enrollments', (request, response) => {
    authorize(request, 'okta.users.read');
    expectQuery(request, ['discloseIdentifiers']);
    const person = personOf(request);
    const password = { id: `lae${person.id}`, type: 'password', key: 'okta_password', status: 'ACTIVE' };
    response.json([{ ...password, name: 'Password' }, ...ofPerson(person.id).map(describe)]);
  });

  const enrolmentOf = (request: Request): OktaTac => {
    const found = codes.enrolments.get(String(request.params.enrolmentId));
    if (found === undefined || found.personId !== personOf(request).id) throw absent('enrollment');
    return found;
  };

  routes.get('/api/v1/users/:personId/authenticator-enrollments/:enrolmentId', (request, response) => {
    authorize(request, 'okta.users.read');
    response.json(describe(enrolmentOf(request)));
  });

  routes.delete('/api/v1/users/:personId/authenticator-enrollments/:enrolmentId', (request, response) => {
    authorize(request, 'okta.users.manage');
    codes.enrolments.delete(enrolmentOf(request).id);
    sendEmpty(response);
  });

  routes.post('/api/v1/users/:personId/authenticator-enrollments/tac', (request, response) => {
    authorize(request, 'okta.users.manage');
    const person = personOf(request);
    const isAdministrator = (codes.roles.get(person.id) ?? []).length > 0;
    if (isAdministrator && !codes.isSuper)
      throw refuse(403, 'E0000006', 'You do not have permission to perform the requested action');
    const wish = readWish(request.body);
    if (!openStates.includes(person.status))
      throw refuse(403, 'E0000038', "This operation is not allowed in the user's current status.");
    const tac = codes.make(person.id, wish);
    // Without a zone, as in Okta's own example.
    const expiresAt = new Date(tac.expiresAt).toISOString().slice(0, 19);
    response.json({
      ...describe(tac),
      nickname: '',
      profile: { tac: tac.code, multiUse: tac.multiUse, expiresAt },
    });
  });

  routes.get('/api/v1/users/:personId/roles', (request, response) => {
    authorize(request, 'okta.roles.read');
    expectQuery(request, ['expand']);
    const roles = codes.roles.get(personOf(request).id) ?? [];
    response.json(
      roles.map((type, index) => ({
        id: `ra${index}`,
        label: type,
        type,
        status: 'ACTIVE',
        assignmentType: 'USER',
      })),
    );
  });

  routes.get('/api/v1/iam/assignees/users', (request, response) => {
    authorize(request, 'okta.roles.read');
    expectQuery(request, ['after', 'limit']);
    response.json({ value: [...codes.roles.keys()].map((id) => ({ id })) });
  });

  routes.delete('/api/v1/users/:personId/sessions', (request, response) => {
    authorize(request, 'okta.users.manage');
    expectQuery(request, ['oauthTokens', 'forgetDevices']);
    const { oauthTokens = 'false' } = request.query;
    codes.endedSessions.push({ personId: personOf(request).id, oauthTokens: oauthTokens === 'true' });
    sendEmpty(response);
  });

  routes.get('/api/v1/logs', (request, response) => {
    authorize(request, 'okta.logs.read');
    expectQuery(request, ['since', 'until', 'filter', 'sortOrder', 'limit']);
    response.json(log.select(request));
  });
}
