import { WebAPIPlatformError } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { Cleanup, manifest, SCOPES, sandboxFor, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WebAPIPlatformError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.data as unknown as Record<string, unknown>;
}

test('S10 sandbox: an unknown token and an app token open nothing', async () => {
  const sandbox = await sandboxFor(cleanup);
  expect(await refusal(webClient(sandbox, 'xoxb-1-stolen').auth.test())).toMatchObject({
    error: 'invalid_auth',
  });
  const withAppToken = webClient(sandbox, sandbox.app().appToken);
  expect(await refusal(withAppToken.users.info({ user: 'UADAM' }))).toMatchObject({
    error: 'not_allowed_token_type',
  });
  const withBotToken = webClient(sandbox);
  expect(await refusal(withBotToken.apps.connections.open({}))).toMatchObject({
    error: 'not_allowed_token_type',
  });
});

test('S10 sandbox: a missing scope is named, with what the token has', async () => {
  const scopes = SCOPES.filter((scope) => scope !== 'users:read');
  const sandbox = await sandboxFor(cleanup, { apps: [{ manifest: manifest({ scopes }) }] });
  const answer = await refusal(webClient(sandbox).users.info({ user: 'UADAM' }));
  expect(answer).toMatchObject({ error: 'missing_scope', needed: 'users:read', provided: scopes.join(',') });
});

test('S10 sandbox: the scopes of the token come back with every answer', async () => {
  const sandbox = await sandboxFor(cleanup);
  const { response_metadata } = await webClient(sandbox).auth.test();
  expect(response_metadata?.scopes).toEqual([...SCOPES]);
});

test('S10 sandbox: the scope is that of the conversation that is read', async () => {
  const scopes = ['channels:history', 'chat:write'];
  const sandbox = await sandboxFor(cleanup, { apps: [{ manifest: manifest({ scopes }) }] });
  const client = webClient(sandbox);
  await expect(client.conversations.history({ channel: 'CGENERAL' })).resolves.toMatchObject({ ok: true });
  const answer = await refusal(client.conversations.history({ channel: 'CSECRET' }));
  expect(answer).toMatchObject({ error: 'missing_scope', needed: 'groups:history' });
});

test('an e-mail address is shown only with users:read.email', async () => {
  const without = await sandboxFor(cleanup, { apps: [{ manifest: manifest({ scopes: ['users:read'] }) }] });
  const { user } = await webClient(without).users.info({ user: 'ULENA' });
  expect(user?.profile).not.toHaveProperty('email');
  const sandbox = await sandboxFor(cleanup);
  const { user: seen } = await webClient(sandbox).users.info({ user: 'ULENA' });
  expect(seen?.profile?.email).toBe('lena@acme.test');
});

test('a manifest with a feature that lacks its scope is refused at once', async () => {
  const broken = manifest({ scopes: ['users:read'], events: ['message.im'] });
  await expect(startSandbox({ apps: [{ manifest: broken }] })).rejects.toThrow('im:history');
});

test('a token in the body counts as one in the header, and the record keeps none', async () => {
  const sandbox = await sandboxFor(cleanup);
  const body = new URLSearchParams({ token: sandbox.app().botToken, user: 'UADAM' });
  const response = await fetch(`${sandbox.apiUrl}users.info`, { method: 'POST', body });
  expect(await response.json()).toMatchObject({ ok: true });
  expect(JSON.stringify(sandbox.apiCalls())).not.toContain(sandbox.app().botToken);
});
