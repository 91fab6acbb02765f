import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** What a provider may get wrong, or be made to get wrong. */
export interface Lies {
  readonly claims?: JWTPayload;
  /** leave these claims out */
  readonly without?: readonly string[];
  readonly isForeignKey?: boolean;
  readonly isUnsigned?: boolean;
  /** come back with this error in place of a code */
  readonly error?: string;
  readonly state?: string;
}

export interface FakeProvider {
  readonly issuer: string;
  /** The parameters of each authorization request, in order. */
  readonly requests: readonly URLSearchParams[];
  lie(lies: Lies): void;
  stop(): Promise<void>;
}

/** An OpenID provider that says yes at once, and lies when told to: what a client must not fall for. */
export async function startFakeProvider(): Promise<FakeProvider> {
  const key = await generateKeyPair('ES256');
  const foreign = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(key.publicKey)), alg: 'ES256', use: 'sig', kid: 'one' }] };
  const requests: URLSearchParams[] = [];
  let lies: Lies = {};
  let issuer = '';

  const signIdToken = async (request: URLSearchParams): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const claims: JWTPayload = {
      iss: issuer,
      aud: 'portal',
      sub: 'user-1',
      email: request.get('login_hint'),
      nonce: request.get('nonce'),
      amr: ['otp'],
      acr: 'backup-code',
      iat: now,
      exp: now + 60,
      ...lies.claims,
    };
    for (const name of lies.without ?? []) delete claims[name];
    if (lies.isUnsigned) {
      const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none' })}.${part(claims)}.`;
    }
    const signer = new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' });
    return signer.sign(lies.isForeignKey ? foreign.privateKey : key.privateKey);
  };

  const answer = async (url: URL): Promise<{ status: number; location?: string; body?: unknown }> => {
    if (url.pathname === '/.well-known/openid-configuration') {
      return {
        status: 200,
        body: {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        },
      };
    }
    if (url.pathname === '/jwks') return { status: 200, body: jwks };
    if (url.pathname === '/authorize') {
      requests.push(url.searchParams);
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('state', lies.state ?? url.searchParams.get('state') ?? '');
      if (lies.error === undefined) back.searchParams.set('code', String(requests.length - 1));
      else back.searchParams.set('error', lies.error);
      return { status: 303, location: back.href };
    }
    return { status: 404, body: {} };
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/token') {
      let text = '';
      for await (const chunk of request) text += chunk;
      const asked = requests[Number(new URLSearchParams(text).get('code'))] ?? new URLSearchParams();
      const body = { access_token: 'a', token_type: 'bearer', id_token: await signIdToken(asked) };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    const { status, location, body } = await answer(url);
    if (location !== undefined) response.setHeader('location', location);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    requests,
    lie(chosen) {
      lies = chosen;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
