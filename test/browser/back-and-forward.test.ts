import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OidcWorld, openOidcWorld, REDIRECT_URI, type TestClient } from '../oidc/open-oidc-world.ts';
import { type Attempt, beginSignIn, exchange } from '../oidc/sign-in.ts';
import { openContext, type WatchedContext } from './support/open-context.ts';
import { launchBrowser } from './support/visitor.ts';

const START = new URL('/start', REDIRECT_URI).href;

let browser: Browser;
let world: OidcWorld;
let client: TestClient;
let attempt: Attempt;
let watched: WatchedContext;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await openOidcWorld('sqlite');
  client = await world.addClient('Portal');
});
afterAll(async () => {
  await browser.close();
  await world.close();
});
beforeEach(async () => {
  attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
});

/** A service that asks for a second factor, and gets its token as soon as the browser is back. */
async function openService(): Promise<Page> {
  watched = await openContext(browser);
  const { page } = watched;
  await page.route(`${new URL(REDIRECT_URI).origin}/**`, async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname === '/start') {
      return route.fulfill({ contentType: 'text/html', body: `<a href="${attempt.url}">Begin</a>` });
    }
    const title = url.searchParams.get('error') ?? 'You are in';
    if (url.searchParams.has('code')) await exchange(attempt, url).catch(() => undefined);
    return route.fulfill({ contentType: 'text/html', body: `<title>${title}</title><h1>${title}</h1>` });
  });
  await page.goto(START);
  await page.getByRole('link', { name: 'Begin' }).click();
  await page.getByRole('heading', { name: 'Enter your backup code' }).waitFor();
  return page;
}

async function type(page: Page, code: string): Promise<void> {
  await page.getByLabel('Backup code').fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** By the browser's own button. @returns what is then seen */
async function go(page: Page, way: 'back' | 'forward'): Promise<string> {
  await (way === 'back' ? page.goBack() : page.goForward());
  return page.title();
}

test('U2: Back and Forward after success end in no error, no question for a form and no second code', async () => {
  const page = await openService();
  // A wrong code first: its refusal is an answer to a form.
  await type(page, await world.issueCode(world.lena, { state: 'revoked' }));
  await page.getByRole('alert').getByText('This code doesn’t work').waitFor();
  await type(page, await world.issueCode(world.lena));
  await page.getByRole('heading', { name: 'Your code was accepted' }).waitFor();
  await page.getByRole('link', { name: 'Continue to Portal' }).click();
  await page.getByRole('heading', { name: 'You are in' }).waitFor();
  const seen: string[] = [];
  for (const way of ['back', 'forward', 'back', 'back', 'forward'] as const) seen.push(await go(page, way));
  const finished = expect.stringContaining('This sign-in is finished');
  expect(seen).toEqual([finished, 'You are in', finished, finished, finished]);
  expect(watched.complaints).toEqual([]);
  await watched.context.close();
});

test('U2: going back to the service is a form, which a script of the service’s page cannot send, and needs no script', async () => {
  const page = await openService();
  await page.getByRole('button', { name: 'Go back to Portal' }).click();
  await page.getByRole('heading', { name: 'access_denied' }).waitFor();
  expect(await go(page, 'back')).toContain('no longer open');
  await watched.context.close();
});
