import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../../src/http/start-http-server.ts';
import { PAGE_ASSETS_PATH } from '../../src/pages/page.ts';
import { createPageAssets } from '../../src/pages/page-assets.ts';

let server: HttpServer;

beforeAll(async () => {
  const app = express().use(PAGE_ASSETS_PATH, createPageAssets());
  server = await startHttpServer({ app, host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

const get = (name: string): Promise<Response> => fetch(`${server.url}${PAGE_ASSETS_PATH}/${name}`);

test.each([
  ['sign-in.css', 'text/css'],
  ['sign-in.js', 'text/javascript'],
  ['code-rule.js', 'text/javascript'],
  ['icon.svg', 'image/svg+xml'],
  ['theme-default.css', 'text/css'],
  ['theme-4a154b.css', 'text/css'],
])('%s is served as %s', async (name, type) => {
  const response = await get(name);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain(type);
  expect(await response.text()).not.toBe('');
});

test('the theme holds the colour of its name', async () => {
  expect(await (await get('theme-4a154b.css')).text()).toContain('--accent: #4a154b');
});

test.each([
  'theme-.css',
  'theme-red.css',
  'theme-4A154B.css',
  'theme-4a154b%7D.css',
  '../package.json',
  '%2e%2e%2fpage.ts',
  'code-rule.d.ts',
])('%s is not there', async (name) => {
  expect((await get(name)).status).toBe(404);
});
