import { createServer, type Server } from 'node:http';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrustedHintIssuer } from '../../src/domain/clients/oidc-client.ts';
import { createReadHint } from '../../src/oidc/hints/read-hint.ts';
import type { OidcClient } from '../../src/services/clients/find-oidc-client.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { openBrowser } from './browser.ts';
import { createServerUrl } from './loopback.ts';
import {
  APPLICATION,
  acceptAnswer,
  ENTRA_REDIRECT_URI,
  type EntraTenant,
  openEntraTenant,
  readPostedForm,
  TENANT,
} from './open-entra-tenant.ts';
import { type OidcWorld, openOidcWorld, storeKinds, type TestClient } from './open-oidc-world.ts';
import { beginSignIn, exchange, openPage, readContinueUrl, typeCode } from './sign-in.ts';

const SKEW = 120;

describe('whose clock is how wrong: hints, to the second, by a clock that stands still', () => {
  const now = T0 / 1000;
  const fixtures = createStoreFixtures('skew');
  let server: Server;
  let keys: GenerateKeyPairResult;
  let trusted: TrustedHintIssuer;

  beforeAll(async () => {
    keys = await generateKeyPair('RS256');
    const published = { ...(await exportJWK(keys.publicKey)), kid: 'one' };
    server = createServer((_request, response) => response.end(JSON.stringify({ keys: [published] })));
    const jwksUri = await createServerUrl(server);
    trusted = {
      issuer: 'https://idp.example',
      jwksUri,
      audience: 'us',
      loginClaim: 'email',
      tenantId: 'tid',
    };
  });
  afterAll(() => new Promise((done) => server.close(done)));

  async function read(profile: 'code' | 'entra', times: Readonly<Record<string, number>>): Promise<string> {
    const client: OidcClient = {
      service: fixtures.client(fixtures.id('organization')),
      settings: { profile, authMethod: 'none', hintIssuer: trusted },
    };
    const claims = { iss: trusted.issuer, aud: 'us', tid: 'tid', sub: 's', email: 'lena@corp.example' };
    const hint = await new SignJWT({ ...claims, ...times })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(keys.privateKey);
    const readHint = createReadHint({
      issuer: 'https://backupcode.example/oidc',
      clock: { now: () => T0 },
      signingKeys: { listPublic: async () => [] },
    });
    return (await readHint(hint, client)).kind;
  }

  it.each([
    ['expired as long ago as that', { iat: now - 600, exp: now - SKEW + 1 }, 'named'],
    ['expired before', { iat: now - 600, exp: now - SKEW }, 'refused'],
    ['valid from as soon as that', { iat: now, nbf: now + SKEW, exp: now + 600 }, 'named'],
    ['valid from later', { iat: now, nbf: now + SKEW + 1, exp: now + 600 }, 'refused'],
    ['made as far in the future', { iat: now + SKEW, exp: now + 600 }, 'named'],
    ['made further in the future', { iat: now + SKEW + 1, exp: now + 600 }, 'refused'],
  ])('a hint %s', async (_name, times, expected) => {
    expect(await read('code', times)).toBe(expected);
  });

  it.each([
    ['issued five minutes ago, and the skew', { iat: now - 300 - SKEW }, 'named'],
    ['issued before', { iat: now - 300 - SKEW - 1 }, 'refused'],
    ['issued as far in the future', { iat: now + SKEW }, 'named'],
    ['issued further in the future', { iat: now + SKEW + 1 }, 'refused'],
    ['valid from later', { iat: now, nbf: now + SKEW + 1 }, 'refused'],
  ])('a hint of Entra ID, expired as they all are, %s', async (_name, times, expected) => {
    expect(await read('entra', { ...times, exp: times.iat - 1 })).toBe(expected);
  });
});

describe.each(storeKinds)('relying applications whose clock is wrong, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
  });
  afterAll(() => world.close());

  async function signIn(skewSeconds: number, checks: oidc.AuthorizationCodeGrantChecks = {}) {
    const hint = { login_hint: world.lena.email };
    const attempt = await beginSignIn(world, client, hint, undefined, skewSeconds);
    const { pageUrl } = await openPage(attempt);
    const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.lena));
    oidc.enableNonRepudiationChecks(attempt.configuration);
    return (await exchange(attempt, returned, checks)).claims()?.sub;
  }

  it.each([-SKEW, SKEW])(
    'an application that is %i s off takes our ID tokens, by its default checks',
    async (skew) => {
      expect(await signIn(skew)).toBe(world.lena.id);
      expect(await signIn(skew, { maxAge: 300 })).toBe(world.lena.id);
    },
  );

  it('the measure would notice: ten minutes ahead, the same token has expired', async () => {
    await expect(signIn(600)).rejects.toMatchObject({ code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' });
  });

  it.each([-SKEW, SKEW])(
    'Entra ID, %i s off, signs a hint that we take and takes the answer to it',
    async (skew) => {
      const tenant: EntraTenant = await openEntraTenant();
      const terms = { redirectUri: ENTRA_REDIRECT_URI };
      const entra = await world.addClient(`Entra ID ${skew}`, tenant.settings, terms);
      expect(tenant.settings.hintIssuer).toMatchObject({ audience: APPLICATION, tenantId: TENANT });
      // Two seconds less, for those that the request takes.
      const theirs = world.clock.now() + (skew > 0 ? skew - 2 : skew) * 1000;
      const request = tenant.ask(entra, await tenant.hint(theirs, { preferred_username: world.lena.email }));
      const browser = openBrowser();
      const { location } = await browser.post(`${world.issuer}/auth`, { ...request.form });
      const done = await browser.post(location ?? '', { code: await world.issueCode(world.lena) });
      const sent = readPostedForm(await browser.get(readContinueUrl(done)));
      expect((await acceptAnswer(world, entra, request, sent, skew * 1000)).amr).toEqual(['otp']);
      await tenant.close();
    },
  );
});
