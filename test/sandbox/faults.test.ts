import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { Cleanup, clientOptions, sandboxFor, socketBolt, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

test('S8 sandbox: a 429 is honoured by the real client, which then succeeds', async () => {
  const sandbox = await sandboxFor(cleanup);
  sandbox.faults.inject({ match: { method: 'chat.postMessage' }, kind: 'ratelimit', retryAfterS: 1 });
  const client = new WebClient(sandbox.app().botToken, {
    ...clientOptions(sandbox),
    retryConfig: { retries: 1, minTimeout: 1 },
  });
  const startedAt = performance.now();
  await client.chat.postMessage({ channel: 'CGENERAL', text: 'patience' });
  expect(performance.now() - startedAt).toBeGreaterThan(990);
  expect(sandbox.apiCalls({ method: 'chat.postMessage' }).map(({ status }) => status)).toEqual([429, 200]);
});

test('S8 sandbox: one post per second and channel, when asked to be that strict', async () => {
  const clock = { ms: Date.now() };
  const sandbox = await sandboxFor(cleanup, { now: () => clock.ms, limitPosts: true });
  const client = new WebClient(sandbox.app().botToken, {
    ...clientOptions(sandbox),
    rejectRateLimitedCalls: true,
  });
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
  await post('CGENERAL');
  await expect(post('CGENERAL')).rejects.toMatchObject({ retryAfter: 1 });
  await post('CITHELP');
  clock.ms += 1000;
  await post('CGENERAL');
});

test('an error, a 500 and a slow answer strike as often as they were told to', async () => {
  const sandbox = await sandboxFor(cleanup);
  const client = webClient(sandbox);
  sandbox.faults.inject({ match: { method: 'users.info' }, kind: 'error', error: 'fatal_error', times: 2 });
  await expect(client.users.info({ user: 'UADAM' })).rejects.toThrow('fatal_error');
  await expect(client.users.info({ user: 'UADAM' })).rejects.toThrow('fatal_error');
  await expect(client.users.info({ user: 'UADAM' })).resolves.toMatchObject({ ok: true });
  sandbox.faults.inject({ match: { method: 'users.info' }, kind: 'http500' });
  await expect(client.users.info({ user: 'UADAM' })).rejects.toMatchObject({ statusCode: 500 });
  sandbox.faults.inject({ match: { method: 'users.info' }, kind: 'latency', ms: 60 });
  await client.users.info({ user: 'UADAM' });
  expect(sandbox.apiCalls({ method: 'users.info' }).at(-1)?.ms).toBeGreaterThanOrEqual(55);
});

test('S4 sandbox: a lost reply took effect, a dropped call did not', async () => {
  const sandbox = await sandboxFor(cleanup);
  const client = webClient(sandbox);
  sandbox.faults.inject({ match: { method: 'chat.postMessage' }, kind: 'lost-reply' });
  sandbox.faults.inject({ match: { method: 'chat.postMessage' }, kind: 'drop' });
  await expect(client.chat.postMessage({ channel: 'CGENERAL', text: 'heard' })).rejects.toThrow();
  await expect(client.chat.postMessage({ channel: 'CGENERAL', text: 'unheard' })).rejects.toThrow();
  expect(
    sandbox
      .actAs('mia')
      .visibleMessages('#general')
      .map(({ text }) => text),
  ).toEqual(['heard']);
});

test('S11 sandbox: a duplicate delivery brings one payload twice', async () => {
  const sandbox = await sandboxFor(cleanup);
  const triggers: string[] = [];
  await socketBolt(cleanup, sandbox, (app) =>
    app.command('/probe', async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    }),
  );
  sandbox.faults.inject({
    match: { method: 'delivery', kind: 'slash_commands' },
    kind: 'duplicate-delivery',
  });
  expect(await sandbox.actAs('adam').command('#general', '/probe')).toMatchObject({ acked: true });
  expect(triggers).toHaveLength(2);
  expect(triggers[0]).toBe(triggers[1]);
});

test('a delivery can fail, be slow, lose its ack or lose the line', async () => {
  const sandbox = await sandboxFor(cleanup);
  await socketBolt(cleanup, sandbox, (app) => app.command('/probe', ({ ack }) => ack()));
  const adam = sandbox.actAs('adam');
  const match = { method: 'delivery' };
  sandbox.faults.inject({ match, kind: 'error' });
  expect(await adam.command('#general', '/probe')).toMatchObject({ error: 'dispatch_failed' });
  sandbox.faults.inject({ match, kind: 'lost-reply' });
  expect(await adam.command('#general', '/probe')).toMatchObject({ error: 'operation_timeout' });
  sandbox.faults.inject({ match, kind: 'latency', ms: 30 });
  expect(await adam.command('#general', '/probe')).toMatchObject({ acked: true });
  sandbox.faults.inject({ match, kind: 'drop' });
  expect(await adam.command('#general', '/probe')).toMatchObject({ error: 'dispatch_failed' });
  await expect.poll(() => sandbox.app().connections().length, { timeout: 8000 }).toBe(0);
});

test('faults can be aimed at one app, and be called off', async () => {
  const sandbox = await sandboxFor(cleanup);
  sandbox.faults.inject({ match: { method: 'auth.test', app: 7 }, kind: 'error' });
  await expect(webClient(sandbox).auth.test()).resolves.toMatchObject({ ok: true });
  sandbox.faults.inject({ match: { method: 'auth.test' }, kind: 'error' });
  sandbox.faults.clear();
  await expect(webClient(sandbox).auth.test()).resolves.toMatchObject({ ok: true });
});
