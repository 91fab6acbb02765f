import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { Secret } from '../domain/crypto/secret.ts';
import { say } from '../messages/say.ts';
import { DIALECT_SETTING } from '../services/clients/scim-source.ts';
import type { ScimServices } from '../services/scim/scim-services.ts';
import { strict } from './dialects/dialect.ts';
import { lenient } from './dialects/lenient.ts';
import * as discovery from './endpoints/discovery.ts';
import { createGroupEndpoints } from './endpoints/groups.ts';
import { createListEndpoint, createSearchAllEndpoint, createSearchEndpoint } from './endpoints/search.ts';
import { createTokenEndpoint } from './endpoints/token.ts';
import { createUserEndpoints } from './endpoints/users.ts';
import type { Answer, Exchange, Handle, RequestFacts } from './exchange.ts';
import { groupType } from './schemas/group-schema.ts';
import { userType } from './schemas/user-schema.ts';
import { ScimError } from './scim-error.ts';
import { SCIM_PATH } from './scim-path.ts';
import { sendAnswer, sendFailure } from './send-answer.ts';

export interface ScimRouterDeps {
  readonly services: ScimServices;
  readonly publicUrl: () => string;
  readonly factsOf: (request: Request) => RequestFacts;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Routes = readonly (readonly [path: string, handles: Partial<Record<Method, Handle>>])[];

/** The SCIM 2.0 service provider (RFC 7643, RFC 7644): what an identity provider calls to create, change and remove users and groups. */
export function createScimRouter({ services, publicUrl, factsOf }: ScimRouterDeps): Router {
  const router = express.Router({ caseSensitive: false });
  const addressOf = (request: Request) => factsOf(request).source;
  /** What Express could not read, such as a path with broken percent-encoding. */
  const failures: ErrorRequestHandler = (error: unknown, request, response, _next) =>
    sendFailure(factsOf(request), request, response, error);
  router.route('/oauth/token').post(createTokenEndpoint({ createToken: services.createToken, addressOf }));
  for (const [path, handles] of listRoutes(services)) router.route(path).all(serve(handles));
  router.use(serve(null));
  router.use(failures);
  return router;

  function serve(handles: Partial<Record<Method, Handle>> | null): RequestHandler {
    return async (request, response) => {
      try {
        sendAnswer(request, response, await answer(handles, request, response));
      } catch (error) {
        sendFailure(factsOf(request), request, response, error);
      }
    };
  }

  async function answer(
    handles: Partial<Record<Method, Handle>> | null,
    request: Request,
    response: Response,
  ): Promise<Answer> {
    const exchange = await admit(request, response);
    if (handles === null) throw new ScimError(404, null, say('scim.error.noEndpoint'));
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const handle = isMethod(method) ? handles[method] : undefined;
    if (handle !== undefined) return handle(exchange);
    response.setHeader('Allow', Object.keys(handles).join(', '));
    throw new ScimError(405, null, say('scim.error.method'));
  }

  /** Before anything of the request is read. */
  async function admit(request: Request, response: Response): Promise<Exchange> {
    const facts = factsOf(request);
    const [, token] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const admitted =
      token === undefined
        ? ({ kind: 'unauthorized' } as const)
        : await services.admitClient(new Secret(token), facts.source);
    if (admitted.kind === 'unauthorized') {
      const error = token === undefined ? '' : ', error="invalid_token"';
      response.setHeader('WWW-Authenticate', `Bearer realm="backupcode"${error}`);
      throw new ScimError(401, null, say('scim.error.unauthorized'));
    }
    facts.clientId = admitted.kind === 'admitted' ? admitted.caller.client.id : admitted.client.id;
    if (admitted.kind === 'rate_limited') {
      // Whole seconds: Okta reads no date here.
      response.setHeader('Retry-After', String(admitted.retryAfterSeconds));
      throw new ScimError(429, null, say('scim.error.rateLimited'));
    }
    if (admitted.kind === 'forbidden') throw new ScimError(403, null, say('scim.error.forbidden'));
    if (admitted.kind === 'no_source') throw new ScimError(403, null, say('scim.error.noSource'));
    const { caller } = admitted;
    const dialect = caller.source.settings[DIALECT_SETTING] === 'strict' ? strict : lenient;
    const at = request.url.indexOf('?');
    const query = new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1));
    return { request, caller, dialect, query, base: `${publicUrl().replace(/\/+$/, '')}${SCIM_PATH}` };
  }
}

function listRoutes(services: ScimServices): Routes {
  const users = createUserEndpoints(services);
  const groups = createGroupEndpoints(services);
  return [
    ['/Users', { GET: createListEndpoint(services, userType), POST: users.create }],
    ['/Users/.search', { POST: createSearchEndpoint(services, userType) }],
    ['/Users/:id', { GET: users.get, PUT: users.replace, PATCH: users.patch, DELETE: users.remove }],
    ['/Groups', { GET: createListEndpoint(services, groupType), POST: groups.create }],
    ['/Groups/.search', { POST: createSearchEndpoint(services, groupType) }],
    ['/Groups/:id', { GET: groups.get, PUT: groups.replace, PATCH: groups.patch, DELETE: groups.remove }],
    ['/.search', { POST: createSearchAllEndpoint(services) }],
    ['/ServiceProviderConfig', { GET: discovery.showConfig }],
    ['/ResourceTypes', { GET: discovery.listTypes }],
    ['/ResourceTypes/:id', { GET: discovery.showType }],
    ['/Schemas', { GET: discovery.listSchemas }],
    ['/Schemas/:id', { GET: discovery.showSchema }],
    ['/Me', everyMethod(unsupported('/Me'))],
    ['/Bulk', everyMethod(unsupported('/Bulk'))],
  ];
}

function unsupported(name: string): Handle {
  return async () => {
    throw new ScimError(501, null, say('scim.error.unsupported', { name }));
  };
}

function everyMethod(handle: Handle): Record<Method, Handle> {
  return { GET: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle };
}

function isMethod(text: string): text is Method {
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(text);
}
