import { createServer, type RequestListener, type Server } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { sendRequest } from '../../../src/slack/api/send-request.ts';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/method`;
}

const post = (url: string, body: string, signal?: AbortSignal) =>
  sendRequest(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body,
    ...(signal === undefined ? {} : { signal }),
  });

describe('a call of Slack', () => {
  it('sends the text as it is, and gives back status, headers and body', async () => {
    const url = await listen(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      response.writeHead(429, { 'Retry-After': '7', 'X-OAuth-Scopes': 'a,b' });
      response.end(`${request.method} ${request.headers['content-length']} ${Buffer.concat(parts)}`);
    });
    const answer = await post(url, 'é🙈');
    expect(answer).toMatchObject({ ok: false, status: 429, statusText: 'Too Many Requests' });
    expect(answer.headers.get('Retry-After')).toBe('7');
    expect(answer.headers.get('missing')).toBeNull();
    expect(Object.fromEntries(answer.headers.entries())).toMatchObject({ 'x-oauth-scopes': 'a,b' });
    expect(await answer.text()).toBe('POST 6 é🙈');
  });

  it('keeps its connection for the next', async () => {
    const ports = new Set<number | undefined>();
    const url = await listen((request, response) => {
      ports.add(request.socket.remotePort);
      request.resume().on('end', () => response.end('{"ok":true}'));
    });
    for (let count = 0; count < 5; count += 1) {
      expect(await (await post(url, 'x')).json()).toEqual({ ok: true });
      await nextTurn();
    }
    expect(ports.size).toBe(1);
  });

  it.each([
    ['before it answers', (response: Parameters<RequestListener>[1]) => response.socket?.destroy()],
    [
      'in the middle of its answer',
      (response: Parameters<RequestListener>[1]) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"ok":tr', () => response.socket?.destroy());
      },
    ],
  ])('S4: fails when Slack breaks off %s, and is not sent again', async (_when, breakOff) => {
    let requests = 0;
    const url = await listen((_request, response) => {
      requests += 1;
      breakOff(response);
    });
    await expect(post(url, 'x')).rejects.toThrow();
    expect(requests).toBe(1);
  });

  it('S4: a 421 is an answer like any other, and nothing is sent again', async () => {
    let requests = 0;
    const url = await listen((_request, response) => {
      requests += 1;
      response.writeHead(421).end();
    });
    expect(await post(url, 'x')).toMatchObject({ ok: false, status: 421 });
    expect(requests).toBe(1);
  });

  it.each([
    ['before the answer', () => undefined],
    [
      'in the middle of it',
      (response: Parameters<RequestListener>[1]) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"ok":tr');
      },
    ],
  ])('S4: gives up when its time is over, %s', async (_, answer) => {
    const url = await listen((_request, response) => answer(response));
    const given = sendRequest(url, { method: 'POST', body: 'x', signal: AbortSignal.timeout(50) });
    await expect(given).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
  });

  it('S4: ends with the signal’s reason, while it waits and if it was given before', async () => {
    const { promise: received, resolve } = Promise.withResolvers<void>();
    const url = await listen(() => resolve());
    const stop = new AbortController();
    const answer = post(url, 'x', stop.signal);
    await received;
    stop.abort(new DOMException('too long', 'TimeoutError'));
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
    await expect(post(url, 'x', stop.signal)).rejects.toThrow(
      expect.objectContaining({ name: 'TimeoutError' }),
    );
  });

  it('S4: what has waited too long for a connection is not sent later', async () => {
    const url = await listen((_request, response) => void response.end());
    const stop = new AbortController();
    const answer = post(url, 'x', stop.signal);
    stop.abort(new DOMException('too long', 'TimeoutError'));
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
    let requests = 0;
    server.on('request', () => (requests += 1));
    await post(url, 'y');
    expect(requests).toBe(1);
  });

  it('an answer may have no body', async () => {
    const url = await listen((_request, response) => void response.writeHead(204).end());
    const answer = await post(url, 'x');
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  it('holds no answer that never ends', async () => {
    const url = await listen((_request, response) => {
      const more = (): void =>
        void response.write(Buffer.alloc(256 * 1024), (error) => {
          if (!error) more();
        });
      more();
    });
    await expect(post(url, 'x')).rejects.toThrow(
      expect.objectContaining({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' }),
    );
  });

  it('S1: follows no redirection', async () => {
    const paths: (string | undefined)[] = [];
    const url = await listen((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await expect(post(url, 'x')).rejects.toThrow('redirect');
    expect(paths).toEqual(['/api/method']);
  });
});
