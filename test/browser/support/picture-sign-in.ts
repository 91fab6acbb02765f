import type { Browser } from 'playwright-core';
import { findCode } from '../../../src/demo/plain-text.ts';
import { DEMO_PASSWORD, startDemo } from '../../../src/demo/start-demo.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';

/** The sign-in page as Lena sees it, the code typed in. */
export async function pictureSignIn(browser: Browser, path: string): Promise<void> {
  const ports = { httpPort: 0, sandboxPort: 0, portalPort: 0 };
  const demo = await startDemo({ clock: systemClock, random: systemRandom }, ports);
  try {
    const adam = demo.sandbox.actAs('adam');
    await adam.command('it-help', '/backupcode @lena lost phone');
    const prompt = await adam.waitForMessage(adam.directChannel(), ({ text }) =>
      text.includes('please confirm'),
    );
    await adam.click(prompt, 'generate_code');
    const reveal = await adam.waitForMessage(adam.directChannel(), (message) => findCode(message) !== null);
    const context = await browser.newContext({
      viewport: { width: 640, height: 760 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(demo.portal.origin);
    await page.getByLabel('Password').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('link', { name: /use a backup code/ }).click();
    await page.getByLabel('Backup code').pressSequentially(findCode(reveal) ?? '');
    await page.getByText('All 16 are there').waitFor();
    await page.screenshot({ path });
    await context.close();
  } finally {
    await demo.stop();
  }
}
