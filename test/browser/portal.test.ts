import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEMO_PASSWORD, type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { systemClock } from '../../src/system/system-clock.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { measureOverflow, openContext, type WatchedContext } from './support/open-context.ts';
import {
  CODE,
  expectClean,
  findAxeViolations,
  followToDirectMessage,
  launchBrowser,
  tabTo,
  visit,
} from './support/visitor.ts';

let browser: Browser;
let demo: Demo;
let opened: WatchedContext[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  opened = [];
  const ports = { httpPort: 0, sandboxPort: 0, portalPort: 0 };
  demo = await startDemo({ clock: systemClock, random: systemRandom }, { ...ports, withPage: true });
});
afterEach(async () => {
  for (const { context, complaints } of opened) {
    expect(complaints).toEqual([]);
    await context.close();
  }
  expect(demo.log(), 'N6').not.toMatch(CODE);
  await demo.stop();
});

/** Adam, in the Slack page, as far as the code on his screen. */
async function issueInSlack(): Promise<string> {
  const adam = await visit(browser, demo.pageUrl ?? '');
  await adam.button(/Lena lost her phone/).click();
  await adam.button('Send').click();
  await followToDirectMessage(adam.page);
  await adam.button('Generate code').click();
  const code = (await adam.message('won’t be shown again').locator('pre').textContent()) ?? '';
  expectClean(adam);
  await adam.close();
  expect(code).toMatch(CODE);
  // Shown is not yet active: the bot counts it as delivered once Slack has said so.
  const lena = demo.sandbox.actAs('lena');
  await lena.waitForMessage(lena.directChannel(), ({ text }) => text.includes('issued a backup code'));
  return code;
}

async function openPortal(options: BrowserContextOptions = {}): Promise<Page> {
  const watched = await openContext(browser, options);
  opened.push(watched);
  await watched.page.goto(demo.portal.origin);
  return watched.page;
}

/** The first factor, and on to our page. */
async function passFirstFactor(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill('lena@acme.test');
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('link', { name: /use a backup code/ }).click();
  await page.getByRole('heading', { name: 'Enter your backup code' }).waitFor();
}

const slipOf = (code: string): string => `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
const field = (page: Page) => page.getByLabel('Backup code');
const signIn = (page: Page) => page.getByRole('button', { name: 'Sign in' }).click();
const isIn = (page: Page) => page.getByRole('heading', { name: 'You are in, Lena Lockedout' }).waitFor();

test('N2 N3 U2: Slack page -> code -> portal; a slip is told before sending; a second browser is refused', async () => {
  const code = await issueInSlack();
  const lena = await openPortal();
  await passFirstFactor(lena);
  expect(await lena.textContent('main')).toContain('lena@acme.test');
  const posts: string[] = [];
  lena.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await field(lena).pressSequentially(slipOf(code).toLowerCase());
  await lena.getByText('This isn’t a valid code').waitFor();
  await signIn(lena);
  await lena.getByRole('alert').getByText('Nothing was sent yet').waitFor();
  expect(posts).toEqual([]);

  await field(lena).fill('');
  await field(lena).pressSequentially(code.toLowerCase().replaceAll('-', ' '));
  expect(await field(lena).inputValue()).toBe(code);
  await signIn(lena);
  await lena.getByText('Set up a new second factor').waitFor();
  expect(posts).toHaveLength(1);
  await lena.getByRole('link', { name: 'Continue to Acme portal' }).click();
  await isIn(lena);

  const stranger = await openPortal();
  await passFirstFactor(stranger);
  await field(stranger).fill(code);
  await signIn(stranger);
  await stranger.getByRole('alert').getByText('This code was already used.').waitFor();
  await stranger.getByRole('button', { name: 'Go back to Acme portal' }).click();
  await stranger.getByRole('heading', { name: 'Not signed in' }).waitFor();

  const adam = demo.sandbox.actAs('adam');
  await adam.waitForMessage(adam.directChannel(), ({ blocks }) =>
    JSON.stringify(blocks).includes('was used'),
  );
});

test('N3: nobody stays signed in with us: the same browser needs a code of its own the next time', async () => {
  const code = await issueInSlack();
  const page = await openPortal();
  await passFirstFactor(page);
  await field(page).fill(code);
  await signIn(page);
  await page.getByRole('link', { name: 'Continue to Acme portal' }).click();
  await isIn(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await passFirstFactor(page);
  await field(page).fill(code);
  await signIn(page);
  await page.getByRole('alert').getByText('already used').waitFor();
});

test('going back and loading again loses nothing: what was answered stays answered', async () => {
  const code = await issueInSlack();
  const page = await openPortal();
  await passFirstFactor(page);
  const address = page.url();
  await field(page).fill(code);
  await signIn(page);
  await page.getByText('Your code was accepted').first().waitFor();
  await page.goto(address);
  await page.getByRole('link', { name: 'Continue to Acme portal' }).click();
  await isIn(page);
});

test('without JavaScript: in, and a slip is told after sending without counting', async () => {
  const code = await issueInSlack();
  const page = await openPortal({ javaScriptEnabled: false });
  await passFirstFactor(page);
  await field(page).fill(slipOf(code));
  await signIn(page);
  expect(await page.getByRole('alert').textContent()).toContain('didn’t count as an attempt');
  expect(await field(page).inputValue(), 'N6: nothing typed is sent back').toBe('');
  await field(page).fill(code.toLowerCase().replaceAll('-', ' '));
  await signIn(page);
  await page.getByRole('link', { name: 'Continue to Acme portal' }).click();
  await isIn(page);
});

test('by keyboard alone, from the password to being in', async () => {
  const code = await issueInSlack();
  const page = await openPortal();
  await tabTo(page, page.getByLabel('Password'));
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: /use a backup code/ }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Enter your backup code' }).waitFor();
  // By itself, with the first picture of the page.
  await page.locator('#code:focus').waitFor();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  const onward = page.getByRole('link', { name: 'Continue to Acme portal' });
  await onward.waitFor();
  await tabTo(page, onward);
  await page.keyboard.press('Enter');
  await isIn(page);
});

test('the page cannot be framed, and a form from elsewhere is refused', async () => {
  const page = await openPortal();
  await passFirstFactor(page);
  const address = page.url();
  const watched = await openContext(browser);
  // The frame that is refused is meant to be complained of.
  await watched.page.setContent(`<iframe src="${address}"></iframe>`);
  await expect
    .poll(() => watched.complaints.join('\n'))
    .toMatch(/frame-ancestors|Refused to (display|frame)|X-Frame-Options/);
  await watched.context.close();
  const foreign = await page.request.post(address, {
    form: { code: 'x' },
    headers: { origin: 'https://evil.example' },
  });
  expect(foreign.status()).toBe(403);
});

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each([1280, 390])('at %d px every page of the way is clean for axe, and fits', async (width) => {
    const code = await issueInSlack();
    const page = await openPortal({ colorScheme, viewport: { width, height: 844 } });
    const look = async (where: string): Promise<void> => {
      expect(await findAxeViolations(page), where).toEqual([]);
      expect(await measureOverflow(page), where).toBeLessThanOrEqual(0);
    };
    await look('password');
    await passFirstFactor(page);
    await look('asked');
    await field(page).fill(code);
    await signIn(page);
    await page.getByText('Set up a new second factor').waitFor();
    await look('done');
    await page.getByRole('link', { name: 'Continue to Acme portal' }).click();
    await isIn(page);
    await look('in');
  });
});
