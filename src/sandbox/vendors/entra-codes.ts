import { randomUUID } from 'node:crypto';
import type { Request, Router } from 'express';
import { badRequest, notFound, presentList, refusal } from './entra-answers.ts';
import { createEntraPasses, type EntraPassPolicy } from './entra-passes.ts';
import type { EntraFakeMember, EntraFakePerson } from './entra-people.ts';

export interface EntraCodes {
  /** Application permissions; tests take some away. */
  readonly granted: Set<string>;
  readonly policy: EntraPassPolicy;
  /** Ids of the roles that a person has, or may activate, by the person's id. */
  readonly roles: Map<string, readonly string[]>;
  readonly eligible: Map<string, readonly string[]>;
  /** False: without the licence for sign-in logs and roles to be activated. */
  hasPremium: boolean;
  /** Every pass ever made. */
  readonly made: readonly string[];
  /** How often the person's sessions were ended. */
  sessionsEnded(userId: string): number;
  /** A pass made by other means, such as the admin center. */
  make(userId: string, minutes?: number): string;
  /** The passes that would let the person in now. */
  working(userId: string): readonly string[];
  /** Signs the person in with a pass; false if it doesn't let them in. */
  redeem(userId: string, code: string, ipAddress?: string): boolean;
  /** Gives the person a new factor. */
  enrol(userId: string): void;
}

export interface EntraCodesWorld {
  readonly people: ReadonlyMap<string, EntraFakePerson>;
  readonly groups: ReadonlyMap<string, readonly EntraFakeMember[]>;
  readonly now: () => number;
  /** @throws VendorRefusal unless the token is good, and the application has one of the permissions */
  readonly authorize: (request: Request, ...anyOf: string[]) => void;
  readonly granted: Set<string>;
  /** Of lists that come in pages. */
  readonly pageMax: number;
}

const READ_PASSES = [
  'UserAuthMethod-TAP.Read.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthenticationMethod.Read.All',
  'UserAuthenticationMethod.ReadWrite.All',
];
const MAKE_PASSES = ['UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'];
const PASSES = '/v1.0/users/:user/authentication/temporaryAccessPassMethods';
const POLICY = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations';

