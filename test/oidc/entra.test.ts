import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { createFlakyStore, createFlaw } from './flaky-store.ts';
import {
  acceptAnswer,
  claimsOf,
  ENTRA_REDIRECT_URI,
  type EntraRequest,
  type EntraTenant,
  openEntraTenant,
  type PostedForm,
  type PrivateKey,
  readPostedForm,
} from './open-entra-tenant.ts';
import {
  type OidcWorld,
  openOidcWorld,
  REDIRECT_URI,
  storeKinds,
  type TestClient,
} from './open-oidc-world.ts';
import { beginSignIn, openPage, readContinueUrl, typeCode } from './sign-in.ts';

/** Tried against an imitation that is made by Microsoft's reference: no test here has met Entra ID. */
describe.each(storeKinds)('an external authentication method of Entra ID, on %s', (kind) => {
  const flaw = createFlaw();
  let world: OidcWorld;
  let tenant: EntraTenant;
  let client: TestClient;

  beforeAll(async () => {
    world = await openOidcWorld(kind, { wrapStore: (store) => createFlakyStore(store, flaw) });
    tenant = await openEntraTenant();
    client = await world.addClient('Entra ID', tenant.settings, { redirectUri: ENTRA_REDIRECT_URI });
  });
  afterAll(async () => {
    await world.close();
    await tenant.close();
  });

  const hintOf = (change: Readonly<Record<string, unknown>> = {}, key?: PrivateKey) =>
    tenant.hint(world.clock.now(), { preferred_username: world.lena.email, ...change }, key);

  async function ask(change: Readonly<Record<string, string | null>> = {}, hint?: string) {
    return tenant.ask(client, hint ?? (await hintOf()), change);
  }

  const send = (browser: Browser, { form }: EntraRequest): Promise<Visit> =>
    browser.post(`${world.issuer}/auth`, { ...form }, { origin: 'https://login.entra.example' });

  async function open(request: EntraRequest) {
    const browser = openBrowser();
    const pageUrl = (await send(browser, request)).location;
    if (pageUrl === null) throw new Error('No page was opened');
    return { browser, pageUrl };
  }

  /** Types the code and goes on; what is then posted to Entra ID. */
  async function finish(browser: Browser, pageUrl: string, code: string): Promise<Visit> {
    const done = await browser.post(pageUrl, { code });
    return browser.get(readContinueUrl(done));
  }

  /** What a request comes to that must not get as far as a page which asks for a code. */
  async function refusalOf(request: EntraRequest): Promise<string> {
    const visit = await send(openBrowser(), request);
    const form = readPostedForm(visit);
    if (form === null) return `${visit.status} ${visit.location ?? 'page'}`;
    expect(form).toMatchObject({ action: ENTRA_REDIRECT_URI, fields: { state: request.state } });
    return form.fields.error ?? 'no error';
  }

  it('the person Entra ID has named types the code, and Entra ID gets an answer that it can take', async () => {
    const request = await ask();
    const { browser, pageUrl } = await open(request);
    expect((await browser.get(pageUrl)).text).toContain(world.lena.email);
    const last = await finish(browser, pageUrl, await world.issueCode(world.lena));
    const sent = readPostedForm(last);
    const claims = await acceptAnswer(world, client, request, sent);
    expect(claims).toMatchObject({ acr: 'possessionorinherence', amr: ['otp'], aud: client.id });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
    const [header = ''] = sent?.fields.id_token?.split('.') ?? [];
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    expect(Buffer.from(kid, 'base64').toString('base64'), 'as Entra ID wants it').toBe(kid);
    expect(Object.keys(sent?.fields ?? {}).sort()).toEqual(['id_token', 'state']);
    expect(Object.keys(claims).sort(), 'and nothing else of the person').toEqual(
      'acr amr aud auth_time exp iat iss nonce sub'.split(' '),
    );
  });

  it('by GET as by POST, without a state as with one', async () => {
    const request = await ask({ state: null });
    const browser = openBrowser();
    const query = new URLSearchParams({ ...request.form });
    const { location } = await browser.get(`${world.issuer}/auth?${query}`);
    const last = await finish(browser, location ?? '', await world.issueCode(world.lena));
    expect(Object.keys(readPostedForm(last)?.fields ?? {})).toEqual(['id_token']);
  });

  it('the page that sends the form: no script but ours, no frame, not kept, and a button where scripts are off', async () => {
    const { browser, pageUrl } = await open(await ask());
    const last = await finish(browser, pageUrl, await world.issueCode(world.lena));
    const policy = last.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain('form-action https://login.entra.example https:;');
    expect(policy).not.toContain('unsafe');
    expect(last.headers.get('cache-control')).toBe('no-store');
    expect(last.headers.get('x-frame-options')).toBe('DENY');
    expect(last.text).not.toMatch(/<script>| on[a-z]+=/);
    expect(last.text).toContain('<button type="submit"');
  });

  it('N3: one hint and one code give one ID token: nothing comes of the page, the request or the hint again', async () => {
    const request = await ask();
    const first = await open(request);
    const second = await open(request);
    const code = await world.issueCode(world.lena);
    const done = await first.browser.post(first.pageUrl, { code });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => first.browser.get(readContinueUrl(done))),
    );
    const tokens = answers.filter((visit) => readPostedForm(visit)?.fields.id_token !== undefined);
    expect(tokens).toHaveLength(1);
    expect((await first.browser.get(first.pageUrl)).text).not.toContain('class="action" href');
    expect((await second.browser.post(second.pageUrl, { code })).status, 'spent').toBe(422);
    // A page that was open before, with a code of its own: the hint has had its answer.
    const late = await finish(second.browser, second.pageUrl, await world.issueCode(world.lena));
    expect(readPostedForm(late)?.fields).toMatchObject({ error: 'access_denied', state: request.state });
    expect(await refusalOf(request)).toBe('invalid_request');
    const respelled = respell(request.form.id_token_hint ?? '');
    expect(await refusalOf(await ask({ nonce: 'another' }, respelled))).toBe('invalid_request');
  });

  it('a request may be sent again until it was answered, as by going back', async () => {
    const request = await ask();
    await open(request);
    const { browser, pageUrl } = await open(request);
    const last = await finish(browser, pageUrl, await world.issueCode(world.lena));
    await acceptAnswer(world, client, request, readPostedForm(last));
  });

  it('another person’s code is refused, and each answer names the person of its own hint', async () => {
    const mias = await ask(
      { login_hint: world.lena.email },
      await hintOf({ sub: 'mia-there', preferred_username: world.mia.email }),
    );
    const lenas = await ask({ login_hint: world.mia.email });
    const [mia, lena] = [await open(mias), await open(lenas)];
    expect((await mia.browser.get(mia.pageUrl)).text).toContain(world.mia.email);
    const code = await world.issueCode(world.lena);
    expect((await mia.browser.post(mia.pageUrl, { code })).status).toBe(422);
    const miasAnswer = readPostedForm(
      await finish(mia.browser, mia.pageUrl, await world.issueCode(world.mia)),
    );
    const lenasAnswer = readPostedForm(await finish(lena.browser, lena.pageUrl, code));
    expect((await acceptAnswer(world, client, mias, miasAnswer)).sub).toBe('mia-there');
    await acceptAnswer(world, client, lenas, lenasAnswer);
    const swapped = { ...miasAnswer, fields: { ...miasAnswer?.fields, state: lenas.state } } as PostedForm;
    await expect(acceptAnswer(world, client, lenas, swapped)).rejects.toThrow('Not the person');
  });

  it('a hint that is forged, old, of another tenant or for another application: invalid_request, and no page', async () => {
    const now = Math.floor(world.clock.now() / 1000);
    const others = await generateKeyPair('RS256');
    const claims: JWTPayload = {
      iss: tenant.settings.hintIssuer?.issuer ?? '',
      aud: tenant.settings.hintIssuer?.audience ?? '',
      tid: tenant.settings.hintIssuer?.tenantId ?? '',
      sub: 's',
      iat: now,
      exp: now,
      preferred_username: world.lena.email,
    };
    const secret = new TextEncoder().encode('a secret that everybody who has the public key could use');
    const bad: Record<string, string> = {
      'another tenant': await hintOf({ tid: '9122040d-6c67-4c5b-b112-36a304b66dad' }),
      'no tenant': await hintOf({ tid: undefined }),
      'another tenant’s issuer': await hintOf({ iss: 'https://login.entra.example/other/v2.0' }),
      'our own name as issuer': await hintOf({ iss: world.issuer }),
      'another application': await hintOf({ aud: 'a-third-party' }),
      'our client id as audience': await hintOf({ aud: client.id }),
      'several audiences': await hintOf({ aud: [claims.aud as string, client.id] }),
      'another key': await hintOf({}, others.privateKey),
      'too old': await hintOf({ iat: now - 300 - 180, nbf: now - 480, exp: now + 3600 }),
      'of the future': await hintOf({ iat: now + 180 }),
      'not valid yet': await hintOf({ nbf: now + 180 }),
      'no time of issue': await hintOf({ iat: undefined }),
      'an access token': await tenant.hint(
        world.clock.now(),
        { preferred_username: world.lena.email },
        undefined,
        'at+jwt',
      ),
      'no expiry': await hintOf({ exp: undefined }),
      nobody: await hintOf({ preferred_username: undefined }),
      'no subject': await hintOf({ sub: undefined }),
      'alg none': new UnsecuredJWT(claims).encode(),
      'alg HS256': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'entra-1' })
        .sign(secret),
      'not a token': 'a.b.c',
    };
    for (const [name, hint] of Object.entries(bad)) {
      expect(await refusalOf(await ask({ login_hint: world.lena.email }, hint)), name).toBe(
        'invalid_request',
      );
    }
    const without = await ask({ id_token_hint: null, login_hint: world.lena.email });
    expect(await refusalOf(without), 'unsigned').toBe('invalid_request');
  });

  it('what was refused is in the log under Entra ID’s own id of the request, and nothing else that was sent', async () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const hint = await hintOf({ aud: 'a-third-party' });
    await refusalOf(await ask({ 'client-request-id': id }, hint));
    const line =
      world
        .logText()
        .split('\n')
        .find((text) => text.includes(id)) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      clientRequestId: id,
      client: client.id,
      refusal: 'invalid_request',
      reason: 'id_token_hint is not valid',
    });
    expect(line).not.toMatch(/state of|nonce|eyJ/);
    await refusalOf(await ask({ 'client-request-id': 'x\nforged' }, hint));
    expect(world.logText()).not.toContain('forged');
  });

  it('clocks may disagree by two minutes with Entra ID, either way', async () => {
    const now = Math.floor(world.clock.now() / 1000);
    for (const iat of [now + 60, now - 300 - 60]) {
      const hint = await hintOf({ iat, nbf: iat, exp: iat - 1 });
      expect((await open(await ask({}, hint))).pageUrl).toContain('/interaction/');
    }
  });

  it('an acr or amr that is not true of a backup code: said to Entra ID before a code is spent', async () => {
    const refused: Record<string, string> = {
      knowledge: claimsOf(['knowledge']),
      inherence: claimsOf(['inherence', 'knowledgeorinherence']),
      'another method': claimsOf(['possessionorinherence'], ['fido', 'face']),
      'not essential': JSON.stringify({ id_token: { acr: { values: ['knowledge'] } } }),
      'by value': JSON.stringify({ id_token: { acr: { value: 'knowledge' } } }),
      'not a list': JSON.stringify({ id_token: { acr: { values: ['x'] }, amr: 'otp' } }),
    };
    for (const [name, claims] of Object.entries(refused)) {
      expect(await refusalOf(await ask({ claims })), name).toBe('unmet_authentication_requirements');
    }
    for (const [asked, given] of [
      [['knowledgeorpossession'], 'knowledgeorpossession'],
      [['knowledge', 'knowledgeorpossessionorinherence'], 'knowledgeorpossessionorinherence'],
      [['possessionorinherence', 'possession'], 'possession'],
    ] as const) {
      const request = await ask({ claims: claimsOf(asked) });
      const { browser, pageUrl } = await open(request);
      const last = await finish(browser, pageUrl, await world.issueCode(world.lena));
      expect((await acceptAnswer(world, client, request, readPostedForm(last))).acr).toBe(given);
    }
  });

  it('N5: a page left open for longer than Entra ID waits is over, and spends nothing', async () => {
    const { browser, pageUrl } = await open(await ask());
    const code = await world.issueCode(world.lena);
    world.clock.offset += 200_000;
    expect((await browser.get(pageUrl)).text).toContain('name="code"');
    world.clock.offset += 71_000;
    expect((await browser.post(pageUrl, { code })).status).toBe(400);
    world.clock.offset = 0;
    const again = await open(await ask());
    const done = await again.browser.post(again.pageUrl, { code });
    expect(done.text).toContain('Continue within 4 minutes');
    expect(readPostedForm(await again.browser.get(readContinueUrl(done)))?.fields.id_token).toBeDefined();
  });

  it('going back ends at Entra ID with access_denied, and spends nothing', async () => {
    const request = await ask();
    const { browser, pageUrl } = await open(request);
    const left = await browser.post(`${pageUrl}/cancel`, {});
    const back = readPostedForm(await browser.get(readContinueUrl(left)));
    expect(back?.fields).toMatchObject({ error: 'access_denied', state: request.state });
    const again = await open(await ask());
    const last = await finish(again.browser, again.pageUrl, await world.issueCode(world.lena));
    expect(readPostedForm(last)?.fields.id_token).toBeDefined();
  });

  it('only so: no other flow, mode or address for Entra ID, and none of its own for anybody else', async () => {
    expect(await refusalOf(await ask({ nonce: null }))).toBe('invalid_request');
    expect(await refusalOf(await ask({ response_type: 'id_token token' }))).toBe('unsupported_response_type');
    expect(await refusalOf(await ask({ response_type: 'code id_token' }))).toBe('unsupported_response_type');
    expect(await refusalOf(await ask({ response_type: 'code' }))).toBe('invalid_request');
    expect(await refusalOf(await ask({ redirect_uri: 'https://evil.example/' }))).toBe('400 page');
    for (const mode of ['query', 'fragment']) {
      const visit = await send(openBrowser(), await ask({ response_mode: mode }));
      expect(visit.location, mode).toContain('error=invalid_request');
      expect(visit.location).not.toContain('id_token=');
    }
    const ordinary = await world.addClient('Portal');
    const attempt = await beginSignIn(world, ordinary, {
      login_hint: world.lena.email,
      response_type: 'id_token',
      response_mode: 'form_post',
    });
    const visit = await attempt.browser.get(attempt.url.href);
    expect(readPostedForm(visit)).toMatchObject({
      action: REDIRECT_URI,
      fields: { error: 'invalid_request' },
    });
    const form = await world.addClient('Form');
    const posted = await beginSignIn(world, form, {
      login_hint: world.lena.email,
      response_mode: 'form_post',
    });
    const { pageUrl } = await openPage(posted);
    const done = await posted.browser.post(pageUrl, { code: await world.issueCode(world.lena) });
    const sent = readPostedForm(await posted.browser.get(readContinueUrl(done)));
    expect(Object.keys(sent?.fields ?? {}).sort(), 'a code, and no ID token').toEqual([
      'code',
      'iss',
      'state',
    ]);
    const plain = await beginSignIn(world, ordinary, {
      login_hint: world.lena.email,
      code_challenge: null,
      code_challenge_method: null,
    });
    const { location } = await plain.browser.get(plain.url.href);
    expect(new URL(location ?? '').searchParams.get('error'), 'PKCE is still required').toBe(
      'invalid_request',
    );
    const grant = { grant_type: 'implicit', client_id: client.id };
    const token = await fetch(`${world.issuer}/token`, { method: 'POST', body: new URLSearchParams(grant) });
    expect(token.status).toBe(400);
  });

  it('an ID token that went to Entra ID names nobody to an ordinary client, nor to Entra ID’s', async () => {
    const request = await ask();
    const { browser, pageUrl } = await open(request);
    const last = await finish(browser, pageUrl, await world.issueCode(world.lena));
    const idToken = readPostedForm(last)?.fields.id_token ?? '';
    expect(await refusalOf(await ask({}, idToken))).toBe('invalid_request');
    const ordinary = await world.addClient('Other portal');
    const attempt = await beginSignIn(world, ordinary, { id_token_hint: idToken });
    const { location } = await attempt.browser.get(attempt.url.href);
    expect(new URL(location ?? '').searchParams.get('error')).toBe('invalid_request');
  });

  it('an outage at any step between the code and the answer: the person goes on, or needs a new code, and no two ID tokens', async () => {
    for (const moment of ['before', 'after'] as const) {
      for (let failAt = 1; ; failAt += 1) {
        const { browser, pageUrl } = await open(await ask());
        const code = await world.issueCode(world.lena);
        const done = await browser.post(pageUrl, { code });
        Object.assign(flaw, { failAt, moment, steps: 0 });
        const first = await browser.get(readContinueUrl(done));
        const { hasFailed } = flaw;
        flaw.failAt = 0;
        const again = await browser.get(pageUrl);
        const isOpen = again.text.includes('class="action" href');
        const second = isOpen ? await browser.get(readContinueUrl(again)) : null;
        const tokens = [first, second].filter(
          (visit) => visit !== null && readPostedForm(visit)?.fields.id_token !== undefined,
        );
        expect(tokens.length).toBeLessThanOrEqual(1);
        // Lost only where the mark that it was finished is in the store and its answer is not here.
        if (moment === 'before') expect(tokens).toHaveLength(1);
        if (tokens.length === 0) expect(first.status).toBe(503);
        if (!hasFailed) break;
      }
    }
    expect(await typeCodeAnew(), 'and nobody is locked out').toBe(true);
  }, 60_000);

  async function typeCodeAnew(): Promise<boolean> {
    const portal = await world.addClient('A portal afterwards');
    const attempt = await beginSignIn(world, portal, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(attempt);
    const code = await world.issueCode(world.lena);
    return (await typeCode(attempt, pageUrl, code)).searchParams.has('code');
  }

  /** Another text that decodes to the same signature: its last character has bits to spare. */
  function respell(token: string): string {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(token.at(-1) ?? '');
    return token.slice(0, -1) + (alphabet[last ^ 1] ?? '');
  }
});
