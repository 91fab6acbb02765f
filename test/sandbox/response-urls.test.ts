import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { actions, button, Cleanup, sandboxFor, socketBolt } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

async function post(url: string, body: unknown): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, text: await response.text() };
}

/** Runs the command and hands out its response URL. */
async function commandUrl(sandbox: Sandbox): Promise<string> {
  await socketBolt(cleanup, sandbox, (app: App) => {
    app.command('/probe', ({ ack }) => ack());
    app.action('go', ({ ack }) => ack());
  });
  await sandbox.actAs('adam').command('#random', '/probe');
  return String(sandbox.envelopes()[0]?.payload.response_url);
}

describe('S4 sandbox: a response URL', () => {
  test('takes five posts, then it is used up', async () => {
    const sandbox = await sandboxFor(cleanup);
    const url = await commandUrl(sandbox);
    for (let use = 1; use <= 5; use += 1) {
      expect(await post(url, { text: `post ${use}` })).toEqual({ status: 200, text: 'ok' });
    }
    expect(await post(url, { text: 'post 6' })).toEqual({
      status: 404,
      text: '{"ok":false,"error":"used_url"}',
    });
    expect(sandbox.actAs('adam').visibleMessages('#random')).toHaveLength(5);
  });

  test('lives for thirty minutes', async () => {
    const clock = { ms: Date.now() };
    const sandbox = await sandboxFor(cleanup, { now: () => clock.ms });
    const url = await commandUrl(sandbox);
    clock.ms += 30 * 60_000;
    expect(await post(url, { text: 'just in time' })).toMatchObject({ status: 200 });
    clock.ms += 1;
    expect(await post(url, { text: 'late' })).toEqual({
      status: 404,
      text: '{"ok":false,"error":"expired_url"}',
    });
  });

  test('is not to be guessed, and a refused body costs no use', async () => {
    const sandbox = await sandboxFor(cleanup);
    const url = await commandUrl(sandbox);
    expect(await post(`${url}x`, { text: 'hi' })).toMatchObject({ status: 404 });
    expect(await post(url, {})).toMatchObject({ status: 400, text: '{"ok":false,"error":"no_text"}' });
    for (let use = 1; use <= 5; use += 1)
      expect(await post(url, { text: 'hi' })).toMatchObject({ status: 200 });
  });

  test('posts where the bot is no member: to one person, or to all of the channel', async () => {
    const sandbox = await sandboxFor(cleanup);
    const url = await commandUrl(sandbox);
    await post(url, { text: 'private' });
    await post(url, { text: 'public', response_type: 'in_channel' });
    const texts = (who: string) =>
      sandbox
        .actAs(who)
        .visibleMessages('#random')
        .map(({ text }) => text);
    expect(texts('adam')).toEqual(['private', 'public']);
    expect(texts('mia')).toEqual(['public']);
  });

  test('of a click replaces and deletes the very message that carried the button', async () => {
    const sandbox = await sandboxFor(cleanup);
    const url = await commandUrl(sandbox);
    await post(url, { text: 'prompt', blocks: [actions(button('go', { confirm: confirmation }))] });
    const adam = sandbox.actAs('adam');
    const [prompt] = adam.visibleMessages('#random');
    if (!prompt) throw new Error('no prompt');

    await expect(adam.click(prompt, 'go')).rejects.toThrow('asks for confirmation');
    await adam.click(prompt, 'go', { confirm: true });
    const clickUrl = String(sandbox.envelopes({ kind: 'interactive' })[0]?.payload.response_url);
    await post(clickUrl, { text: 'replaced', replace_original: true });
    expect(adam.visibleMessages('#random')).toMatchObject([
      { ts: prompt.ts, text: 'replaced', ephemeral: true, blocks: [] },
    ]);
    await post(clickUrl, { text: 'beside it' });
    expect(adam.visibleMessages('#random')).toHaveLength(2);
    await post(clickUrl, { delete_original: true });
    expect(adam.visibleMessages('#random').map(({ text }) => text)).toEqual(['beside it']);
    await expect(adam.click(prompt, 'go', { confirm: true })).rejects.toThrow('does not see');
    const stale = { confirm: true, stale: true };
    expect(await adam.click(prompt, 'go', stale), 'a screen that lags behind').toMatchObject({ acked: true });
    await expect(sandbox.actAs('mia').click(prompt, 'go', stale)).rejects.toThrow('does not see');
  });

  test('S12 sandbox: answers ok though the ephemeral was lost in a reload, and brings nothing back', async () => {
    const sandbox = await sandboxFor(cleanup);
    const url = await commandUrl(sandbox);
    await post(url, { text: 'prompt', blocks: [actions(button('go'))] });
    const adam = sandbox.actAs('adam');
    const [prompt] = adam.visibleMessages('#random');
    if (!prompt) throw new Error('no prompt');
    await adam.click(prompt, 'go');
    adam.reload();
    const clickUrl = String(sandbox.envelopes({ kind: 'interactive' })[0]?.payload.response_url);
    expect(await post(clickUrl, { text: 'replaced', replace_original: true })).toMatchObject({ status: 200 });
    expect(adam.visibleMessages('#random')).toEqual([]);
  });
});

const confirmation = {
  title: { type: 'plain_text', text: 'Sure?' },
  text: { type: 'plain_text', text: 'It cannot be undone.' },
  confirm: { type: 'plain_text', text: 'Yes' },
  deny: { type: 'plain_text', text: 'No' },
};

test('S4 sandbox: every post is on record, also the one whose answer was lost', async () => {
  const sandbox = await sandboxFor(cleanup);
  const url = await commandUrl(sandbox);
  sandbox.faults.inject({ match: { method: 'response_url' }, kind: 'lost-reply' });
  sandbox.faults.inject({ match: { method: 'response_url' }, kind: 'drop' });
  sandbox.faults.inject({ match: { method: 'response_url' }, kind: 'http500' });
  await expect(post(url, { text: 'heard' })).rejects.toThrow();
  await expect(post(url, { text: 'unheard' })).rejects.toThrow();
  expect(await post(url, { text: 'failed' })).toMatchObject({ status: 500 });
  expect(
    sandbox
      .actAs('adam')
      .visibleMessages('#random')
      .map(({ text }) => text),
  ).toEqual(['heard']);
  expect(sandbox.responseUrlPosts()).toMatchObject([
    { body: { text: 'heard' }, fault: 'lost-reply' },
    { body: { text: 'unheard' }, fault: 'drop' },
    { body: { text: 'failed' }, fault: 'http500', status: 500 },
  ]);
});