/** Temporary Access Passes, and what is read around them. */
export function createEntraCodes(world: EntraCodesWorld): EntraCodes & { addRoutes(routes: Router): void } {
  const { people, groups, now, authorize, granted, pageMax } = world;
  const passes = createEntraPasses(people, groups, now);
  const { policy, groupsOf, add, present, isWorking } = passes;
  const signIns: Record<string, unknown>[] = [];
  const factors = new Map<string, Record<string, unknown>[]>();
  const sessions = new Map<string, number>();
  const roles = new Map<string, readonly string[]>();
  const eligible = new Map<string, readonly string[]>();
  const flags = { hasPremium: true };

  const findPerson = (id: string | string[] | undefined): EntraFakePerson => {
    const key = String(id);
    const person = people.get(key) ?? [...people.values()].find((each) => each.userPrincipalName === key);
    if (person === undefined) throw notFound(key);
    return person;
  };
  const addRoutes = (routes: Router): void => {
    routes.get(PASSES, (request, response) => {
      authorize(request, ...READ_PASSES);
      const pass = passes.find(findPerson(request.params.user).id);
      response.json(presentList(request, pass === undefined ? [] : [present(pass, null)]));
    });

    routes.post(PASSES, (request, response) => {
      authorize(request, ...MAKE_PASSES);
      const person = findPerson(request.params.user);
      const wish = passes.readWish(request.body);
      if (person.userType === 'Guest') throw refusal(400, 'badRequest', 'External users are not supported.');
      if (policy.state !== 'enabled' || !passes.isInScope(person.id)) {
        const text =
          'does not allow creating or updating this authentication method. AuthMethodType [TemporaryAccessPass].';
        throw refusal(400, 'badRequest', `Converged UserCredentialPolicy ${text}`);
      }
      const pass = add(person.id, wish.minutes, wish.isUsableOnce, wish.startsAt);
      response.status(201).json({ '@odata.context': '$metadata', ...present(pass, pass.code) });
    });

    routes.get(`${PASSES}/:pass`, (request, response) => {
      authorize(request, ...READ_PASSES);
      const pass = passes.find(findPerson(request.params.user).id);
      if (pass?.id !== request.params.pass) throw refusal(404, 'resourceNotFound', 'Resource not found.');
      response.json({ '@odata.context': '$metadata', ...present(pass, null) });
    });

    routes.delete(`${PASSES}/:pass`, (request, response) => {
      authorize(request, ...MAKE_PASSES);
      const { id } = findPerson(request.params.user);
      if (passes.find(id)?.id !== request.params.pass)
        throw refusal(404, 'resourceNotFound', 'Resource not found.');
      passes.remove(id);
      response.status(204).end();
    });

    routes.get('/v1.0/users/:user/authentication/methods', (request, response) => {
      authorize(request, 'UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All');
      const { id } = findPerson(request.params.user);
      const pass = passes.find(id);
      const type = '#microsoft.graph.temporaryAccessPassAuthenticationMethod';
      response.json(
        presentList(request, [
          {
            '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
            id: randomUUID(),
            createdDateTime: null,
          },
          ...(pass === undefined ? [] : [{ '@odata.type': type, ...present(pass, null) }]),
          ...(factors.get(id) ?? []),
        ]),
      );
    });

    routes.get(`${POLICY}/TemporaryAccessPass`, (request, response) => {
      authorize(request, 'Policy.Read.AuthenticationMethod', 'Policy.Read.All');
      const type = '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration';
      response.json({ '@odata.type': type, id: 'TemporaryAccessPass', ...policy });
    });

    routes.get('/v1.0/users/:user/transitiveMemberOf', (request, response) => {
      authorize(request, 'User.Read.All', 'Directory.Read.All');
      const { id } = findPerson(request.params.user);
      const list = [
        ...groupsOf(id).map((group) => ({ '@odata.type': '#microsoft.graph.group', id: group })),
        ...(roles.get(id) ?? []).map((role) => ({
          '@odata.type': '#microsoft.graph.directoryRole',
          id: role,
        })),
      ];
      response.json(presentList(request, list, pageMax));
    });

    for (const [list, held] of [
      ['roleAssignments', roles],
      ['roleEligibilityScheduleInstances', eligible],
    ] as const) {
      routes.get(`/v1.0/roleManagement/directory/${list}`, (request, response) => {
        authorize(request, 'RoleManagement.Read.Directory', 'RoleManagement.Read.All');
        if (held === eligible && !flags.hasPremium)
          throw refusal(400, 'AadPremiumLicenseRequired', 'The tenant needs a Premium P2 license.');
        const [, principalId] = /^principalId eq '([^']+)'$/.exec(String(request.query.$filter)) ?? [];
        if (principalId === undefined) throw badRequest('$filter');
        const found = (held.get(principalId) ?? []).map((roleDefinitionId) => ({
          id: `${principalId}-${roleDefinitionId}`,
          principalId,
          roleDefinitionId,
          directoryScopeId: '/',
        }));
        response.json(presentList(request, found));
      });
    }

    routes.get('/beta/auditLogs/signIns', (request, response) => {
      authorize(request, 'AuditLog.Read.All');
      if (!flags.hasPremium)
        throw refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'No premium license.');
      const filter = /^userId eq '([^']+)' and createdDateTime ge (\S+)$/.exec(String(request.query.$filter));
      if (filter === null) throw badRequest('$filter');
      const [, userId, since = ''] = filter;
      const found = signIns.filter(
        (each) => each.userId === userId && Date.parse(String(each.createdDateTime)) >= Date.parse(since),
      );
      response.json(presentList(request, found.toReversed()));
    });

    routes.post('/v1.0/users/:user/revokeSignInSessions', (request, response) => {
      authorize(request, 'User.RevokeSessions.All', 'User.ReadWrite.All');
      const { id } = findPerson(request.params.user);
      sessions.set(id, (sessions.get(id) ?? 0) + 1);
      response.json({ '@odata.context': '$metadata#Edm.Boolean', value: true });
    });
  };

  return Object.assign(flags, {
    addRoutes,
    granted,
    policy,
    roles,
    eligible,
    made: passes.made,
    sessionsEnded: (userId: string) => sessions.get(userId) ?? 0,
    make: (userId: string, minutes = policy.defaultLifetimeInMinutes) => add(userId, minutes, true).code,
    working: (userId: string) => [passes.find(userId)].filter(isWorking).map(({ code }) => code),
    redeem(userId: string, code: string, ipAddress = '198.51.100.7') {
      const pass = passes.find(userId);
      if (!isWorking(pass) || pass.code !== code) return false;
      pass.isUsed = pass.isUsableOnce;
      signIns.push({
        id: randomUUID(),
        userId,
        createdDateTime: new Date(now()).toISOString(),
        ipAddress,
        location: { city: 'Berlin', state: 'Berlin', countryOrRegion: 'DE' },
        status: { errorCode: 0 },
        authenticationDetails: [{ authenticationMethod: 'Temporary Access Pass', succeeded: true }],
      });
      return true;
    },
    enrol(userId: string) {
      const type = '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod';
      const factor = {
        '@odata.type': type,
        id: randomUUID(),
        createdDateTime: new Date(now()).toISOString(),
        displayName: 'Phone',
      };
      factors.set(userId, [...(factors.get(userId) ?? []), factor]);
    },
  });
}
