import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Locator, type Page } from 'playwright-core';
import { ask, press } from '../support/act-in-slack.ts';
import { CHROME_ARGUMENTS, findChrome } from './find-chrome.ts';
import { pictureSignIn } from './support/picture-sign-in.ts';
import { type PageWorld, startPage } from './support/start-page.ts';
import { followToDirectMessage } from './support/visitor.ts';

/** `npm run screenshots`: the README's pictures, taken of the running program in the sandbox. */
const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const MARGIN = 8;
const WIDTH_MAX = 830;

async function picture(page: Page, name: string, what: Locator): Promise<void> {
  await page.mouse.move(0, 0);
  const box = await what.boundingBox();
  if (box === null) throw new Error(`nothing to see for ${name}`);
  const width = Math.min(box.width, WIDTH_MAX);
  const clip = { x: box.x, y: Math.max(0, box.y - MARGIN), width, height: box.height + 2 * MARGIN };
  await page.screenshot({ path: `${FOLDER}${name}.png`, clip });
}

async function takeAll(world: PageWorld, page: Page): Promise<void> {
  const messages = page.getByRole('article');
  await page.getByRole('button', { name: /Lena lost her phone/ }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await followToDirectMessage(page);
  await page.getByRole('button', { name: 'Generate code' }).waitFor();
  await picture(page, 'prompt', messages.filter({ hasText: 'Generate a one-time backup code' }));
  await page.getByRole('button', { name: 'Generate code' }).click();
  const reveal = messages.filter({ hasText: 'won’t be shown again' });
  await reveal.waitFor();
  await picture(page, 'reveal', reveal);

  await page.getByRole('button', { name: 'Side by side' }).click();
  const lena = page.getByRole('region', { name: 'Slack of Lena Lockedout' });
  await lena.getByRole('button', { name: 'This wasn’t me' }).waitFor();
  await page.getByRole('button', { name: 'Inspector' }).click();
  await page.getByRole('img', { name: 'Code: undelivered, then active' }).waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${FOLDER}sandbox.png` });
  await page.getByRole('button', { name: 'Close the inspector' }).click();
  await page.getByRole('button', { name: 'Side by side' }).click();

  await page.getByRole('button', { name: /^Act as/ }).click();
  await page.getByRole('option', { name: /Lena Lockedout/ }).click();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Backupcode/ })
    .click();
  const notice = messages.filter({ hasText: 'issued a one-time backup code' });
  await notice.waitFor();
  await picture(page, 'notice', notice);

  await pictureHome(world, page);
}

/** An owner's: someone waits for help, a request for approval, and a code works. As far down as those parts go. */
async function pictureHome(world: PageWorld, page: Page): Promise<void> {
  await ask(world, 'mia', 'request my phone was stolen');
  await press(world, 'adam', await ask(world, 'adam', '@amina broken phone'), 'ask_approval');
  await page.getByRole('button', { name: /^Act as/ }).click();
  await page.getByRole('option', { name: /Olivia Owner/ }).click();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Backupcode/ })
    .click();
  await page.getByRole('tab', { name: 'Home' }).click();
  const home = page.getByRole('region', { name: 'Home of Backupcode' });
  await home.getByRole('button', { name: 'Approve' }).waitFor();
  await page.setViewportSize({ width: 980, height: 1400 });
  await page.mouse.move(0, 0);
  const [all, end] = [await home.boundingBox(), await home.getByText('Policy:').boundingBox()];
  if (all === null || end === null) throw new Error('nothing to see of the Home tab');
  const clip = { x: all.x, y: all.y, width: all.width, height: end.y - all.y - 2 * MARGIN };
  await page.screenshot({ path: `${FOLDER}home.png`, clip });
}

await mkdir(FOLDER, { recursive: true });
const world = await startPage();
const browser = await chromium.launch({ executablePath: findChrome(), args: [...CHROME_ARGUMENTS] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(world.page.url);
  await takeAll(world, page);
  await pictureSignIn(browser, `${FOLDER}sign-in.png`);
} finally {
  await browser.close();
  await world.stop();
}
