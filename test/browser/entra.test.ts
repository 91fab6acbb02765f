import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  acceptAnswer,
  ENTRA_REDIRECT_URI,
  type EntraRequest,
  type EntraTenant,
  openEntraTenant,
} from '../oidc/open-entra-tenant.ts';
import { type OidcWorld, openOidcWorld, type TestClient } from '../oidc/open-oidc-world.ts';
import { openContext } from './support/open-context.ts';
import { launchBrowser } from './support/visitor.ts';

let browser: Browser;
let world: OidcWorld;
let tenant: EntraTenant;
let client: TestClient;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await openOidcWorld('sqlite');
  tenant = await openEntraTenant();
  client = await world.addClient('Entra ID', tenant.settings, { redirectUri: ENTRA_REDIRECT_URI });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await tenant?.close();
});

const quote = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Entra ID's page, on a site of its own: sends the request by itself, and is where the answer comes to. */
async function openAtEntra(request: EntraRequest, javaScriptEnabled: boolean) {
  const { context, page, complaints } = await openContext(browser, { javaScriptEnabled });
  const posted: Record<string, string>[] = [];
  const fields = Object.entries(request.form)
    .map(([name, value]) => `<input type="hidden" name="${quote(name)}" value="${quote(value)}">`)
    .join('');
  await page.route('https://login.entra.example/**', (route) => {
    if (route.request().url().endsWith('/start')) {
      const script = javaScriptEnabled ? '<script>document.forms[0].submit()</script>' : '';
      const form = `<form method="post" action="${world.issuer}/auth">${fields}<button>Go</button></form>${script}`;
      return route.fulfill({ contentType: 'text/html', body: form });
    }
    posted.push(Object.fromEntries(new URLSearchParams(route.request().postData() ?? '')));
    // As Entra ID does, it sends the browser on: to a third site, which nothing of ours knows of.
    return route.fulfill({ status: 302, headers: { location: 'https://portal.office.example/' } });
  });
  await page.route('https://portal.office.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>You are in</h1>' }),
  );
  await page.goto('https://login.entra.example/start');
  if (!javaScriptEnabled) await page.getByRole('button', { name: 'Go' }).click();
  return { context, page, complaints, posted };
}

async function ask(): Promise<EntraRequest> {
  const hint = await tenant.hint(world.clock.now(), { preferred_username: world.lena.email });
  return tenant.ask(client, hint);
}

test.each([true, false])(
  'from another site by form, to the page, and back by form to where it leads on (scripts: %s)',
  async (javaScriptEnabled) => {
    const request = await ask();
    const { context, page, complaints, posted } = await openAtEntra(request, javaScriptEnabled);
    await page.getByLabel('Backup code').fill(await world.issueCode(world.lena));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Continue to Entra ID' }).click();
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Continue to Entra ID' }).click();
    await page.getByRole('heading', { name: 'You are in' }).waitFor();
    expect(posted).toHaveLength(1);
    const sent = { action: ENTRA_REDIRECT_URI, fields: posted[0] ?? {} };
    expect((await acceptAnswer(world, client, request, sent)).amr).toEqual(['otp']);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test('going back from the page ends at Entra ID, with a reason', async () => {
  const request = await ask();
  const { context, page, posted } = await openAtEntra(request, true);
  await page.getByRole('button', { name: 'Go back to Entra ID' }).click();
  await page.getByRole('heading', { name: 'You are in' }).waitFor();
  expect(posted).toMatchObject([{ error: 'access_denied', state: request.state }]);
  await context.close();
});
