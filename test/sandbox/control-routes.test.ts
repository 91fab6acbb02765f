import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { actions, button, Cleanup, sandboxFor, socketBolt, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

/** A raw request, for a Host that `fetch` would not let through. */
function statusUnderHost(sandbox: Sandbox, host: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${sandbox.origin}${path}`, { headers: { host }, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

interface Options {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function control(
  sandbox: Sandbox,
  path: string,
  options: Options = {},
): Promise<{ status: number; body: unknown }> {
  const { token = sandbox.controlToken, body, headers = {} } = options;
  const response = await fetch(`${sandbox.origin}/sandbox/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe('who may come in', () => {
  test.each(['/api/api.test', '/sandbox/world', '/commands/x'])(
    'a foreign Host is refused at %s',
    async (path) => {
      const sandbox = await sandboxFor(cleanup);
      expect(await statusUnderHost(sandbox, 'evil.example', path)).toBe(403);
      expect(await statusUnderHost(sandbox, `evil.example:${sandbox.port}`, path)).toBe(403);
      expect(await statusUnderHost(sandbox, `127.0.0.1:${sandbox.port}`, path)).not.toBe(403);
    },
  );

  test('control wants the token of this run, and no foreign page', async () => {
    const sandbox = await sandboxFor(cleanup);
    expect(await control(sandbox, 'world', { token: 'guess' })).toMatchObject({ status: 401 });
    expect(await control(sandbox, 'world', { token: sandbox.app().botToken })).toMatchObject({ status: 401 });
    const headers = { origin: 'https://evil.example' };
    expect(await control(sandbox, 'world', { headers })).toMatchObject({ status: 403 });
    expect(await control(sandbox, 'world', { headers: { origin: sandbox.origin } })).toMatchObject({
      status: 200,
    });
  });

  test('the world is described without a secret', async () => {
    const sandbox = await sandboxFor(cleanup);
    const world = JSON.stringify((await control(sandbox, 'world')).body);
    expect(world).toContain('Lena Lockedout');
    const { botToken, appToken, signingSecret } = sandbox.app();
    for (const secret of [botToken, appToken, signingSecret]) expect(world).not.toContain(secret);
  });
});

test('a page can do and see what a person can', async () => {
  const sandbox = await sandboxFor(cleanup);
  await socketBolt(cleanup, sandbox, (app) => {
    app.command('/probe', async ({ ack }) =>
      ack({ text: 'prompt', blocks: [actions(button('go')) as never] }),
    );
    app.action('go', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'done', replace_original: true });
    });
  });
  const command = { channel: '#general', text: '/probe' };
  expect(await control(sandbox, 'people/adam/command', { body: command })).toMatchObject({
    body: { result: { acked: true } },
  });
  const messages = await control(sandbox, 'people/adam/messages?channel=CGENERAL');
  const [prompt] = messages.body as { ts: string }[];
  const click = { channel: 'CGENERAL', ts: prompt?.ts, actionId: 'go' };
  expect(await control(sandbox, 'people/mia/click', { body: click })).toMatchObject({ status: 409 });
  expect(await control(sandbox, 'people/adam/click', { body: click })).toMatchObject({
    body: { result: { acked: true } },
  });
  await sandbox.actAs('adam').waitForMessage('#general', ({ text }) => text === 'done');
  expect(await control(sandbox, 'people/adam/reload', { body: {} })).toMatchObject({ status: 200 });
  expect(await control(sandbox, 'people/adam/messages?channel=CGENERAL')).toMatchObject({ body: [] });
  const channels = await control(sandbox, 'people/mia/channels');
  expect(JSON.stringify(channels.body)).not.toContain('CSECRET');
  expect(await control(sandbox, 'people/adam/views')).toMatchObject({ body: { modal: null, home: null } });
});

test('a wrong body, an unknown action and an unknown person are told apart', async () => {
  const sandbox = await sandboxFor(cleanup);
  expect(await control(sandbox, 'people/adam/command', { body: { text: 1 } })).toMatchObject({ status: 400 });
  expect(await control(sandbox, 'people/adam/fly', { body: {} })).toMatchObject({ status: 404 });
  expect(await control(sandbox, 'people/ghost/reload', { body: {} })).toMatchObject({ status: 409 });
});

test('faults are injected from outside too', async () => {
  const sandbox = await sandboxFor(cleanup);
  const fault = { match: { method: 'auth.test' }, kind: 'error', error: 'fatal_error' };
  expect(await control(sandbox, 'faults', { body: fault })).toMatchObject({ status: 200 });
  await expect(webClient(sandbox).auth.test()).rejects.toThrow('fatal_error');
  expect(await control(sandbox, 'faults', { body: { kind: 'meteor' } })).toMatchObject({ status: 400 });
  expect(JSON.stringify((await control(sandbox, 'record')).body)).toContain('fatal_error');
});

test('a change is announced to whoever listens', async () => {
  const sandbox = await sandboxFor(cleanup);
  const stopping = new AbortController();
  const { body } = await fetch(`${sandbox.origin}/sandbox/changes?token=${sandbox.controlToken}`, {
    signal: stopping.signal,
  });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('event: ready');
  await webClient(sandbox).chat.postMessage({ channel: 'CGENERAL', text: 'news' });
  expect((await reader?.read())?.value).toContain('event: change');
  stopping.abort();
});
