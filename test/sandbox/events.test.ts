import { afterEach, describe, expect, test } from 'vitest';
import { Cleanup, DELIVERIES, manifest, sandboxFor } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

describe.each(DELIVERIES)('events over $mode', ({ mode, connect }) => {
  test('a direct message, a mention, a newcomer and a changed person are told', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    const seen: unknown[] = [];
    await connect(cleanup, sandbox, (app) => {
      app.message(async ({ message }) => void seen.push(message));
      app.event('app_mention', async ({ event }) => void seen.push(event));
      app.event('team_join', async ({ event }) => void seen.push(event));
      app.event('user_change', async ({ event }) => void seen.push(event));
    });
    const lena = sandbox.actAs('lena');
    await lena.sendDirectMessage('help');
    await lena.say('#general', 'nobody in particular');
    await lena.say('#general', `<@${sandbox.app().botUserId}> help`);
    await sandbox.joinTeam({
      id: 'UNEW',
      teamId: 'TACME',
      handle: 'new',
      realName: 'New Person',
      email: 'new@acme.test',
    });
    await sandbox.changePerson('lena', { isDeleted: true });
    await expect
      .poll(() => seen)
      .toMatchObject([
        { type: 'message', channel_type: 'im', user: 'ULENA', text: 'help' },
        { type: 'app_mention', channel: 'CGENERAL', user: 'ULENA' },
        { type: 'team_join', user: { id: 'UNEW' } },
        { type: 'user_change', user: { id: 'ULENA', deleted: true } },
      ]);
  });

  test('S11 sandbox: an unacknowledged event comes again, thrice at most, with the same event id', async () => {
    const sandbox = await sandboxFor(cleanup, { mode, eventRetryDelaysMs: [0, 10, 20] });
    await sandbox.actAs('lena').sendDirectMessage('anybody?');
    await expect.poll(() => sandbox.envelopes().length).toBe(4);
    const sent = sandbox.envelopes();
    expect(sent.map(({ retryNum }) => retryNum)).toEqual([0, 1, 2, 3]);
    expect(new Set(sent.map(({ payload }) => payload.event_id)).size).toBe(1);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
  });
});

test('the retry headers are there from the second attempt on', async () => {
  const sandbox = await sandboxFor(cleanup, { mode: 'http', eventRetryDelaysMs: [0] });
  sandbox.app().setRequestUrl('http://127.0.0.1:9/');
  await sandbox.actAs('lena').sendDirectMessage('anybody?');
  await expect.poll(() => sandbox.envelopes().length).toBe(2);
  await expect.poll(() => sandbox.envelopes()[1]?.signed).toBeDefined();
  expect(sandbox.envelopes()[0]?.signed?.headers).not.toHaveProperty('x-slack-retry-num');
  expect(sandbox.envelopes()[1]?.signed?.headers).toMatchObject({
    'x-slack-retry-num': '1',
    'x-slack-retry-reason': 'http_error',
  });
});

test('commands and clicks are never retried', async () => {
  const sandbox = await sandboxFor(cleanup, { eventRetryDelaysMs: [0, 0, 0] });
  await sandbox.actAs('adam').command('#general', '/probe');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(sandbox.envelopes()).toHaveLength(1);
});

test('S10 sandbox: an app hears only of what its manifest subscribes to', async () => {
  const sandbox = await sandboxFor(cleanup, { apps: [{ manifest: manifest({ events: ['team_join'] }) }] });
  await sandbox.actAs('lena').sendDirectMessage('help');
  await sandbox.changePerson('lena', { realName: 'Lena L.' });
  expect(sandbox.envelopes()).toEqual([]);
});
