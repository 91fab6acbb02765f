import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { type OidcWorld, openOidcWorld, storeKinds, type TestClient } from './open-oidc-world.ts';
import { beginSignIn, exchange, openPage, typeCode } from './sign-in.ts';

const WRONG = '2222-2222-2222-2226';

describe.each(storeKinds)('the page between the service and the code, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
  });
  afterAll(() => world.close());

  async function open(login: string) {
    const attempt = await beginSignIn(world, client, { login_hint: login });
    return { attempt, ...(await openPage(attempt)) };
  }

  /** A well-formed code that is nobody's. */
  async function anotherCode(): Promise<string> {
    return world.issueCode(world.lena, { state: 'revoked' });
  }

  const strip = (text: string, login: string) =>
    text.replaceAll(login, 'LOGIN').replaceAll(/interaction\/[\w-]+/g, 'interaction/ID');

  it('N9: an unknown person sees the page, the refusals and the brake that a known one sees', async () => {
    const known = await open(world.mia.email ?? '');
    const unknown = await open('nobody@corp.example');
    expect(strip(unknown.page.text, 'nobody@corp.example')).toBe(
      strip(known.page.text, world.mia.email ?? ''),
    );
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const code = await anotherCode();
      const [one, other] = [
        await known.attempt.browser.post(known.pageUrl, { code }),
        await unknown.attempt.browser.post(unknown.pageUrl, { code }),
      ];
      expect(other.status).toBe(one.status);
      expect(strip(other.text, 'nobody@corp.example')).toBe(strip(one.text, world.mia.email ?? ''));
      expect(other.headers.get('retry-after')).toBe(one.headers.get('retry-after'));
      expect(one.status).toBe(attempt < 5 ? 422 : 429);
    }
  });

  it('N2, U2: mistyped, expired and used are said in plain words; the right code is then accepted', async () => {
    const { attempt, pageUrl } = await open(world.lena.email ?? '');
    const answer = async (code: string) => attempt.browser.post(pageUrl, { code });
    expect((await answer('2222')).text).toContain('not quite what a code looks like');
    const expired = await world.issueCode(world.lena, { expiresAt: world.clock.now() - 1 });
    expect((await answer(expired)).text).toContain('has expired');
    await world.store.transact(world.organizationId, async (tx) => {
      const live = await tx.codes.findLive(world.organizationId, world.lena.id);
      if (live !== null) {
        await tx.codes.transition(world.organizationId, live.id, ['active'], 'expired', { settledAt: 1 });
      }
    });
    const code = await world.issueCode(world.lena);
    expect((await exchange(attempt, await typeCode(attempt, pageUrl, code))).claims()?.sub).toBe(
      world.lena.id,
    );
    const second = await open(world.lena.email ?? '');
    expect((await second.attempt.browser.post(second.pageUrl, { code })).text).toContain('already used');
  });

  it('nobody stays signed in: the next authorization of the same browser asks for a code again, whatever it asks', async () => {
    const first = await open(world.lena.email ?? '');
    const code = await world.issueCode(world.lena);
    await exchange(first.attempt, await typeCode(first.attempt, first.pageUrl, code));
    expect(first.attempt.browser.cookies.map(({ name }) => name)).not.toContain('bkc_session');
    for (const overrides of [{}, { max_age: '3600' }, { max_age: '0' }, { prompt: 'login' }]) {
      const next = await beginSignIn(world, client, { login_hint: world.lena.email, ...overrides });
      const start = await first.attempt.browser.get(next.url.href);
      const page = await first.attempt.browser.get(start.location ?? '');
      expect(page.text).toContain('name="code"');
    }
    const silent = await beginSignIn(world, client, { login_hint: world.lena.email, prompt: 'none' });
    const { location } = await first.attempt.browser.get(silent.url.href);
    expect(new URL(location ?? '').searchParams.get('error')).toBe('login_required');
  });

  it('another browser, another site, a made-up cookie: nothing of a sign-in can be had or answered', async () => {
    const { attempt, pageUrl } = await open(world.lena.email ?? '');
    const code = await world.issueCode(world.lena);
    const stranger = openBrowser();
    expect((await stranger.get(pageUrl)).status).toBe(400);
    expect((await stranger.post(pageUrl, { code })).status).toBe(400);
    const uid = pageUrl.split('/').at(-1) ?? '';
    const made = { cookie: `bkc_sign_in=${uid}; bkc_sign_in.sig=AAAAAAAAAAAAAAAAAAAAAAAAAAA` };
    expect((await stranger.get(pageUrl, made)).status).toBe(400);
    expect((await attempt.browser.post(pageUrl, { code }, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await attempt.browser.post(pageUrl, { code }, { 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    );
    expect((await typeCode(attempt, pageUrl, code)).searchParams.get('code')).not.toBeNull();
  });

  it('cookies and headers: signed, for the page alone, not framed, not kept', async () => {
    const { attempt, page } = await open(world.lena.email ?? '');
    for (const { attributes, path, name } of attempt.browser.cookies) {
      expect(attributes.toLowerCase(), name).toContain('httponly');
      expect(attributes.toLowerCase(), name).toContain('samesite=lax');
      expect(path, name).toMatch(/^\/oidc\/(interaction|auth)\/[\w-]{21,}$/);
    }
    const names = attempt.browser.cookies.map(({ name }) => name).sort();
    expect(names).toEqual(['bkc_return', 'bkc_return.sig', 'bkc_sign_in', 'bkc_sign_in.sig']);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const secured = await world.startAnother({ publicUrl: 'https://codes.corp.example' });
    const url = new URL(attempt.url.href.replace(world.url, secured.url));
    const start = await openBrowser().get(url.href);
    expect(start.location).toMatch(/\/oidc\/interaction\//);
    expect(start.setCookies).toHaveLength(4);
    for (const line of start.setCookies) expect(line.toLowerCase()).toContain('secure');
  });

  it('going back ends at the service with access_denied, and spends nothing', async () => {
    const { attempt, pageUrl } = await open(world.lena.email ?? '');
    const code = await world.issueCode(world.lena);
    const left = await attempt.browser.get(`${pageUrl}/cancel`);
    const back = await attempt.browser.get(left.location ?? '');
    expect(new URL(back.location ?? '').searchParams.get('error')).toBe('access_denied');
    const again = await open(world.lena.email ?? '');
    expect((await typeCode(again.attempt, again.pageUrl, code)).searchParams.get('code')).not.toBeNull();
  });

  it('N5: a page left open for ten minutes is over, and spends nothing', async () => {
    const { attempt, pageUrl } = await open(world.lena.email ?? '');
    const code = await world.issueCode(world.lena);
    world.clock.offset += 601_000;
    expect((await attempt.browser.post(pageUrl, { code })).status).toBe(400);
    world.clock.offset = 0;
    expect((await attempt.browser.post(pageUrl, { code: WRONG })).status).toBe(422);
    expect((await typeCode(attempt, pageUrl, code)).searchParams.get('code')).not.toBeNull();
  });
});
