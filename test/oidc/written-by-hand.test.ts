import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInIdOf } from '../../src/services/sign-in/oidc-sign-in.ts';
import { type OidcWorld, openOidcWorld, storeKinds, type TestClient } from './open-oidc-world.ts';
import { beginSignIn, exchange, goOn, openPage, typeCode } from './sign-in.ts';

/** What an attacker can do who reads and writes the database, but has neither the keys nor a code. */
describe.each(storeKinds)('a database that is written by hand, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
  });
  afterAll(() => world.close());

  const begin = async (login: string | null) => {
    const attempt = await beginSignIn(world, client, { login_hint: login });
    return { attempt, ...(await openPage(attempt)) };
  };
  const idOf = (pageUrl: string) => signInIdOf(new URL(pageUrl).pathname.split('/').at(-1) ?? '');
  const records = () => world.store.oidcRecords;
  const later = () => world.clock.now() + 600_000;

  it('N3: an answer to a sign-in that was put in signs nobody in', async () => {
    const { attempt, pageUrl } = await begin(world.lena.email);
    const payload = {
      organizationId: world.organizationId,
      clientId: client.id,
      userId: world.lena.id,
      codeId: 'cod_0000000000000000',
      answeredAt: world.clock.now(),
    };
    const place = { kind: 'SignInAnswer', id: idOf(pageUrl), grantId: null, uid: null, userCode: null };
    await records().upsert({ ...place, payload, expiresAt: later() }, world.clock.now());
    const page = await attempt.browser.get(pageUrl);
    expect(page.text).toContain('name="code"');
    expect(page.text).not.toContain('class="action" href');
  });

  it('N3: an answer is moved to no other sign-in, changed to no other person, and prolonged by nobody', async () => {
    const own = await begin(world.mia.email);
    await typeCode(own.attempt, own.pageUrl, await world.issueCode(world.mia));
    const answer = await records().find('SignInAnswer', idOf(own.pageUrl), world.clock.now());
    if (answer === null) throw new Error('The sign-in was not answered');
    const asks = async (pageUrl: string, browser: typeof own.attempt.browser) =>
      (await browser.get(pageUrl)).text.includes('name="code"');
    expect(await asks(own.pageUrl, own.attempt.browser)).toBe(false);
    for (const change of [
      { payload: { ...answer.payload, userId: world.lena.id } },
      { expiresAt: later() + 1_000_000 },
    ]) {
      await records().upsert({ ...answer, ...change }, world.clock.now());
      expect(await asks(own.pageUrl, own.attempt.browser)).toBe(true);
    }
    const other = await begin(world.mia.email);
    await records().upsert({ ...answer, id: idOf(other.pageUrl) }, world.clock.now());
    expect(await asks(other.pageUrl, other.attempt.browser)).toBe(true);
  });

  it('N3: an authorization code that was changed to another person gives no token', async () => {
    const { attempt, pageUrl } = await begin(world.mia.email);
    const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.mia));
    const now = world.clock.now();
    const codes = await records().list('AuthorizationCode', now);
    expect(codes).not.toHaveLength(0);
    for (const record of [...codes, ...(await records().list('Grant', now))]) {
      const payload = { ...record.payload, accountId: world.lena.id };
      await records().upsert({ ...record, payload }, now);
    }
    await expect(exchange(attempt, returned)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('N3: the person a sign-in is for cannot be changed under it', async () => {
    const { attempt, pageUrl } = await begin(world.mia.email);
    const interactions = await records().list('Interaction', world.clock.now());
    for (const interaction of interactions) {
      const text = JSON.stringify(interaction.payload).replaceAll(
        String(world.mia.email),
        String(world.lena.email),
      );
      await records().upsert({ ...interaction, payload: JSON.parse(text) }, world.clock.now());
    }
    const page = await attempt.browser.get(pageUrl);
    expect(page.text).not.toContain(String(world.lena.email));
    expect(page.status).toBe(400);
  });

  it('N4: a signing key that was put in is published to nobody, and signs no hint', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const kid = 'f'.repeat(32);
    const { n, e } = publicKey.export({ format: 'jwk' });
    const stored = { publicKey: { kid, kty: 'RSA', alg: 'RS256', use: 'sig', n, e }, sealed: 'x.x.x.x' };
    for (const place of ['ProvenSigningKey', 'SigningKey']) {
      const payload = { ...stored, createdAt: world.clock.now(), certificate: 'AAAA' };
      const draft = { kind: place, id: 'foreign', payload, grantId: null, uid: null, userCode: null };
      await records().upsert({ ...draft, expiresAt: null }, world.clock.now());
    }
    const jwks = await (await fetch(`${world.issuer}/jwks`)).text();
    expect(jwks).not.toContain(kid);
    const hint = await new SignJWT({ sub: world.lena.id })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(world.issuer)
      .setAudience(client.id)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    const attempt = await beginSignIn(world, client, { login_hint: null, id_token_hint: hint });
    const answer = await attempt.browser.get(attempt.url.href);
    expect(answer.location ?? answer.text).toContain('id_token_hint');
  });

  it('what the program itself has written goes through', async () => {
    const { attempt, pageUrl } = await begin(world.lena.email);
    const page = await attempt.browser.post(pageUrl, { code: await world.issueCode(world.lena) });
    const tokens = await exchange(attempt, await goOn(attempt, page));
    expect(tokens.claims()?.sub).toBe(world.lena.id);
  });
});
