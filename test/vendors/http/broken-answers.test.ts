import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createVendorClient } from '../../../src/vendors/http/vendor-client.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';

const code = '123456789';
const body = JSON.stringify({ stat: 'OK', response: [code] });
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const answers = {
  'with a length': `${head}content-length: ${body.length}\r\n\r\n${body}`,
  'in chunks': `${head}transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  'up to the end of the connection': `${head}connection: close\r\n\r\n${body}`,
};
const schema = z.object({ stat: z.literal('OK'), response: z.tuple([z.string()]) });

let server: Server | null = null;
afterEach(() => void server?.close());

/** A server that answers each request as it is told, by the number of the request. */
async function serve(answer: (socket: Socket, request: string, number: number) => void) {
  const requests: string[] = [];
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      requests.push(data.toString());
      answer(socket, data.toString(), requests.length);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { world } = testWorld();
  const client = createVendorClient(world, { baseUrl: `http://127.0.0.1:${port}` });
  const make = () =>
    client.send({ method: 'POST', path: '/codes', form: { count: '1' }, schema, signal: never });
  const read = () => client.send({ path: '/codes', schema, signal: never });
  return { requests, make, read };
}

describe('the answer to a request that makes a code', () => {
  it.each(Object.entries(answers))(
    'cut at any byte, %s: an error without the code, or the whole code; it is asked once',
    async (_title, answer) => {
      const { requests, make } = await serve((socket, _request, number) => {
        socket.end(answer.slice(0, number - 1));
      });
      for (let length = 0; length <= answer.length; length += 1) {
        const outcome = await make().catch((error: unknown) => error);
        expect(requests).toHaveLength(length + 1);
        // Up to the last byte that says something: the end of the last chunk says nothing more.
        if (outcome instanceof Error)
          expect(inspect(outcome, { depth: 10, showHidden: true })).not.toContain(code);
        else expect(outcome).toMatchObject({ status: 200, body: { response: [code] } });
        const isWhole = answer.slice(0, length).includes(body);
        if (!isWhole) expect(outcome).toMatchObject({ name: 'VendorError' });
        if (length === answer.length) expect(outcome).not.toBeInstanceOf(Error);
      }
    },
    30_000,
  );

  it('on a connection that ends just as the request comes: it isn’t sent again on another', async () => {
    const { requests, make, read } = await serve((socket, request) => {
      if (request.startsWith('GET')) socket.write(answers['with a length']);
      else socket.destroy();
    });
    await read();
    await expect(make()).rejects.toMatchObject({ problem: 'unreachable' });
    expect(requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308, 401, 407, 408, 421, 425, 429, 500, 502, 503, 504])(
    'is %i, with a place and a time to try again: it is asked once',
    async (status) => {
      const more = `location: /codes\r\nretry-after: 0\r\ncontent-length: 2\r\n\r\n{}`;
      const { requests, make } = await serve((socket) => {
        socket.write(`HTTP/1.1 ${status} Again\r\ncontent-type: application/json\r\n${more}`);
      });
      await expect(make()).rejects.toMatchObject({ answer: { status } });
      expect(requests).toHaveLength(1);
    },
  );

  it('comes after early hints: it is asked once', async () => {
    const { requests, make } = await serve((socket) => {
      socket.write(`HTTP/1.1 103 Early Hints\r\n\r\n${answers['in chunks']}`);
    });
    expect((await make()).body.response).toEqual([code]);
    expect(requests).toHaveLength(1);
  });

  it('is followed by another that no one asked for: neither is taken for the next', async () => {
    const other = body.replace(code, '000000000');
    const { make } = await serve((socket, _request, number) => {
      const answer = answers['with a length'];
      socket.write(number === 1 ? answer + answer.replace(body, other) : answer);
    });
    expect((await make()).body.response).toEqual([code]);
    const next = await make().catch((error: unknown) => error);
    expect(inspect(next, { depth: 10 })).not.toContain('000000000');
  });
});

describe('S: a path that an id would bend', () => {
  it.each([
    '/users/../codes',
    '/users/./codes',
    '/users//codes',
    '/users/..',
    '/users/',
    '/a\\b',
    '/users/%2E%2e/codes',
  ])('%s is not asked for', async (path) => {
    const { world } = testWorld();
    const client = createVendorClient(world, { baseUrl: 'http://127.0.0.1:1' });
    const asking = client.send({ path, schema, signal: never });
    await expect(asking).rejects.toMatchObject({ problem: 'unexpected_answer', detail: 'path' });
  });
});
