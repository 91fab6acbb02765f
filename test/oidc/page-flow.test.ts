import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { findEnglish } from '../support/find-english.ts';
import { type Browser, openBrowser } from './browser.ts';
import { type OidcWorld, openOidcWorld, storeKinds, type TestClient } from './open-oidc-world.ts';
import { beginSignIn, exchange, openPage, readContinueUrl, typeCode } from './sign-in.ts';

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

  it('N9: an unknown person sees the page, the refusals and the lockout that a known one sees', async () => {
    const known = await open(world.mia.email ?? '');
    const unknown = await open('nobody@corp.example');
    expect(strip(unknown.page.text, 'nobody@corp.example')).toBe(
      strip(known.page.text, world.mia.email ?? ''),
    );
    // The delay after the fifth attempt must not pass while the test is slow.
    const clock = vi.spyOn(world.clock, 'now').mockReturnValue(world.clock.now());
    onTestFinished(() => clock.mockRestore());
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

  it('U2: speaks the language that the browser asks for, after a wrong code too; the client’s ui_locales come first', async () => {
    const german = { 'accept-language': 'fr, de-AT;q=0.8, en;q=0.5' };
    const { attempt, pageUrl } = await open(world.lena.email ?? '');
    const page = (await attempt.browser.get(pageUrl, german)).text;
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<h1>Backup-Code eingeben</h1>');
    expect(findEnglish(page)).toEqual([]);
    const refused = (await attempt.browser.post(pageUrl, { code: '2222' }, german)).text;
    expect(refused).toContain('Das ist kein gültiger Code');
    expect(findEnglish(refused)).toEqual([]);

    const asked = await beginSignIn(world, client, {
      login_hint: world.lena.email ?? '',
      ui_locales: 'de en',
    });
    expect((await openPage(asked)).page.text).toContain('<html lang="de">');
    expect((await attempt.browser.get(pageUrl)).text).toContain('<html lang="en">');
  });

  it('N2, U2: mistyped, expired and used are said in plain words; the right code is then accepted', async () => {
    const { attempt, pageUrl } = await open(world.lena.email ?? '');
    const answer = async (code: string) => attempt.browser.post(pageUrl, { code });
    expect((await answer('2222')).text).toContain('This isn’t a valid code');
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

  it('N5 N8 U2: a code for later says that it doesn’t work yet, costs no attempt, and is accepted once it does', async () => {
    const { attempt, pageUrl } = await open(world.mia.email ?? '');
    const now = world.clock.now();
    const clock = vi.spyOn(world.clock, 'now').mockReturnValue(now);
    onTestFinished(() => clock.mockRestore());
    const startsAt = now + 300_000;
    const code = await world.issueCode(world.mia, { startsAt, expiresAt: startsAt + 3_600_000 });
    // More often than wrong codes would be let.
    for (let time = 0; time < 8; time += 1) {
      const early = await attempt.browser.post(pageUrl, { code });
      expect(early.status).toBe(422);
      expect(early.text).toContain('This code doesn’t work yet.');
      expect(early.text).toContain('It was issued for a later time.');
      expect(early.text).toContain('name="code"');
    }
    const german = { 'accept-language': 'de' };
    const page = (await attempt.browser.post(pageUrl, { code }, german)).text;
    expect(page).toContain('Dieser Code gilt noch nicht.');
    expect(findEnglish(page)).toEqual([]);
    expect(await world.store.read.lockouts.find(world.organizationId, world.mia.id)).toBeNull();
    clock.mockReturnValue(startsAt);
    const claims = (await exchange(attempt, await typeCode(attempt, pageUrl, code))).claims();
    expect(claims?.sub).toBe(world.mia.id);
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

  it('an answered sign-in goes on in the browser that began it alone: planted cookies are worth nothing', async () => {
    const code = await world.issueCode(world.lena);
    const attacker = await open(world.lena.email ?? '');
    const planted = (from: Browser, path: string) =>
      from.cookies
        .filter((cookie) => cookie.path === path && cookie.name !== 'bkc_browser')
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ');
    const { pathname } = new URL(attacker.pageUrl);
    // Lena has a cookie of her own from us, and those that another host of the site has planted.
    const lena = await open(world.lena.email ?? '');
    const own = lena.attempt.browser.cookies.find(({ name }) => name === 'bkc_browser');
    for (const mark of ['', `; bkc_browser=${own?.value}`, '; bkc_browser=x']) {
      const headers = { cookie: `${planted(attacker.attempt.browser, pathname)}${mark}` };
      expect((await openBrowser().get(attacker.pageUrl, headers)).status).toBe(400);
      const typed = await openBrowser().post(attacker.pageUrl, { code }, headers);
      expect(typed.status).toBe(400);
      expect((await openBrowser().post(`${attacker.pageUrl}/cancel`, {}, headers)).status).toBe(400);
    }
    expect((await attacker.attempt.browser.get(attacker.pageUrl)).text, 'not answered').toContain(
      'name="code"',
    );
    // Nor does a browser go on with a sign-in that was answered in another.
    const done = await lena.attempt.browser.post(lena.pageUrl, { code });
    const onward = readContinueUrl(done);
    const resume = { cookie: planted(lena.attempt.browser, new URL(onward).pathname) };
    expect(resume.cookie).toContain('bkc_return=');
    const stolen = await openBrowser().get(onward, resume);
    expect([stolen.status, stolen.location]).toEqual([400, null]);
    expect((await lena.attempt.browser.get(onward)).location).toContain('code=');
  });

  it('two sign-ins of one browser go on side by side, also where a service sends it here by a form', async () => {
    const one = await open(world.lena.email ?? '');
    const next = await beginSignIn(world, client, { login_hint: world.mia.email });
    const { browser } = one.attempt;
    const start = await browser.post(next.url.origin + next.url.pathname, next.url.searchParams.toString());
    expect((await browser.get(start.location ?? '')).text).toContain(world.mia.email);
    expect((await browser.get(one.pageUrl)).text).toContain(world.lena.email);
  });

  it('coming back by the browser’s buttons: never an error after success, and nothing comes of it twice', async () => {
    const { attempt, pageUrl } = await open(world.lena.email ?? '');
    const done = await attempt.browser.post(pageUrl, { code: await world.issueCode(world.lena) });
    expect(done.text).toContain('Your code was accepted');
    const onward = readContinueUrl(done);
    const returned = await attempt.browser.get(onward);
    // The service has not asked for its token yet: the same page, which leads on.
    const forward = await attempt.browser.get(onward);
    expect(forward.location).toBe(pageUrl);
    expect((await attempt.browser.get(pageUrl)).text).toContain('Your code was accepted');
    const again = await attempt.browser.get(onward);
    await exchange(attempt, new URL(again.location ?? returned.location ?? ''));
    for (const url of [pageUrl, onward, pageUrl]) {
      const visit = await attempt.browser.get(url);
      const page = visit.location === null ? visit : await attempt.browser.get(visit.location);
      expect(page.status).toBe(200);
      expect(page.text).toContain('This sign-in is finished');
      expect(page.text).not.toContain('name="code"');
    }
    const typed = await attempt.browser.post(pageUrl, { code: await world.issueCode(world.mia) });
    expect(typed.text).toContain('This sign-in is finished');
  });

  it('cookies and headers: signed, for the page alone, not framed, not kept', async () => {
    const { attempt, page } = await open(world.lena.email ?? '');
    for (const { attributes, path, name } of attempt.browser.cookies) {
      expect(attributes.toLowerCase(), name).toContain('httponly');
      expect(attributes.toLowerCase(), name).toContain('samesite=lax');
      if (name === 'bkc_browser') expect(path).toBe('/');
      else expect(path, name).toMatch(/^\/oidc\/(interaction|auth)\/[\w-]{21,}$/);
    }
    const names = attempt.browser.cookies.map(({ name }) => name).sort();
    expect(names).toEqual(['bkc_browser', 'bkc_return', 'bkc_return.sig', 'bkc_sign_in', 'bkc_sign_in.sig']);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const secured = await world.startAnother({ publicUrl: 'https://codes.corp.example' });
    const url = new URL(attempt.url.href.replace(world.url, secured.url));
    const start = await openBrowser().get(url.href);
    expect(start.location).toMatch(/\/oidc\/interaction\//);
    expect(start.setCookies).toHaveLength(5);
    for (const line of start.setCookies) expect(line.toLowerCase()).toMatch(/; secure/);
    const [browserCookie = '', ...others] = start.setCookies;
    expect(browserCookie).toMatch(/^__Host-bkc_browser=[\w-]{43}; path=\/; /);
    expect(browserCookie.toLowerCase()).not.toContain('domain');
    for (const line of others) expect(line).toMatch(/^__Secure-bkc_(sign_in|return)(\.sig)?=/);
  });

  it('going back ends at the service with access_denied, and spends nothing', async () => {
    const { attempt, pageUrl } = await open(world.lena.email ?? '');
    const code = await world.issueCode(world.lena);
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site' }]) {
      expect((await attempt.browser.post(`${pageUrl}/cancel`, {}, headers)).status).toBe(403);
    }
    const followed = await attempt.browser.get(`${pageUrl}/cancel`);
    expect(followed.status, 'a link, which any page can have').toBe(400);
    expect((await attempt.browser.get(pageUrl)).text).toContain('name="code"');
    const left = await attempt.browser.post(`${pageUrl}/cancel`, {});
    expect(left.text).toContain(`http-equiv="refresh" content="0; url=${readContinueUrl(left)}"`);
    const back = await attempt.browser.get(readContinueUrl(left));
    expect(new URL(back.location ?? '').searchParams.get('error')).toBe('access_denied');
    expect((await attempt.browser.get(pageUrl)).text, 'come back to').toContain('no longer open');
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
