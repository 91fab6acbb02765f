import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { probeChannel } from '../../../src/slack/api/probe-channel.ts';
import { probeAppToken, probeSlack } from '../../../src/slack/api/probe-slack.ts';
import { type SendRequest, sendRequest } from '../../../src/slack/api/send-request.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { Cleanup, sandboxFor } from '../../sandbox/support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

/** Slack's answers without some of their headers, as a proxy may pass them on. */
const without =
  (...names: string[]): SendRequest =>
  async (input, init) => {
    const answer = await sendRequest(input, init);
    const headers = new Headers([...answer.headers.entries()]);
    for (const name of names) headers.delete(name);
    return new Response(await answer.text(), { status: answer.status, headers });
  };

it('tells what a bot token was granted, and what Slack did not say', async () => {
  const sandbox = await sandboxFor(cleanup);
  const common = { apiUrl: sandbox.apiUrl, token: sandbox.app().botToken, clock: systemClock };
  expect(await probeSlack(common)).toMatchObject({
    kind: 'ok',
    scopes: expect.arrayContaining(['users:read.email']),
    dateHeaderMs: expect.any(Number),
  });
  const send = without('x-oauth-scopes', 'date');
  expect(await probeSlack({ ...common, send })).toMatchObject({
    kind: 'ok',
    scopes: null,
    dateHeaderMs: null,
  });
});

it('tells a token that is refused from a Slack that is away', async () => {
  const sandbox = await sandboxFor(cleanup);
  const { apiUrl } = sandbox;
  const bot = { apiUrl, token: 'xoxb-1-made-up', clock: systemClock };
  expect(await probeSlack(bot)).toEqual({ kind: 'failed', error: 'invalid_auth' });
  await sandbox.stop();
  expect(await probeSlack(bot)).toEqual({ kind: 'failed', error: 'ECONNREFUSED' });
});

it('tells whether an app token is good, and opens no socket for it', async () => {
  const sandbox = await sandboxFor(cleanup);
  const { apiUrl } = sandbox;
  const ask = (token: string) => probeAppToken({ apiUrl, token, clock: systemClock });
  expect(await ask(sandbox.app().appToken)).toEqual({ kind: 'ok' });
  expect(await ask('xapp-1-made-up')).toMatchObject({ kind: 'failed', error: 'invalid_auth' });
  expect(await ask(sandbox.app().botToken)).toMatchObject({ kind: 'failed' });
  expect(sandbox.app().connections()).toEqual([]);
});

it('N6: no probe follows a redirection, which could take the token elsewhere', async () => {
  const sandbox = await sandboxFor(cleanup);
  const { botToken, appToken } = sandbox.app();
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: new URL(`..${request.url}`, sandbox.apiUrl).href }).end();
  });
  cleanup.add(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const failed = { kind: 'failed', error: 'Slack does not redirect' };
  expect(await probeSlack({ apiUrl, token: botToken, clock: systemClock })).toEqual(failed);
  expect(await probeAppToken({ apiUrl, token: appToken, clock: systemClock })).toEqual(failed);
  const redirectedSecond: SendRequest = (url, init) =>
    sendRequest(String(url).endsWith('auth.test') ? new URL('auth.test', sandbox.apiUrl) : url, init);
  const options = { apiUrl, token: botToken, clock: systemClock, send: redirectedSecond };
  expect(await probeChannel(options, 'C0000000000')).toMatchObject({ kind: 'failed', error: 'Error' });
  expect(asked).toEqual(['/api/auth.test', '/api/apps.connections.open', '/api/conversations.info']);
});
