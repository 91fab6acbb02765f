import { request } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type PageWorld, startPage } from '../support/start-page.ts';
import { expectClean, launchBrowser, visit } from '../support/visitor.ts';

let browser: Browser;
let world: PageWorld;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startPage();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

function ask(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${world.sandbox.origin}${path}`, { headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('who may have the page', () => {
  it.each(['/', '/main.tsx', '/styles/tokens.css', '/page/setup', '/page/traffic'])(
    'a foreign Host, a foreign Origin and a foreign page are refused at %s',
    async (path) => {
      const token = { authorization: `Bearer ${world.sandbox.controlToken}` };
      expect(await ask(path, { ...token, host: 'evil.example' })).toBe(403);
      expect(await ask(path, { ...token, origin: 'https://evil.example' })).toBe(403);
      expect(await ask(path, { ...token, origin: 'null' })).toBe(403);
      expect(await ask(path, { ...token, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(
        403,
      );
    },
  );

  it.each(['/page/setup', '/page/traffic', '/sandbox/people/adam/screen'])(
    '%s wants the token',
    async (path) => {
      expect(await ask(path, {})).toBe(401);
    },
  );

  it.each(['/', '/@vite/client', '/vite-hmr'])('there is no socket for hot reloading at %s', async (path) => {
    const socket = new WebSocket(`${world.sandbox.origin.replace('http', 'ws')}${path}`, 'vite-hmr', {
      headers: { origin: 'https://evil.example' },
    });
    const outcome = await new Promise((resolve) => {
      socket.on('open', () => resolve('open'));
      socket.on('error', (error) => resolve(error.message));
    });
    expect(outcome).toMatch(/40[34]/);
  });

  it.each(['/@vite/client', '/@fs/etc/passwd', '/../serve-page.ts', '/@fs/home/package.json'])(
    '%s is not served',
    async (path) => {
      expect(await ask(path, {})).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('what the page may do', () => {
  it('its policy has no exception, and the whole page lives with it', async () => {
    const response = await fetch(world.sandbox.origin);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|data:|blob:|\*|nonce|sha256|https?:/);
    expect(await response.text()).not.toMatch(/<script(?![^>]*src=)|<style|style=|\son\w+=/);
    const adam = await visit(browser, world.page.url);
    await adam.button('Inspector').click();
    await adam.button('Side by side').click();
    await adam.composer.first().fill('/');
    await adam.page.getByRole('option').first().waitFor();
    expectClean(adam);
    await adam.close();
  });

  it('says that it is a stand-in, and forgets the token in the address bar', async () => {
    const adam = await visit(browser, world.page.url);
    expect(await adam.page.getByRole('banner').textContent()).toContain('A local stand-in, not Slack');
    expect(adam.page.url()).toBe(`${world.sandbox.origin}/`);
    expect(await adam.page.title()).toContain('not Slack');
    await adam.close();
  });

  it('shows a stranger without the token nothing but how to come in', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(world.sandbox.origin);
    await page.getByText('Open it with the whole address').waitFor();
    expect(await page.textContent('body')).not.toContain('Acme');
    await context.close();
  });
});
