import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createDeviceChecker } from '../../src/ciba/device-checker.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { type DeviceAccess, DeviceCheckError } from '../../src/ports/device-check.ts';
import {
  answerWith,
  type CibaProvider,
  type CibaProviderOptions,
  startCibaProvider,
} from './start-ciba-provider.ts';

const lena = 'lena@acme.test';
const max = 'max@acme.test';
const question = { loginHint: lena, bindingMessage: 'tomorrow-umbrella', seconds: 300 };

let offset = 0;
const clock = { now: () => Date.now() + offset };
const checker = createDeviceChecker({ clock, allowLoopback: true });
afterEach(() => {
  offset = 0;
});

async function start(
  options: Partial<CibaProviderOptions> = {},
): Promise<{ provider: CibaProvider; access: DeviceAccess }> {
  const provider = await startCibaProvider({ logins: [lena, max], ...options });
  onTestFinished(() => provider.stop());
  const { issuer, clientId } = provider;
  return { provider, access: { issuer, clientId, secret: new Secret(provider.clientSecret) } };
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeviceCheckError)) throw new Error(`not refused: ${String(error)}`);
  return error.message;
}

describe('against a certified OpenID provider', () => {
  it.each(['client_secret_basic', 'client_secret_post'] as const)(
    'asks, waits, and is told who confirmed: %s',
    async (authentication) => {
      const { provider, access } = await start({ authentication });
      const askedAt = clock.now();
      const asked = await checker.ask(access, question);
      expect(asked.reference).toMatch(/^[0-9a-f]{64}$/);
      expect(asked.expiresInMs).toBe(300_000);
      expect(provider.questions).toMatchObject([
        { login: lena, bindingMessage: 'tomorrow-umbrella', scope: 'openid email', requestedExpiry: 300 },
      ]);
      expect(await checker.look(access, asked.ticket, askedAt)).toEqual({ kind: 'pending' });
      await provider.questions[0]?.confirm();
      const answer = await checker.look(access, asked.ticket, askedAt);
      expect(answer).toMatchObject({ kind: 'confirmed', subject: lena, email: lena });
      expect(answer.kind === 'confirmed' && answer.authenticatedAt).toBeGreaterThan(askedAt - 2000);
      // It is given once.
      expect(await problemOf(checker.look(access, asked.ticket, askedAt))).toBe('forgotten: invalid_grant');
    },
  );

  it('is told of a no', async () => {
    const { provider, access } = await start();
    const asked = await checker.ask(access, question);
    await provider.questions[0]?.deny();
    expect(await checker.look(access, asked.ticket, clock.now())).toEqual({ kind: 'denied' });
  });

  it('a person whom the provider doesn’t know is no one’s question', async () => {
    const { provider, access } = await start();
    const ask = checker.ask(access, { ...question, loginHint: 'nobody@acme.test' });
    expect(await problemOf(ask)).toBe('unknown_user: unknown_user_id');
    expect(provider.questions).toEqual([]);
  });

  it('the test authenticates and bothers no one', async () => {
    const { provider, access } = await start();
    await checker.test(access);
    expect(provider.questions).toEqual([]);
    const wrong = { ...access, secret: new Secret('x'.repeat(40)) };
    expect(await problemOf(checker.test(wrong))).toBe('client_refused: invalid_client');
    expect(await problemOf(checker.ask(wrong, question))).toBe('client_refused: invalid_client');
    expect(await problemOf(checker.test({ ...access, clientId: 'another' }))).toBe(
      'client_refused: invalid_client',
    );
  });

  it('the test finds a client that may not ask', async () => {
    const { access } = await start({ grants: ['client_credentials'] });
    expect(await problemOf(checker.test(access))).toMatch(/^client_not_allowed|^question_refused/);
  });
});

