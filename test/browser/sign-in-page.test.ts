import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import { type HttpServer, startHttpServer } from '../../src/http/start-http-server.ts';
import { renderDonePage } from '../../src/oidc/page/done-page.ts';
import { renderErrorPage } from '../../src/oidc/page/error-page.ts';
import { renderSendBackPage } from '../../src/oidc/page/send-back-page.ts';
import { renderSignInPage, type SignInProblem } from '../../src/oidc/page/sign-in-page.ts';
import { PAGE_ASSETS_PATH } from '../../src/pages/page.ts';
import { createPageAssets } from '../../src/pages/page-assets.ts';
import { sendPage } from '../../src/pages/send-page.ts';
import { measureOverflow, openContext, type WatchedContext } from './support/open-context.ts';
import { findAxeViolations, launchBrowser } from './support/visitor.ts';

const body = 'ABCDEFGHJKMNPQ2';
const code = formatCode(body + computeCheckSymbol(body));
const mistyped = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;

let browser: Browser;
let server: HttpServer;
let received: string[];
let problem: SignInProblem | null;
let person: WatchedContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  const app = express().use(PAGE_ASSETS_PATH, createPageAssets());
  const branding = { organizationName: 'Acme', accentColor: '#4a154b' };
  const facts = { branding, serviceName: 'Acme portal', login: 'lena@acme.test' };
  const now = Date.UTC(2026, 0, 2, 3, 4);
  const times = { answeredAt: now, now, endsAt: now + 500_000, enrolWithinMs: 24 * 3_600_000 };
  const show = (): ReturnType<typeof renderSignInPage> =>
    renderSignInPage({ ...facts, formPath: '/form', cancelPath: '/cancel', problem });
  app.get('/form', (_request, response) => sendPage(response, show()));
  app.post('/form', express.urlencoded({ extended: false }), (request, response) => {
    received.push(String(request.body.code));
    sendPage(response, renderDonePage({ ...facts, ...times, continueUrl: '/next' }));
  });
  app.get('/lost', (_request, response) =>
    sendPage(response, renderErrorPage({ error: 'sign_in_lost', branding: null, requestId: 'r-1' })),
  );
  app.get('/busy', (_request, response) =>
    sendPage(response, renderErrorPage({ error: 'service_busy', branding: null, requestId: 'r-1' })),
  );
  const back = {
    ...facts,
    redirectUri: 'https://login.entra.example/back',
    fields: [['state', 'x']],
  } as const;
  app.get('/back', (_request, response) =>
    sendPage(response, renderSendBackPage({ ...back, isError: false })),
  );
  server = await startHttpServer({ app, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  received = [];
  problem = null;
  person = await openContext(browser);
  page = person.page;
});
afterEach(() => person.context.close());

const field = () => page.getByLabel('Backup code');
const open = (path = '/form') => page.goto(`${server.url}${path}`);
/** The browser focuses a field with its first picture of the page, which may come after the page is loaded: a key before that is lost. */
const openToType = async () => {
  await open();
  await page.locator('#code:focus').waitFor();
};

describe('typing', () => {
  test('N2: groups appear by themselves, and what is sent is the code', async () => {
    await openToType();
    expect(await page.evaluate('document.activeElement.id')).toBe('code');
    await page.keyboard.type(code.toLowerCase().replaceAll('-', ''));
    expect(await field().inputValue()).toBe(code);
    await page.getByText('All 16 are there.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your code was accepted' }).waitFor();
    expect(received).toEqual([code]);
    expect(person.complaints).toEqual([]);
  });

  test.each([code, code.replaceAll('-', ''), code.toLowerCase().replaceAll('-', ' '), ` ${code}\n`])(
    'N2: pasting %j comes out in groups',
    async (pasted) => {
      await openToType();
      // What a paste does, by the one command that fires the same events.
      await page.evaluate(`document.execCommand('insertText', false, ${JSON.stringify(pasted)})`);
      expect(await field().inputValue()).toBe(code);
    },
  );

  test('the caret stays where the hand is: in the middle, and when a dash is deleted', async () => {
    await openToType();
    await page.keyboard.type('ABCDEFGH');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('2');
    expect(await field().inputValue()).toBe('ABCD-2EFG-H');
    await page.keyboard.type('3');
    expect(await field().inputValue()).toBe('ABCD-23EF-GH');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Backspace');
    expect(await field().inputValue()).toBe('ABCE-FGH');
  });

  test('N2: a slip is told before it is sent, and nothing is sent', async () => {
    await openToType();
    await page.keyboard.type(mistyped);
    await page.getByText('This isn’t a valid code').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Nothing was sent yet').waitFor();
    await field().fill('ABCD-E');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('too short').waitFor();
    await field().fill(`${code}2`);
    await page.getByText('That’s too long').waitFor();
    await field().fill('ABC!');
    await page.getByText('“!” is never in a code').waitFor();
    expect(received).toEqual([]);
    await field().fill(code);
    expect(await page.getByRole('alert').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your code was accepted' }).waitFor();
    expect(received).toEqual([code]);
  });

  test('N3: a double click sends the code once', async () => {
    await openToType();
    await page.keyboard.type(code);
    await page.getByRole('button', { name: 'Sign in' }).dblclick();
    await page.getByRole('heading', { name: 'Your code was accepted' }).waitFor();
    expect(received).toEqual([code]);
  });
});

test('without JavaScript the form works as well', async () => {
  const plain = await openContext(browser, { javaScriptEnabled: false });
  await plain.page.goto(`${server.url}/form`);
  await plain.page.getByLabel('Backup code').fill(code.toLowerCase());
  await plain.page.getByRole('button', { name: 'Sign in' }).click();
  await plain.page.getByRole('heading', { name: 'Your code was accepted' }).waitFor();
  expect(received).toEqual([code.toLowerCase()]);
  await plain.context.close();
});

test('every control can be reached and used by keyboard alone', async () => {
  await openToType();
  const focused = () =>
    page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id');
  const order = [await focused()];
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press('Tab');
    order.push(await focused());
  }
  expect(order).toEqual(['code', 'Sign in', 'I don’t have a code', 'Go back to Acme portal']);
});

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each([1280, 390, 320])('at %d px: nothing pushed sideways, and clean for axe', async (width) => {
    const themed = await openContext(browser, { colorScheme, viewport: { width, height: 800 } });
    // It would go on by itself before anybody had a look.
    const script = { contentType: 'text/javascript', body: '' };
    await themed.page.route('**/send-back.js', (route) => route.fulfill(script));
    for (const state of ['asked', 'refused', 'slip', 'lost', 'busy', 'back', 'done']) {
      problem = state === 'refused' ? { code: 'code_used', retryAfterSeconds: null } : null;
      const isForm = ['asked', 'refused', 'slip', 'done'].includes(state);
      await themed.page.goto(`${server.url}/${isForm ? 'form' : state}`);
      if (state === 'asked') await themed.page.getByText('I don’t have a code').click();
      if (state === 'slip') await themed.page.getByLabel('Backup code').fill(mistyped);
      if (state === 'done') {
        await themed.page.getByLabel('Backup code').fill(code);
        await themed.page.keyboard.press('Enter');
        await themed.page.getByText('When this session ends').waitFor();
      }
      expect(await measureOverflow(themed.page), state).toBeLessThanOrEqual(0);
      expect(await findAxeViolations(themed.page), state).toEqual([]);
    }
    expect(themed.complaints).toEqual([]);
    await themed.context.close();
  });
});
