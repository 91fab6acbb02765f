import { createRemoteJWKSet, jwtVerify } from 'jose';
import { fetchUserInfo } from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OidcWorld, openOidcWorld, storeKinds, type TestClient } from './open-oidc-world.ts';
import { beginSignIn, exchange, openPage, typeCode } from './sign-in.ts';

describe.each(storeKinds)('signing in over OpenID Connect, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
  });
  afterAll(() => world.close());

  it('N10: the named person types the code, and the service learns who, how and when', async () => {
    const code = await world.issueCode(world.lena);
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { page, pageUrl } = await openPage(attempt);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Portal');
    expect(page.text).not.toMatch(/type="password"/);
    const before = Math.floor(Date.now() / 1000);
    const tokens = await exchange(attempt, await typeCode(attempt, pageUrl, code), { maxAge: 60 });
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      iss: world.issuer,
      sub: world.lena.id,
      aud: client.id,
      amr: ['otp'],
      acr: 'urn:backupcode:acr:second-factor',
      nonce: attempt.nonce,
      email: world.lena.email,
    });
    expect(claims?.auth_time).toBeGreaterThanOrEqual(before - 1);
    expect((claims?.exp ?? 0) - (claims?.iat ?? 0)).toBe(300);
    expect(tokens.refresh_token).toBeUndefined();
    const keys = createRemoteJWKSet(new URL(`${world.issuer}/jwks`));
    const verified = await jwtVerify(tokens.id_token ?? '', keys, {
      issuer: world.issuer,
      audience: client.id,
      algorithms: ['RS256'],
    });
    expect(verified.payload.sub).toBe(world.lena.id);
    const info = await fetchUserInfo(attempt.configuration, tokens.access_token, world.lena.id);
    expect(info).toEqual({ sub: world.lena.id, email: world.lena.email });
    const history = await world.store.read.audit.listLatest(world.organizationId, 5);
    expect(history.filter(({ action }) => action === 'code.redeemed')).toMatchObject([
      { source: 'http:127.0.0.1', actor: { kind: 'client', id: client.id }, target: world.lena.id },
    ]);
  });
});
