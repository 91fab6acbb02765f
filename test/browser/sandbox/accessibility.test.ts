import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GalleryWorld, startGallery } from '../support/gallery.ts';
import { type PageWorld, startPage } from '../support/start-page.ts';
import {
  CONTINUE,
  expectClean,
  findAxeViolations,
  followToDirectMessage,
  launchBrowser,
  visit,
} from '../support/visitor.ts';

let browser: Browser;
let world: PageWorld;
let gallery: GalleryWorld;

beforeAll(async () => {
  browser = await launchBrowser();
  [world, gallery] = await Promise.all([startPage(), startGallery()]);
});
afterAll(async () => {
  await browser.close();
  await world.stop();
  await gallery.stop();
});

describe.each([
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1280, height: 800 },
  { colorScheme: 'light', width: 390, height: 844 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const)('axe finds nothing, and nothing is wider than the window: $colorScheme, $width wide', (look) => {
  const { colorScheme, ...viewport } = look;
  const isNarrow = viewport.width < 800;

  it('the main job: hints, completion, prompt, reveal, refusal, two people, inspector, confirm', async () => {
    const adam = await visit(browser, world.page.url, { colorScheme, viewport });
    const { page } = adam;
    const problems: string[] = [];
    const check = async (where: string) => {
      for (const found of await findAxeViolations(page)) problems.push(`${where}: ${found}`);
      const excess = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (excess > 0) problems.push(`${where}: ${excess} px wider than the window`);
    };
    await check('start');
    await adam.composer.fill('/');
    await page.getByRole('option').first().waitFor();
    await check('completion');
    await adam.composer.fill('/backupcode @hugo lost phone');
    await adam.composer.press('Enter');
    await page.getByRole('link', { name: CONTINUE }).last().waitFor();
    await check('the way to the direct message');
    await followToDirectMessage(page);
    await adam.button('Generate code').last().waitFor();
    await check('prompt');
    await adam.button('Generate code').last().click();
    await adam.message('won’t be shown again').last().waitFor();
    await check('reveal');
    await adam.composer.fill('/backupcode @ivan lost phone');
    await adam.composer.press('Enter');
    await adam.message('No code was generated').last().waitFor();
    await check('refusal');
    await adam.button('Revoke').last().click();
    await page.getByRole('dialog', { name: 'Revoke this code?' }).waitFor();
    await check('confirm');
    await page.keyboard.press('Escape');
    await adam.button(/^Act as/).click();
    await page.getByRole('option').first().waitFor();
    await check('act as');
    await page.keyboard.press('Escape');
    if (isNarrow) {
      await adam.button('Show channels').click();
      await check('channels');
      await adam.button('Hide channels').click();
    }
    await adam.button('Side by side').click();
    await adam.button('Inspector').click();
    await page.getByRole('img', { name: /^Code/ }).first().waitFor();
    for (const entry of await page.locator('.inspector summary').all()) await entry.click();
    await check('inspector');
    await adam.button('Close the inspector').click();
    await check('two people');
    expect(problems).toEqual([]);
    expectClean(adam);
    await adam.close();
  });

  it('everything in Block Kit: message, menu, modal with errors, Home, About', async () => {
    const adam = await visit(browser, gallery.page.url, { colorScheme, viewport });
    const { page } = adam;
    const problems: string[] = [];
    const check = async (where: string) => {
      for (const found of await findAxeViolations(page)) problems.push(`${where}: ${found}`);
      const excess = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (excess > 0) problems.push(`${where}: ${excess} px wider than the window`);
    };
    await adam.composer.fill('/gallery ');
    await adam.composer.press('Enter');
    const message = adam.message('Everything').last();
    await message.waitFor();
    await check('message');
    await message.getByRole('button', { name: /^More/ }).click();
    await check('menu');
    await page.keyboard.press('Escape');
    await message.getByRole('button', { name: 'Open a form' }).click();
    const form = page.getByRole('dialog', { name: 'A form' });
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').first().waitFor();
    await check('modal');
    const save = await form.getByRole('button', { name: 'Save' }).boundingBox();
    expect((save?.y ?? 0) + (save?.height ?? 0)).toBeLessThan(viewport.height);
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    if (isNarrow) await adam.button('Show channels').click();
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Gallery/ })
      .click();
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByText('Welcome home').waitFor();
    await check('home');
    await page.getByRole('tab', { name: 'About' }).click();
    await check('about');
    expect(problems).toEqual([]);
    expectClean(adam);
    await adam.close();
  });
});
