import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientId, CodeId } from '../../src/domain/ids.ts';
import type { SignInAnswer } from '../../src/ports/sign-in/sign-in-answers.ts';
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
  const uidOf = (pageUrl: string) => new URL(pageUrl).pathname.split('/').at(-1) ?? '';
  const idOf = (pageUrl: string) => signInIdOf(uidOf(pageUrl));
  const find = (kind: string, id: string) => {
    const digest = createHash('sha256').update(`${kind}\n${id}`).digest('base64url');
    return records().find(kind, digest, world.clock.now());
  };
  const put = (answer: SignInAnswer) =>
    world.store.transact(world.organizationId, (tx) => tx.signInAnswers.put(answer, world.clock.now()));
  const records = () => world.store.oidcRecords;
  const later = () => world.clock.now() + 600_000;

  it('N3: an answer to a sign-in that was put in signs nobody in', async () => {
    const { attempt, pageUrl } = await begin(world.lena.email);
    const answer = {
      organizationId: world.organizationId,
      clientId: client.id as ClientId,
      userId: world.lena.id,
      codeId: 'cod_0000000000000000' as CodeId,
      answeredAt: world.clock.now(),
      expiresAt: later(),
      finishedAt: null,
    };
    await put({ ...answer, signInId: idOf(pageUrl), proof: {} });
    const page = await attempt.browser.get(pageUrl);
    expect(page.text).toContain('name="code"');
    expect(page.text).not.toContain('class="action" href');
  });

  it('N3: an answer is moved to no other sign-in, changed to no other person, and prolonged by nobody', async () => {
    const own = await begin(world.mia.email);
    await typeCode(own.attempt, own.pageUrl, await world.issueCode(world.mia));
    const answer = await world.store.read.signInAnswers.find(idOf(own.pageUrl), world.clock.now());
    if (answer === null) throw new Error('The sign-in was not answered');
    const asks = async (pageUrl: string, browser: typeof own.attempt.browser) =>
      (await browser.get(pageUrl)).text.includes('name="code"');
    expect(await asks(own.pageUrl, own.attempt.browser)).toBe(false);
    for (const change of [{ userId: world.lena.id }, { expiresAt: later() + 1_000_000 }]) {
      await put({ ...answer, ...change });
      expect(await asks(own.pageUrl, own.attempt.browser)).toBe(true);
    }
    const other = await begin(world.mia.email);
    await put({ ...answer, signInId: idOf(other.pageUrl) });
    expect(await asks(other.pageUrl, other.attempt.browser)).toBe(true);
  });

  it('N3: an authorization code that was changed to another person gives no token', async () => {
    const { attempt, pageUrl } = await begin(world.mia.email);
    const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.mia));
    const now = world.clock.now();
    const code = await find('AuthorizationCode', returned.searchParams.get('code') ?? '');
    const grant = await find('Grant', code?.grantId ?? '');
    for (const record of [code, grant]) {
      if (record === null) throw new Error('There is nothing to change');
      const payload = { ...record.payload, accountId: world.lena.id };
      await records().upsert({ ...record, payload }, now);
    }
    await expect(exchange(attempt, returned)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('N3: the person a sign-in is for cannot be changed under it', async () => {
    const { attempt, pageUrl } = await begin(world.mia.email);
    const interaction = await find('Interaction', uidOf(pageUrl));
    if (interaction === null) throw new Error('There is nothing to change');
    const text = JSON.stringify(interaction.payload).replaceAll(
      String(world.mia.email),
      String(world.lena.email),
    );
    await records().upsert({ ...interaction, payload: JSON.parse(text) }, world.clock.now());
    const page = await attempt.browser.get(pageUrl);
    expect(page.text).not.toContain(String(world.lena.email));
    expect(page.status).toBe(400);
  });

  it('N4: a signing key that was put in is published to nobody, and signs no hint', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const kid = 'f'.repeat(32);
    const { n, e } = publicKey.export({ format: 'jwk' });
    await world.store.signingKeys.insertOnce({
      masterKeyId: 'foreign',
      publicKey: { kid, kty: 'RSA', alg: 'RS256', use: 'sig', n: String(n), e: String(e) },
      sealed: 'x.x.x.x',
      certificate: 'AAAA',
      createdAt: world.clock.now(),
      proof: {},
    });
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
