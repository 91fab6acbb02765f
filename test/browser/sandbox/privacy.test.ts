import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { spellCode } from '../../../src/domain/codes/spell-code.ts';
import { type PageWorld, shownCode, startPage } from '../support/start-page.ts';
import {
  actAs,
  expectClean,
  followToDirectMessage,
  launchBrowser,
  type Visitor,
  visit,
} from '../support/visitor.ts';

let browser: Browser;
let world: PageWorld;
let visitors: Visitor[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  visitors = [];
  world = await startPage();
});
afterEach(async () => {
  for (const visitor of visitors) {
    expectClean(visitor);
    await visitor.close();
  }
  await world.stop();
});

async function open(): Promise<Visitor> {
  const visitor = await visit(browser, world.page.url);
  visitors.push(visitor);
  return visitor;
}

async function issueAsAdam(adam: Visitor): Promise<string> {
  await adam.composer.fill('/backupcode @lena lost phone');
  await adam.composer.press('Enter');
  await followToDirectMessage(adam.page);
  await adam.button('Generate code').click();
  await adam.message('won’t be shown again').waitFor();
  return shownCode(world);
}

it('N6 S12: what an ephemeral shows to one never comes to another’s page, inspector and all', async () => {
  const adam = await open();
  const lena = await open();
  await actAs(lena.page, 'Lena Lockedout');
  await lena.button('Inspector').click();
  await lena.page.getByRole('region', { name: 'Inspector' }).waitFor();
  const before = lena.wire().length;
  const code = await issueAsAdam(adam);
  await lena.page.getByText('code 1: passed exactly once').waitFor();
  await lena.page.getByText('chat.postMessage').first().waitFor();
  await expect.poll(() => adam.wire().includes(code)).toBe(true);
  // Lena's page did get news meanwhile, only not these.
  expect(lena.wire().length).toBeGreaterThan(before);
  for (const secret of [code, 'won’t be shown again', 'backup code for Lena Lockedout?', 'To read it out']) {
    // Compared apart from `expect`, which would print the whole wire.
    expect([secret, adam.wire().includes(secret)]).toEqual([secret, true]);
    expect([secret, lena.wire().includes(secret)]).toEqual([secret, false]);
  }
});

it('N6: a switch of person takes the code off the screen, and brings it back to its addressee alone', async () => {
  const adam = await open();
  const code = await issueAsAdam(adam);
  expect(await adam.page.textContent('body')).toContain(code);
  await actAs(adam.page, 'Mia Member');
  await adam.composer.waitFor();
  expect(await adam.page.textContent('body')).not.toContain(code);
  expect(await adam.page.getByRole('article').count()).toBe(0);
  await actAs(adam.page, 'Adam Admin');
  await adam.message(code).waitFor();
});

it('N6: the inspector shows every crossing with the code covered, and marks the one', async () => {
  const adam = await open();
  await adam.button('Inspector').click();
  const inspector = adam.page.getByRole('region', { name: 'Inspector' });
  const code = await issueAsAdam(adam);
  await inspector.getByText('code 1: passed exactly once').waitFor();
  for (const entry of await inspector.locator('summary').all()) await entry.click();
  const text = (await inspector.textContent()) ?? '';
  expect(text).toContain('••••-••••-••••-••••');
  expect(text).not.toContain(code);
  // Spelled out it is the same code.
  for (const line of spellCode(code).split('\n')) expect(text).not.toContain(line.replace('> ', ''));
  expect(text).toContain('> (covered)');
  expect(text).toMatch(/\/backupcode.*acknowledged · \d+ ms/);
  expect(text).toContain('block_actions generate_code');
  expect(text).toContain('replace the message');
  for (const bearer of [world.sandbox.app().botToken, '/commands/', '/actions/'])
    expect(text).not.toContain(bearer);
  await inspector.getByRole('img', { name: 'Code: undelivered, then active' }).waitFor();
  await inspector.getByRole('img', { name: 'Request: pending, then fulfilled' }).waitFor();
});
