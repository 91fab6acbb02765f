import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Debian's Chromium; a container has no namespaces for its sandbox. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

export interface WatchedContext {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Everything the console complained of, and every script that failed: what a policy blocked is among it. */
  readonly complaints: readonly string[];
}

/** One person's browser, with cookies of its own. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedContext> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A page answered with 422 is a page all the same: Chromium notes the status of every document that is not 2xx.
    const isStatusNote = /the server responded with a status of 4\d\d/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isStatusNote) complaints.push(message.text());
  });
  return { context, page, complaints };
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The rules of axe that the page breaks, each with where. */
export async function listAxeViolations(page: Page): Promise<string[]> {
  const result = await page.evaluate<AxeResult, string>(async (source) => {
    // The page's own policy forbids scripts of others: axe comes in through the debugger, not through the page.
    const run = new Function(`${source}; return axe.run(document, { resultTypes: ['violations'] });`);
    return run();
  }, axeSource);
  return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Pixels by which the page is wider than its window: 0 when nothing has to be pushed sideways. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}
