import { afterEach, expect, it } from 'vitest';
import { probeChannel } from '../../src/slack/web/probe-channel.ts';
import { probeAppToken, probeSlack } from '../../src/slack/web/probe-slack.ts';
import { systemClock } from '../../src/system/system-clock.ts';
import { Cleanup, sandboxFor } from '../sandbox/support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

/** Slack's answers without some of their headers, as a proxy may pass them on. */
const without =
  (...names: string[]): typeof fetch =>
  async (input, init) => {
    const { status, headers, ...response } = await fetch(input, init).then(async (answer) => ({
      status: answer.status,
      headers: new Headers(answer.headers),
      body: await answer.text(),
    }));
    for (const name of names) headers.delete(name);
    return new Response(response.body, { status, headers });
  };

it('tells what a bot token was granted, and what Slack did not say', async () => {
  const sandbox = await sandboxFor(cleanup);
  const common = { apiUrl: sandbox.apiUrl, token: sandbox.app().botToken, clock: systemClock };
  expect(await probeSlack(common)).toMatchObject({
    kind: 'ok',
    scopes: expect.arrayContaining(['users:read.email']),
    dateHeaderMs: expect.any(Number),
  });
  const fetchFn = without('x-oauth-scopes', 'date');
  expect(await probeSlack({ ...common, fetchFn })).toMatchObject({
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
  const { apiUrl } = sandbox;
  const { botToken, appToken } = sandbox.app();
  const asked: (string | undefined)[] = [];
  const fetchFn: typeof fetch = (input, init) => {
    asked.push(init?.redirect);
    return fetch(input, init);
  };
  await probeSlack({ apiUrl, token: botToken, clock: systemClock, fetchFn });
  await probeAppToken({ apiUrl, token: appToken, clock: systemClock, fetchFn });
  await probeChannel({ apiUrl, token: botToken, clock: systemClock, fetchFn }, 'C0000000000');
  // The last one asks whose token it is, first.
  expect(asked).toEqual(['error', 'error', 'error', 'error']);
});
