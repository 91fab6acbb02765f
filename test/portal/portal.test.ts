import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type BrowsedPage,
  createHttpBrowser,
  type HttpBrowser,
  readPage,
} from '../../src/demo/http-browser.ts';
import { type Portal, startPortal } from '../../src/portal/start-portal.ts';
import { type FakeProvider, type Lies, startFakeProvider } from './fake-openid-provider.ts';

let provider: FakeProvider;
let portal: Portal;
let browser: HttpBrowser;

beforeEach(async () => {
  provider = await startFakeProvider();
  portal = await startPortal({
    people: [
      { login: 'lena@acme.test', name: 'Lena Lockedout' },
      { login: 'mia@acme.test', name: 'Mia Member' },
    ],
    password: 'demo',
  });
  portal.connect({ issuer: provider.issuer, clientId: 'portal', clientSecret: 'secret' });
  browser = createHttpBrowser();
});
afterEach(async () => {
  await portal.stop();
  await provider.stop();
});

async function givePassword(password = 'demo'): Promise<BrowsedPage> {
  const page = await browser.open(portal.origin);
  return browser.submit(page, { login: 'Lena@acme.test', password });
}

async function signIn(): Promise<BrowsedPage> {
  return browser.follow(await givePassword(), 'use a backup code');
}

test('says plainly that it is a demo, and what the password is', async () => {
  const { html } = await browser.open(portal.origin);
  expect(html).toContain('Demo: a stand-in');
  expect(html).toContain('<code>demo</code>');
});

test('N10: the first factor comes first: without the password nobody is sent on, nor let in', async () => {
  expect((await givePassword('wrong')).status).toBe(401);
  for (const path of ['/backup-code', '/callback?code=0&state=x']) {
    expect(readPage(await browser.open(`${portal.origin}${path}`))).toContain('Sign in');
  }
  expect(provider.requests).toEqual([]);
});

test('asks with code flow, PKCE, state, nonce and the name of who signs in', async () => {
  expect(readPage(await signIn())).toContain('You are in, Lena Lockedout');
  const [asked] = provider.requests;
  expect(Object.fromEntries(asked ?? [])).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    login_hint: 'lena@acme.test',
    redirect_uri: portal.redirectUri,
  });
  for (const name of ['code_challenge', 'state', 'nonce'])
    expect(asked?.get(name)?.length).toBeGreaterThan(20);
});

describe('lets nobody in on', () => {
  const lies: readonly (readonly [string, Lies])[] = [
    ['an ID token signed by somebody else', { isForeignKey: true }],
    ['alg none', { isUnsigned: true }],
    ['the wrong audience', { claims: { aud: 'another' } }],
    ['the wrong issuer', { claims: { iss: 'https://evil.example' } }],
    ['an expired ID token', { claims: { exp: 1 } }],
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { without: ['nonce'] }],
    ['somebody else’s second factor', { claims: { email: 'mia@acme.test' } }],
    ['nobody’s second factor', { without: ['email'] }],
    ['a password instead of a one-time code', { claims: { amr: ['pwd'] } }],
    ['no word of how', { without: ['amr'] }],
    ['no word of what it is worth', { without: ['acr'] }],
    ['another state', { state: 'another' }],
    ['a refusal', { error: 'access_denied' }],
  ];
  test.each(lies)('%s', async (_what, lie) => {
    provider.lie(lie);
    const page = await signIn();
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(readPage(page)).toMatch(/Not signed in|Something went wrong/);
    expect(readPage(await browser.open(portal.origin))).not.toContain('You are in');
  });
});

test('what came back is worth nothing in another browser, nor a second time', async () => {
  const way = (await signIn()).way;
  const callback = way.find(({ pathname }) => pathname === '/callback')?.href ?? '';
  expect(callback).toContain('code=');
  const other = createHttpBrowser();
  await other.submit(await other.open(portal.origin), { login: 'lena@acme.test', password: 'demo' });
  expect(readPage(await other.open(callback))).not.toContain('You are in');
  await browser.submit(await browser.open(portal.origin), {});
  expect(readPage(await browser.open(callback))).not.toContain('You are in');
});

test('a refusal can be followed by another try', async () => {
  provider.lie({ error: 'access_denied' });
  const refused = await signIn();
  provider.lie({});
  const again = await browser.follow(refused, 'Try again');
  expect(readPage(await browser.follow(again, 'use a backup code'))).toContain('You are in');
});

test('answers only to its own name, against DNS rebinding', async () => {
  const { port } = new URL(portal.origin);
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    request({ port, host: '127.0.0.1', headers: { host: `evil.example:${port}` } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(403);
});