describe('an attacker between or behind', () => {
  const now = () => Math.floor(clock.now() / 1000);

  async function lookWith(idToken: (provider: CibaProvider) => Promise<string>) {
    const { provider, access } = await start();
    const askedAt = clock.now();
    const { ticket } = await checker.ask(access, question);
    provider.setFault(answerWith('/token', 200, { access_token: 'a', id_token: await idToken(provider) }));
    return checker.look(access, ticket, askedAt);
  }
  const claims = (provider: CibaProvider) => ({
    iss: provider.issuer,
    aud: 'backupcode',
    sub: lena,
    email: lena,
    iat: now(),
    exp: now() + 300,
  });

  it('the crafted token is good as long as nothing is wrong with it', async () => {
    const answer = await lookWith((provider) => provider.sign(claims(provider)));
    expect(answer).toEqual({ kind: 'confirmed', subject: lena, email: lena, authenticatedAt: null });
  });

  it.each([
    ['iss', { iss: 'https://evil.example' }, 'iss'],
    ['aud', { aud: 'another' }, 'aud'],
    ['azp', { aud: ['backupcode', 'another'] }, 'azp'],
    ['azp of another', { azp: 'another' }, 'azp'],
    ['sub', { sub: '' }, 'sub'],
    ['exp', { exp: 1 }, 'exp'],
    ['no exp', { exp: undefined }, 'exp'],
    ['signed before the question', { iat: 1 }, 'iat'],
    ['a sign-in before the question', { auth_time: 1_700_000_000 }, 'auth_time'],
    ['a time that is none', { auth_time: 'today' }, 'auth_time'],
    ['another question’s', { 'urn:openid:params:jwt:claim:auth_req_id': 'another' }, 'auth_req_id'],
  ])('a token that proves nothing is refused: %s', async (_name, change, claim) => {
    const look = lookWith((provider) => provider.sign({ ...claims(provider), ...change }));
    expect(await problemOf(look)).toContain(`bad_token: `);
    expect(
      await problemOf(lookWith((provider) => provider.sign({ ...claims(provider), ...change }))),
    ).toMatch(new RegExp(`bad_token: (${claim}|ERR_JWT_EXPIRED)`));
  });

  it.each([
    ['false', { email_verified: false }],
    ['no address', { email: undefined }],
  ])('an address of which the provider isn’t sure isn’t one: %s', async (_name, change) => {
    const answer = await lookWith((provider) => provider.sign({ ...claims(provider), ...change }));
    expect(answer).toMatchObject({ kind: 'confirmed', email: null });
  });

  it('another’s signature, a shared secret’s, and none at all are refused', async () => {
    const { provider, access } = await start();
    const { ticket } = await checker.ask(access, question);
    await provider.questions[0]?.confirm();
    const { publicKey } = await generateKeyPair('RS256', { extractable: true });
    const other = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' };
    provider.setFault(answerWith('/jwks', 200, { keys: [other] }));
    expect(await problemOf(checker.look(access, ticket, clock.now()))).toBe(
      'bad_token: ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    );
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { createHmac } = await import('node:crypto');
    for (const alg of ['none', 'HS256']) {
      const look = lookWith(async (asked) => {
        const unsigned = `${encode({ alg, kid: 'k1' })}.${encode(claims(asked))}`;
        const mac = createHmac('sha256', asked.clientSecret).update(unsigned).digest('base64url');
        return `${unsigned}.${alg === 'none' ? '' : mac}`;
      });
      expect(await problemOf(look)).toMatch(/^bad_token: ERR_JOSE_ALG_NOT_ALLOWED|^bad_token: ERR_JW/);
    }
  });

  it('what names another server is never given the secret, and redirects aren’t followed', async () => {
    const { provider, access } = await start();
    const evil = await start();
    const described = (await (
      await fetch(`${access.issuer}/.well-known/openid-configuration`)
    ).json()) as object;
    for (const [field, value] of [
      ['issuer', evil.provider.issuer],
      ['backchannel_authentication_endpoint', `${evil.provider.issuer}/backchannel`],
      ['token_endpoint', `${evil.provider.issuer}/token`],
      ['jwks_uri', `${evil.provider.issuer}/jwks`],
    ] as const) {
      provider.setFault(
        answerWith('/.well-known/openid-configuration', 200, { ...described, [field]: value }),
      );
      expect(await problemOf(checker.ask(access, question))).toBe(`bad_description: ${field}`);
    }
    provider.setFault((request, response) => {
      if (request.method !== 'POST') return false;
      response.writeHead(307, { location: `${evil.provider.issuer}${request.url}` }).end();
      return true;
    });
    expect(await problemOf(checker.ask(access, question))).toBe('unexpected_answer: 307');
    expect(evil.provider.requests).toEqual([]);
  });

  it.each([
    ['http://login.acme.example', 'bad_address: not https'],
    ['ftp://login.acme.example', 'bad_address: not https'],
    ['not a url', 'bad_address: not https'],
    ['https://user:pass@login.acme.example', 'bad_address'],
    ['https://login.acme.example/?a=b', 'bad_address'],
    ['https://169.254.169.254/latest', 'bad_address: private address'],
    ['https://[fd00::1]/', 'bad_address: private address'],
    ['https://127.0.0.1/', 'bad_address: private address'],
    ['https://localhost/', 'unreachable: private address'],
  ])(
    'in production no address inside the network, and none without TLS, is asked: %s',
    async (issuer, problem) => {
      const strict = createDeviceChecker({ clock, allowLoopback: false });
      const access = { issuer, clientId: 'c', secret: new Secret('s') };
      expect(await problemOf(strict.test(access))).toBe(problem);
    },
  );
});

describe('a provider that is away or odd', () => {
  it.each([
    ['no poll mode', { backchannel_token_delivery_modes_supported: ['ping'] }, 'no_poll'],
    ['no CIBA', { backchannel_authentication_endpoint: undefined }, 'no_poll'],
    ['no grant', { grant_types_supported: ['authorization_code'] }, 'no_poll'],
    ['no scope', { scopes_supported: ['email'] }, 'no_scope'],
    ['no secret', { token_endpoint_auth_methods_supported: ['private_key_jwt'] }, 'no_authentication'],
  ])('its description says so: %s', async (_name, change, problem) => {
    const { provider, access } = await start();
    const described = (await (
      await fetch(`${access.issuer}/.well-known/openid-configuration`)
    ).json()) as object;
    provider.setFault(answerWith('/.well-known/openid-configuration', 200, { ...described, ...change }));
    expect(await problemOf(checker.test(access))).toBe(problem);
  });

  it.each([
    [500, {}, 'unreachable: 500'],
    [503, { error: 'server_error' }, 'unreachable: 503'],
    [429, {}, 'unreachable: 429'],
    [401, { error: 'unauthorized_client' }, 'client_refused: unauthorized_client'],
    [401, {}, 'client_refused: 401'],
    [400, { error: 'unauthorized_client' }, 'client_not_allowed: unauthorized_client'],
    [400, { error: 'invalid_request' }, 'question_refused: invalid_request'],
    [400, { error: 'missing_user_code' }, 'user_code: missing_user_code'],
    [400, { error: 'invalid_binding_message' }, 'question_refused: invalid_binding_message'],
    [403, { error: 'access_denied' }, 'question_refused: access_denied'],
    [400, { error: 'lena@acme.test is unknown' }, 'question_refused: 400'],
    [404, {}, 'unexpected_answer: 404'],
    [200, {}, 'unexpected_answer: acknowledgement'],
  ])('its answer to the question: %s %j', async (status, body, problem) => {
    const { provider, access } = await start();
    provider.setFault(answerWith('/backchannel', status, body));
    expect(await problemOf(checker.ask(access, question))).toBe(problem);
  });

  it('an answer that never comes, is cut off, or is endless is no answer', async () => {
    const { provider, access } = await start();
    provider.setFault((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
      response.write('{');
      response.destroy();
      return true;
    });
    expect(await problemOf(checker.test(access))).toContain('unreachable');
    provider.setFault((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('x'.repeat(300 * 1024));
      return true;
    });
    expect(await problemOf(checker.test(access))).toBe('unexpected_answer: too large');
  });

  it('looks are slowed down, and end', async () => {
    const { provider, access } = await start();
    const { ticket } = await checker.ask(access, question);
    for (const [error, kind] of [
      ['slow_down', 'slow_down'],
      ['expired_token', 'expired'],
      ['access_denied', 'denied'],
    ]) {
      provider.setFault(answerWith('/token', 400, { error }));
      expect(await checker.look(access, ticket, clock.now())).toEqual({ kind });
    }
  });
});
