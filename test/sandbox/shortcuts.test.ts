import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { readManifest } from '../../src/sandbox/manifest.ts';
import { Cleanup, DELIVERIES, manifest, sandboxFor, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

const view = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Opened' },
  blocks: [],
};

describe.each(DELIVERIES)('shortcuts over $mode', ({ mode, connect }) => {
  test('S3 sandbox: a global one has a trigger that opens a modal, and no channel', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    const used: GlobalShortcut[] = [];
    await connect(cleanup, sandbox, (app: App) =>
      app.shortcut({ callback_id: 'probe_all', type: 'shortcut' }, async ({ ack, body, client }) => {
        await ack();
        used.push(body as GlobalShortcut);
        await client.views.open({ trigger_id: body.trigger_id, view });
      }),
    );
    const adam = sandbox.actAs('adam');
    expect(await adam.useShortcut('Probe')).toMatchObject({ acked: true });
    expect((await adam.waitForModal()).content.title).toMatchObject({ text: 'Opened' });
    expect(used).toMatchObject([{ type: 'shortcut', user: { id: 'UADAM' }, team: { id: 'TACME' } }]);
    expect(JSON.stringify(used)).not.toMatch(/channel|response_url/);
  });

  test('one on a message has the message, its author and its channel', async () => {
    const sandbox = await sandboxFor(cleanup, { mode });
    const used: MessageShortcut[] = [];
    await connect(cleanup, sandbox, (app: App) =>
      app.shortcut({ callback_id: 'probe_message', type: 'message_action' }, async ({ ack, body }) => {
        await ack();
        used.push(body as MessageShortcut);
      }),
    );
    await sandbox.actAs('lena').say('#general', 'I am locked out');
    const adam = sandbox.actAs('adam');
    const [said] = adam.visibleMessages('#general');
    if (!said) throw new Error('no message');
    expect(await adam.useMessageShortcut(said, 'Probe message')).toMatchObject({ acked: true });
    expect(used).toMatchObject([
      {
        type: 'message_action',
        user: { id: 'UADAM' },
        channel: { id: 'CGENERAL' },
        message_ts: said.ts,
        message: { user: 'ULENA', text: 'I am locked out' },
        response_url: expect.stringContaining('http'),
      },
    ]);
  });
});

test('what is not offered cannot be used', async () => {
  const sandbox = await sandboxFor(cleanup);
  const adam = sandbox.actAs('adam');
  await expect(adam.useShortcut('Probe message')).rejects.toThrow('there is: Probe');
  await expect(sandbox.actAs('sasha').useShortcut('Probe')).rejects.toThrow('there is: none');
  await webClient(sandbox).chat.postEphemeral({ channel: 'CGENERAL', user: 'UADAM', text: 'for you' });
  const [ephemeral] = adam.visibleMessages('#general');
  if (!ephemeral) throw new Error('no message');
  await expect(adam.useMessageShortcut(ephemeral, 'Probe message')).rejects.toThrow('has shortcuts');
});

test('a manifest with shortcuts that Slack would not take is refused', () => {
  const one = { name: 'x'.repeat(24), type: 'global', callback_id: 'a', description: 'x'.repeat(150) };
  expect(readManifest(manifest({ shortcuts: [one] })).shortcuts).toEqual([one]);
  for (const wrong of [
    [{ ...one, name: 'x'.repeat(25) }],
    [{ ...one, description: 'x'.repeat(151) }],
    [{ ...one, type: 'both' }],
    [one, one],
    Array.from({ length: 11 }, (_, index) => ({ ...one, callback_id: String(index) })),
  ])
    expect(() => readManifest(manifest({ shortcuts: wrong })), JSON.stringify(wrong)).toThrow();
  expect(() => readManifest(manifest({ scopes: [], shortcuts: [one] }))).toThrow('"commands"');
});
