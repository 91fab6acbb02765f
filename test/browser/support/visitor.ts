import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { CHROME_ARGUMENTS, findChrome } from '../find-chrome.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChrome(), args: [...CHROME_ARGUMENTS] });
}

/** A window on the sandbox's page, and everything that came to it or went wrong in it. */
export interface Visitor {
  readonly page: Page;
  /** Errors and warnings of the console, and what its policy blocked. */
  readonly complaints: string[];
  /** Requests to anywhere but this machine. */
  readonly strays: string[];
  /** Everything that came over the wire as text, streams included. */
  wire(): string;
  readonly composer: Locator;
  message(text: string | RegExp): Locator;
  button(name: string | RegExp): Locator;
  close(): Promise<void>;
}

const LOOPBACK = /^(https?|wss?):\/\/127\.0\.0\.1[:/]/;

export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const strays: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  context.on('request', (request) => {
    if (!LOOPBACK.test(request.url())) strays.push(request.url());
  });
  const wire = await tapWire(page);
  await page.goto(url);
  await page.getByRole('log').or(page.getByRole('tabpanel')).first().waitFor();
  return {
    page,
    complaints,
    strays,
    wire,
    composer: page.getByRole('textbox', { name: /^Message / }),
    message: (text) => page.getByRole('article').filter({ hasText: text }),
    button: (name) => page.getByRole('button', { name }),
    close: () => context.close(),
  };
}

/** Listens below the page's scripts: what the network handed over, whatever they made of it. */
async function tapWire(page: Page): Promise<() => string> {
  const session = await page.context().newCDPSession(page);
  const pieces: Buffer[] = [];
  session.on('Network.dataReceived', ({ data }) => {
    if (data !== undefined) pieces.push(Buffer.from(data, 'base64'));
  });
  session.on('Network.responseReceived', ({ requestId }) => {
    const keep = ({ bufferedData }: { bufferedData: string }) => {
      pieces.push(Buffer.from(bufferedData, 'base64'));
    };
    // A response that has ended meanwhile cannot be streamed; its body is fetched as a whole.
    session.send('Network.streamResourceContent', { requestId }).then(keep, async () => {
      const whole = await session.send('Network.getResponseBody', { requestId }).catch(() => undefined);
      if (whole) pieces.push(Buffer.from(whole.body, whole.base64Encoded ? 'base64' : 'utf8'));
    });
  });
  await session.send('Network.enable');
  return () => Buffer.concat(pieces).toString('utf8');
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe finds on the page as it stands; empty when nothing. It comes in by the debugger, past the page's policy. */
export async function findAxeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}

/** Presses Tab until the wanted thing has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`Tab never came to ${wanted}`);
}

/** Chooses another person in "Act as". */
export async function actAs(page: Page, name: string, label: string | RegExp = /^Act as/): Promise<void> {
  await page.getByRole('button', { name: label }).first().click();
  await page.getByRole('option', { name }).click();
  await page.getByRole('region', { name: `Slack of ${name}` }).waitFor();
}

/** The link to where the prompt is. */
export const CONTINUE = 'Continue in your direct message with me';

/** Goes where the answer to the command leads. */
export async function followToDirectMessage(where: Page | Locator): Promise<void> {
  await where.getByRole('link', { name: CONTINUE }).last().click();
}

export function expectClean(visitor: Visitor): void {
  expect(visitor.complaints).toEqual([]);
  expect(visitor.strays).toEqual([]);
}

export const CODE = /[2-9A-HJKMNP-TV-Z]{4}(?:-[2-9A-HJKMNP-TV-Z]{4}){3}/;
