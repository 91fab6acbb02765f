import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPortal, type Portal } from '../support/redeem.ts';
import { startWorld, type World } from '../support/start-world.ts';

let world: World;
let portal: Portal;
beforeAll(async () => {
  world = await startWorld({ mode: 'http', logLevel: 'info' });
  portal = await openPortal(world);
});
afterAll(() => world.stop());

/** Announces a body, sends a part of it, and goes away. */
async function breakOff(path: string, type: string): Promise<void> {
  const { port } = new URL(world.service.httpUrl);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    [
      `POST ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Authorization: Bearer ${portal.credential.reveal()}`,
      `Content-Type: ${type}`,
      'Content-Length: 1000',
      '',
      '{"user":',
    ].join('\r\n'),
  );
  // Long enough for the server to have begun with it.
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
}

const countRequests = () => world.log().split('"msg":"request"').length - 1;

it.each([
  ['/slack/events', 'application/x-www-form-urlencoded'],
  ['/v1/codes/redeem', 'application/json'],
  ['/v1/challenges', 'application/json'],
  ['/oidc/token', 'application/x-www-form-urlencoded'],
  ['/oidc/auth', 'application/x-www-form-urlencoded'],
])('a caller who goes away in the middle of a request to %s is no error of ours', async (path, type) => {
  const before = world.log().length;
  const requests = countRequests();
  await breakOff(path, type);
  await expect.poll(countRequests, { timeout: 10_000 }).toBe(requests + 1);
  const lines = world
    .log()
    .slice(before)
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));
  const line = lines.find(({ msg }) => msg === 'request');
  expect(line).toMatchObject({ method: 'POST', isAborted: true });
  expect(lines.filter(({ level, err }) => level === 'error' || err !== undefined)).toEqual([]);
});
