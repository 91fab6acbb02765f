import { once } from 'node:events';
import { request as sendRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import express, { Router } from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type HttpServerOptions, startHttpServer } from '../../src/http/start-http-server.ts';
import { openHttpWorld } from './open-http-world.ts';

async function start(options: Partial<HttpServerOptions> = {}) {
  const server = await startHttpServer({
    app: (request, response) => void request.resume().on('end', () => response.end('ok')),
    host: '127.0.0.1',
    port: 0,
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => socket.destroy());
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

describe('listening', () => {
  test('the address is one that answers, in every family', async () => {
    for (const host of ['127.0.0.1', '0.0.0.0', '::1', '::', 'localhost']) {
      const { url, close } = await start({ host });
      expect(await (await fetch(url)).text(), host).toBe('ok');
      await close();
    }
  });

  test('a taken port is an error that says what to do', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(start({ port })).rejects.toThrow(
      new RegExp(`^Port ${port} is taken .*\`backupcode start --port ${port + 1}\`, or HTTP_PORT$`),
    );
  });

  test('an address of another machine is an error that names the variable', async () => {
    await expect(start({ host: '192.0.2.1' })).rejects.toThrow('HTTP_HOST is no address of this machine');
  });

  test('Slowloris: headers that never end, and a body that never ends, are cut off', async () => {
    const cases = [
      ['GET / HTTP/1.1\r\nX-', { headers: 150, request: 60_000 }],
      ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab', { headers: 150, request: 300 }],
    ] as const;
    for (const [sent, timeouts] of cases) {
      const { url } = await start({ timeouts });
      const socket = await open(url);
      let answer = '';
      socket.on('data', (chunk) => {
        answer += String(chunk);
      });
      socket.write(sent);
      await once(socket, 'close');
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    }
  });
});

describe('closing', () => {
  test('an answer under way is finished, idle connections are let go, new ones not taken', async () => {
    const arrived = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const { url, close } = await start({
      app: async (_request, response) => {
        arrived.resolve();
        await go.promise;
        response.end('done');
      },
      timeouts: { keepAlive: 60_000 },
    });
    const idle = await open(url);
    const answer = new Promise<string>((resolve, reject) => {
      const request = sendRequest(url, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      });
      request.on('error', reject).end();
    });
    await arrived.promise;
    const closed = close();
    await once(idle, 'close');
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    go.resolve();
    expect(await answer).toBe('done');
    await closed;
    await close();
  });

  test('what takes too long is cut', async () => {
    const arrived = Promise.withResolvers<void>();
    const { url, close } = await start({ app: () => arrived.resolve(), timeouts: { close: 50 } });
    const answer = fetch(url).then(
      () => 'answered',
      () => 'cut',
    );
    await arrived.promise;
    await close();
    expect(await answer).toBe('cut');
  });
});

describe('mounts', () => {
  test('S1: a mounted router gets the bytes of the body untouched, and the rest is as ever', async () => {
    const router = Router();
    router.post('/slack/events', express.raw({ type: () => true }), (request, response) => {
      response.send(Buffer.from(request.body).toString('hex'));
    });
    router.get('/slack/broken', () => {
      throw new Error('a bug of the mounted');
    });
    const world = await openHttpWorld({ mounts: [{ path: '/', handler: router }] });
    try {
      const body = ' {"a" : 1}\n';
      const headers = { 'content-type': 'application/json' };
      const sent = await fetch(`${world.url}/slack/events`, { method: 'POST', headers, body });
      expect(Buffer.from(await sent.text(), 'hex').toString()).toBe(body);
      expect(sent.headers.get('x-request-id')).toBe('ref0001');
      expect((await world.request('/slack/broken')).status).toBe(500);
      expect((await world.request('/slack/nowhere')).status).toBe(404);
      expect((await world.redeem({ user: world.lena.email, code: world.code })).status).toBe(200);
      await expect.poll(() => world.logLines().map(({ route }) => route)).toContain('/slack/events');
    } finally {
      await world.close();
    }
  });
});
