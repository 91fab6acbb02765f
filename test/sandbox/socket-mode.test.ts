import { once } from 'node:events';
import { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { Cleanup, sandboxFor, silent, socketBolt, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

function counting(counts: Record<string, number>, name: string) {
  return (app: App) =>
    app.command('/probe', async ({ ack }) => {
      counts[name] = (counts[name] ?? 0) + 1;
      await ack();
    });
}

async function openUrl(sandbox: Sandbox): Promise<string> {
  const { url } = await webClient(sandbox, sandbox.app().appToken).apps.connections.open({});
  if (url === undefined) throw new Error('no url');
  return url;
}

test('S11 sandbox: of several connections exactly one gets each payload', async () => {
  const sandbox = await sandboxFor(cleanup);
  const counts: Record<string, number> = {};
  await socketBolt(cleanup, sandbox, counting(counts, 'one'));
  await socketBolt(cleanup, sandbox, counting(counts, 'two'));
  expect(sandbox.app().connections()).toHaveLength(2);
  const adam = sandbox.actAs('adam');
  for (let turn = 0; turn < 6; turn += 1) await adam.command('#general', '/probe');
  expect(counts).toEqual({ one: 3, two: 3 });
});

test("Bolt's own App in socketMode finds the sandbox by clientOptions alone", async () => {
  const sandbox = await sandboxFor(cleanup);
  const app = new App({
    socketMode: true,
    token: sandbox.app().botToken,
    appToken: sandbox.app().appToken,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
    logger: silent,
  });
  app.command('/probe', ({ ack }) => ack());
  await app.start();
  cleanup.add(() => app.stop());
  expect(await sandbox.actAs('adam').command('#general', '/probe')).toMatchObject({ acked: true });
});

test('a client that is asked to reconnect does, with a new ticket', async () => {
  const sandbox = await sandboxFor(cleanup);
  const counts: Record<string, number> = {};
  await socketBolt(cleanup, sandbox, counting(counts, 'app'));
  const before = sandbox.app().connections();
  sandbox.app().requestReconnect('refresh_requested');
  await expect.poll(() => sandbox.app().connections(), { timeout: 8000 }).not.toEqual(before);
  await expect.poll(() => sandbox.app().connections().length, { timeout: 8000 }).toBe(1);
  expect(await sandbox.actAs('adam').command('#general', '/probe')).toMatchObject({ acked: true });
  expect(sandbox.apiCalls({ method: 'apps.connections.open' })).toHaveLength(2);
});

test('a client that is cut off comes back', async () => {
  const sandbox = await sandboxFor(cleanup);
  const counts: Record<string, number> = {};
  await socketBolt(cleanup, sandbox, counting(counts, 'app'));
  sandbox.app().dropConnections();
  await expect.poll(() => sandbox.app().connections().length).toBe(0);
  await expect.poll(() => sandbox.app().connections().length, { timeout: 8000 }).toBe(1);
  expect(await sandbox.actAs('adam').command('#general', '/probe')).toMatchObject({ acked: true });
});

test('a ticket opens one connection, and a made-up one none', async () => {
  const sandbox = await sandboxFor(cleanup);
  const url = await openUrl(sandbox);
  const first = new WebSocket(url);
  const [hello] = await once(first, 'message');
  expect(JSON.parse(String(hello))).toMatchObject({ type: 'hello', num_connections: 1 });
  for (const refused of [url, url.replace(/ticket=\w+/, 'ticket=made-up')]) {
    const [error] = await once(new WebSocket(refused), 'error');
    expect(String(error)).toContain('404');
  }
  const foreign = new WebSocket(await openUrl(sandbox), { headers: { host: 'evil.example' } });
  expect(String((await once(foreign, 'error'))[0])).toContain('403');
});

test('an envelope looks as Slack documents it', async () => {
  const sandbox = await sandboxFor(cleanup, { ackTimeoutMs: 200 });
  const socket = new WebSocket(await openUrl(sandbox));
  await once(socket, 'message');
  const command = sandbox.actAs('adam').command('#general', '/probe x');
  const [data] = await once(socket, 'message');
  const envelope = JSON.parse(String(data));
  expect(envelope).toMatchObject({
    type: 'slash_commands',
    accepts_response_payload: true,
    payload: { command: '/probe', is_enterprise_install: 'false', api_app_id: sandbox.app().id },
  });
  socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }));
  expect(await command).toMatchObject({ acked: true });
});
