import { afterEach, describe, expect, test } from 'vitest';
import { Cleanup, sandboxFor, section, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

describe('S12 sandbox: an ephemeral message', () => {
  test('is seen by its addressee alone and gone upon reload', async () => {
    const sandbox = await sandboxFor(cleanup);
    await webClient(sandbox).chat.postEphemeral({ channel: 'CGENERAL', user: 'UADAM', text: 'psst' });
    const adam = sandbox.actAs('adam');
    expect(adam.visibleMessages('#general')).toMatchObject([{ text: 'psst', ephemeral: true }]);
    for (const other of ['olivia', 'amina', 'mia', 'lena']) {
      expect(sandbox.actAs(other).visibleMessages('#general'), other).toEqual([]);
    }
    adam.reload();
    expect(adam.visibleMessages('#general')).toEqual([]);
  });

  test('is in no history, and neither updated, deleted nor linked to', async () => {
    const sandbox = await sandboxFor(cleanup);
    const client = webClient(sandbox);
    const { message_ts: ts = '' } = await client.chat.postEphemeral({
      channel: 'CGENERAL',
      user: 'UADAM',
      text: 'x',
    });
    const channel = 'CGENERAL';
    expect((await client.conversations.history({ channel })).messages).toEqual([]);
    await expect(client.chat.update({ channel, ts, text: 'y' })).rejects.toThrow('message_not_found');
    await expect(client.chat.delete({ channel, ts })).rejects.toThrow('message_not_found');
    await expect(client.chat.getPermalink({ channel, message_ts: ts })).rejects.toThrow('message_not_found');
  });

  test('reaches only members', async () => {
    const client = webClient(await sandboxFor(cleanup));
    const outside = client.chat.postEphemeral({ channel: 'CSECRET', user: 'ULENA', text: 'x' });
    await expect(outside).rejects.toThrow('user_not_in_channel');
  });
});

test('a private channel is read by its members only', async () => {
  const sandbox = await sandboxFor(cleanup);
  await webClient(sandbox).chat.postMessage({ channel: 'CSECRET', text: 'for admins' });
  expect(sandbox.actAs('amina').visibleMessages('#admins-only')).toHaveLength(1);
  expect(sandbox.actAs('mia').visibleMessages('#admins-only')).toEqual([]);
});

test('a message posted to a person arrives in the direct message', async () => {
  const sandbox = await sandboxFor(cleanup);
  const { channel } = await webClient(sandbox).chat.postMessage({ channel: 'ULENA', text: 'to you' });
  const lena = sandbox.actAs('lena');
  expect(channel).toBe(lena.directChannel());
  expect(lena.visibleMessages(lena.directChannel())).toMatchObject([{ text: 'to you', ephemeral: false }]);
  expect(sandbox.actAs('mia').visibleMessages(lena.directChannel())).toEqual([]);
});

test('own messages are updated, linked and deleted', async () => {
  const sandbox = await sandboxFor(cleanup);
  const client = webClient(sandbox);
  const mia = sandbox.actAs('mia');
  const { ts = '' } = await client.chat.postMessage({
    channel: 'CGENERAL',
    text: 'one',
    blocks: [section('one')],
  });
  await client.chat.update({ channel: 'CGENERAL', ts, text: 'two' });
  expect(mia.visibleMessages('#general')).toMatchObject([{ ts, text: 'two', blocks: [], edited: true }]);
  const { permalink } = await client.chat.getPermalink({ channel: 'CGENERAL', message_ts: ts });
  expect(permalink).toContain(`/archives/CGENERAL/p${ts.replace('.', '')}`);
  await client.chat.delete({ channel: 'CGENERAL', ts });
  expect(mia.visibleMessages('#general')).toEqual([]);
});

test('waiting in vain ends with what was there instead', async () => {
  const sandbox = await sandboxFor(cleanup);
  await webClient(sandbox).chat.postMessage({ channel: 'CGENERAL', text: 'something else' });
  const waiting = sandbox
    .actAs('mia')
    .waitForMessage('#general', ({ text }) => text === 'wanted', { timeoutMs: 20 });
  await expect(waiting).rejects.toThrow(/20 ms.*something else/s);
});
