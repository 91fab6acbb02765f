import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { errors, Provider } from 'oidc-provider';

export interface Question {
  readonly login: string;
  readonly bindingMessage: string;
  readonly scope: string;
  readonly requestedExpiry: number;
  /** The person says yes, on the device. */
  confirm(): Promise<void>;
  /** The person says no. */
  deny(): Promise<void>;
}

/** Answers in place of the provider; `false` leaves it to the provider. */
type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface CibaProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people were asked, in order. */
  readonly questions: readonly Question[];
  /** The paths that were asked for, with the method: `POST /token`. */
  readonly requests: readonly string[];
  /** Every token that was issued. */
  readonly tokens: readonly string[];
  /** From now on; `null`: none. */
  setFault(fault: Fault | null): void;
  /** Whose device is asked in place of this person's. */
  misdirect(login: string, instead: string): void;
  /** Signs by the provider's own key. */
  sign(payload: Readonly<Record<string, unknown>>): Promise<string>;
  stop(): Promise<void>;
}

export interface CibaProviderOptions {
  /** Logins that the provider knows; others are unknown to it. */
  readonly logins: readonly string[];
  readonly isVerified?: boolean;
  readonly authentication?: 'client_secret_basic' | 'client_secret_post';
  /** Of the client, in place of CIBA. */
  readonly grants?: readonly string[];
}

export const CLIENT_SECRET = 'a-secret-with-%-and-:-of-32-bytes-at-least';

/** A certified OpenID provider, on this machine, with people who have a device. */
export async function startCibaProvider({
  logins,
  isVerified = true,
  authentication = 'client_secret_basic',
  grants = ['urn:openid:params:grant-type:ciba'],
}: CibaProviderOptions): Promise<CibaProvider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const questions: Question[] = [];
  const requests: string[] = [];
  const tokens: string[] = [];
  const misdirected = new Map<string, string>();
  let fault: Fault | null = null;
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (fault?.(request, response) === true) return;
    handle(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientId = 'backupcode';
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: CLIENT_SECRET,
        grant_types: [...grants],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: authentication,
        backchannel_token_delivery_mode: 'poll',
        require_auth_time: true,
      },
    ],
    clientAuthMethods: [authentication],
    jwks: { keys: [key] },
    cookies: { keys: ['a-key-of-cookies'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) =>
      logins.includes(id)
        ? {
            accountId: id,
            claims: () => ({ sub: id, email: id, email_verified: isVerified }),
          }
        : undefined,
    features: {
      devInteractions: { enabled: false },
      ciba: {
        enabled: true,
        deliveryModes: ['poll'],
        processLoginHint: (_context, hint = '') => misdirected.get(hint) ?? hint,
        processLoginHintToken: () => undefined,
        validateRequestContext: () => {},
        // As strict as the library by default, and as Keycloak: no space, 20 characters.
        validateBindingMessage(_context, message) {
          if (message !== undefined && !/^[a-zA-Z0-9-._+/!?#]{1,20}$/.test(message))
            throw new errors.InvalidBindingMessage('binding_message');
        },
        verifyUserCode: () => {},
        async triggerAuthenticationDevice(_context, request, account, client) {
          const parameters = (request as { params?: Record<string, string> }).params ?? {};
          const authTime = Math.floor(Date.now() / 1000);
          questions.push({
            login: account?.accountId ?? '',
            bindingMessage: parameters.binding_message ?? '',
            scope: parameters.scope ?? '',
            requestedExpiry: Number(parameters.requested_expiry),
            async confirm() {
              const grant = new provider.Grant({
                clientId: client.clientId,
                accountId: account?.accountId ?? '',
              });
              grant.addOIDCScope('openid email');
              await grant.save();
              await provider.backchannelResult(request, grant, { authTime });
            },
            deny: () => provider.backchannelResult(request, new errors.AccessDenied('denied on the device')),
          });
        },
      },
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as Record<string, unknown> | undefined;
    for (const name of ['id_token', 'access_token', 'auth_req_id'])
      if (typeof body?.[name] === 'string') tokens.push(body[name]);
  });
  handle = provider.callback();
  return {
    issuer,
    clientId,
    clientSecret: CLIENT_SECRET,
    questions,
    requests,
    tokens,
    setFault: (next) => {
      fault = next;
    },
    misdirect: (login, instead) => misdirected.set(login, instead),
    sign: (payload) =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** A fault that answers requests of the path with JSON. */
export function answerWith(path: string, status: number, body: unknown): Fault {
  return (request, response) => {
    if (request.url !== path) return false;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    return true;
  };
}
