import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export interface WatchedContext {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Everything the console complained of, and every script that failed: what a policy blocked is among it. */
  readonly complaints: readonly string[];
}

/** One person's browser, with cookies of its own, for pages that are not the sandbox's. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedContext> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A page answered with 422 is a page all the same: Chromium notes the status of every document that is not 2xx.
    const isStatusNote = /the server responded with a status of 4\d\d/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isStatusNote) complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** Pixels by which the page is wider than its window: 0 when nothing has to be pushed sideways. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}
