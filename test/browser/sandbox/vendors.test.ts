import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VENDOR_CODE } from '../../../src/demo/plain-text.ts';
import { type Demo, startDemo } from '../../../src/demo/start-demo.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import {
  expectClean,
  findAxeViolations,
  followToDirectMessage,
  launchBrowser,
  type Visitor,
  visit,
} from '../support/visitor.ts';

let browser: Browser;
let demo: Demo;

beforeAll(async () => {
  browser = await launchBrowser();
  const ports = { httpPort: 0, sandboxPort: 0, portalPort: 0 };
  demo = await startDemo({ clock: systemClock, random: systemRandom }, { ...ports, withPage: true });
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

async function ask(visitor: Visitor, text: string): Promise<void> {
  await visitor.page.getByRole('button', { name: 'it-help' }).click();
  await visitor.composer.fill(text);
  await visitor.button('Send').click();
}

it('BambooHR hires Nora while one watches: refused before, helped after; then she leaves', async () => {
  const adam = await visit(browser, demo.pageUrl ?? '');
  await ask(adam, '/backupcode @nora lost phone');
  await adam.message('isn’t in the organization’s directory').waitFor();
  await adam.button('Inspector').click();
  await adam.button('BambooHR hires Nora').click();
  const log = adam.page.getByRole('log', { name: 'What the sync did' });
  await log.getByText('Sync of BambooHR: 1 created.').waitFor();
  await log.getByText('Logged: directory.users_added, directory.synced.').waitFor();
  await ask(adam, '/backupcode @nora lost phone');
  await adam.message('Continue in your direct message').waitFor();
  await adam.button('BambooHR: Nora leaves').click();
  await log.getByText('Sync of BambooHR: 1 deactivated.').waitFor();
  await adam.button('BambooHR hires Nora').waitFor();
  expect(await findAxeViolations(adam.page)).toEqual([]);
  expectClean(adam);
  await adam.close();
});

it('JumpCloud suspends Theo while one watches; a second page that presses the same button is too late', async () => {
  const [one, other] = [
    await visit(browser, demo.pageUrl ?? '', { viewport: { width: 390, height: 800 } }),
    await visit(browser, demo.pageUrl ?? ''),
  ];
  for (const { page } of [one, other]) await page.getByRole('button', { name: 'Inspector' }).click();
  await one.button('JumpCloud suspends Theo').click();
  await one.page.getByText('Sync of JumpCloud: 1 suspended.').waitFor();
  await other.button('JumpCloud suspends Theo').click();
  await other.page.getByText('That has happened already.').waitFor();
  await other.button('JumpCloud: Theo is back').click();
  await other.page.getByText('Sync of JumpCloud: 1 reactivated.').waitFor();
  expect(await one.page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBe(0);
  await Promise.all([one.close(), other.close()]);
});

it.each([
  ['without the token', 401, {}],
  ['from another page', 403, { origin: 'https://evil.example' }],
])('no one presses a button %s', async (_how, status, headers) => {
  const { origin, controlToken } = demo.sandbox;
  const authorization = status === 401 ? {} : { authorization: `Bearer ${controlToken}` };
  const press = (id: string, more: object) =>
    fetch(`${origin}/page/actions/${id}`, { method: 'POST', headers: { ...more } });
  expect((await press('hire', { ...authorization, ...headers })).status).toBe(status);
  expect((await press('none', { authorization: `Bearer ${controlToken}` })).status).toBe(404);
});

it('N6: Erik’s code comes from Entra ID: covered in the inspector, used at the vendor’s page, and Adam reads so', async () => {
  const adam = await visit(browser, demo.pageUrl ?? '');
  await ask(adam, '/backupcode @erik lost phone');
  await followToDirectMessage(adam.page);
  await adam
    .message('Generate a one-time backup code for Erik Entra?')
    .getByRole('button', { name: 'Generate code' })
    .click();
  const reveal = adam.message('Temporary Access Pass for Erik Entra');
  const code = (await reveal.locator('pre').textContent())?.trim() ?? '';
  expect(code).toMatch(VENDOR_CODE);
  await adam.button('Inspector').click();
  const inspector = adam.page.getByRole('region', { name: 'Inspector' });
  await inspector.getByText('passed exactly once').first().waitFor();
  expect(await inspector.textContent()).not.toContain(code);

  const erik = await adam.page.context().newPage();
  await erik.goto(demo.vendorSignIn?.urlOf('entra') ?? '');
  await erik.getByLabel('Temporary Access Pass').fill(code);
  await erik.getByRole('button', { name: 'Sign in' }).click();
  await erik.getByRole('heading', { name: 'You are in' }).waitFor();
  expect(await findAxeViolations(erik)).toEqual([]);
  await erik.getByRole('button', { name: 'Set up a new authenticator' }).click();
  await erik.getByRole('heading', { name: 'Your authenticator is set up' }).waitFor();
  demo.skip(61_000);
  await adam.message('was used').filter({ hasText: 'at Entra ID' }).waitFor();
  await adam.close();
});
