import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { Cleanup, sandboxFor, webClient } from './support.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

interface Stream {
  /** Everything that came so far, as it came. */
  wire(): string;
}

async function watch(sandbox: Sandbox, path: string): Promise<Stream> {
  const stopping = new AbortController();
  cleanup.add(async () => stopping.abort());
  const response = await fetch(`${sandbox.origin}${path}`, {
    headers: { authorization: `Bearer ${sandbox.controlToken}` },
    signal: stopping.signal,
  });
  let wire = '';
  const read = async () => {
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) wire += piece;
  };
  // It ends by being aborted.
  read().catch(() => undefined);
  return { wire: () => wire };
}

const whisper = { channel: 'CGENERAL', user: 'UADAM', text: 'for Adam alone' };

describe('a person’s screen as a stream', () => {
  test('N6: an ephemeral goes to its addressee and to nobody else', async () => {
    const sandbox = await sandboxFor(cleanup);
    const adam = await watch(sandbox, '/sandbox/people/adam/screen');
    const lena = await watch(sandbox, '/sandbox/people/lena/screen');
    await webClient(sandbox).chat.postEphemeral(whisper);
    await webClient(sandbox).chat.postMessage({ channel: 'CGENERAL', text: 'for everybody' });
    await expect.poll(adam.wire).toContain('for Adam alone');
    await expect.poll(lena.wire).toContain('for everybody');
    expect(lena.wire()).not.toContain('for Adam alone');
  });

  test('what did not change for somebody is not sent again', async () => {
    const sandbox = await sandboxFor(cleanup);
    const mia = await watch(sandbox, '/sandbox/people/mia/screen');
    await expect.poll(() => mia.wire()).toContain('event: screen');
    const before = mia.wire();
    await webClient(sandbox).chat.postEphemeral(whisper);
    await webClient(sandbox).auth.test();
    expect(mia.wire()).toBe(before);
  });

  test('neither does it show private channels of others, nor take a stranger’s word', async () => {
    const sandbox = await sandboxFor(cleanup);
    const mia = await watch(sandbox, '/sandbox/people/mia/screen');
    await expect.poll(() => mia.wire()).toContain('CGENERAL');
    expect(mia.wire()).not.toContain('CSECRET');
    const unasked = await fetch(`${sandbox.origin}/sandbox/people/mia/screen`);
    expect(unasked.status).toBe(401);
  });
});
