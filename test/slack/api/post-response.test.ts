import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createPostResponse, createSlackUrlCheck } from '../../../src/slack/api/post-response.ts';
import { sendRequest } from '../../../src/slack/api/send-request.ts';

const message = { text: 'hello', blocks: [] };
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = { status?: number; body?: string; headers?: Record<string, string> } | 'cut';

/** A Slack that gives one answer, and remembers what it was sent. */
async function startSlack(answer: Answer) {
  const bodies: string[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push(Buffer.concat(chunks).toString());
    if (answer === 'cut') return void request.socket.destroy();
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(answer.body ?? 'ok');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const post = createPostResponse(createSlackUrlCheck(`${origin}/api/`), sendRequest);
  return {
    bodies,
    origin,
    post: (path = '/commands/1') => post(new Secret(origin + path), message, { replaceOriginal: true }),
  };
}

describe('a post to a response URL', () => {
  it('S4: is ephemeral, says what it replaces, and is sent once', async () => {
    const { post, bodies } = await startSlack({});
    expect(await post()).toEqual({ kind: 'accepted' });
    expect(bodies.map((body) => JSON.parse(body))).toEqual([
      { response_type: 'ephemeral', replace_original: true, text: 'hello', blocks: [] },
    ]);
  });

  it('S4: to another host is not sent, and the host is named, without the secret path', async () => {
    const foreign: string[] = [];
    const post = createPostResponse(
      createSlackUrlCheck('https://slack-proxy.example/api/'),
      () => Promise.reject(new Error('sent')),
      (host) => foreign.push(host),
    );
    const outcomes = [];
    for (const url of ['https://hooks.slack.com/commands/T1/2/secret', 'nonsense'])
      outcomes.push(await post(new Secret(url), message, { replaceOriginal: false }));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'refused']);
    expect(foreign).toEqual(['hooks.slack.com', 'no address']);
  });

  it.each([
    ['ok', 'accepted'],
    ['', 'accepted'],
    ['{"ok":true}', 'accepted'],
    ['{"ok":false,"error":"used_url"}', 'refused'],
    ['{"ok":"true"}', 'refused'],
    ['<html>welcome to this hotel</html>', 'refused'],
    ['null', 'refused'],
  ])('S4: a 200 that says %j is %s', async (body, kind) => {
    const { post } = await startSlack({ body });
    expect(await post()).toMatchObject({ kind });
  });

  it.each([
    [404, 'refused'],
    [400, 'refused'],
    [500, 'uncertain'],
    [503, 'uncertain'],
  ])('S4: a status of %d is %s, and never tried again', async (status, kind) => {
    const { post, bodies } = await startSlack({ status, body: '' });
    expect(await post()).toMatchObject({ kind });
    expect(bodies).toHaveLength(1);
  });

  it('S4: a lost answer is uncertain, for the message may have arrived', async () => {
    const { post, bodies } = await startSlack('cut');
    expect(await post()).toMatchObject({ kind: 'uncertain' });
    expect(bodies).toHaveLength(1);
  });

  it.each([
    ['30', 30_000],
    ['soon', null],
    ['-1', null],
  ])('S8: 429 with Retry-After %s', async (value, retryAfterMs) => {
    const { post } = await startSlack({ status: 429, headers: { 'retry-after': value } });
    expect(await post()).toEqual({ kind: 'refused', status: 429, retryAfterMs });
  });

  it('S1: does not follow a redirection elsewhere', async () => {
    const elsewhere = await startSlack({});
    const { post } = await startSlack({ status: 302, headers: { location: `${elsewhere.origin}/x` } });
    expect(await post()).toMatchObject({ kind: 'uncertain' });
    expect(elsewhere.bodies).toEqual([]);
  });

  it('S1 N6: goes nowhere but to Slack, whatever a payload says', async () => {
    const elsewhere = await startSlack({});
    const post = createPostResponse(createSlackUrlCheck('https://slack.com/api/'), sendRequest);
    for (const url of [
      elsewhere.origin,
      'not a url',
      '',
      'file:///etc/hosts',
      'https://slack.com.evil.example/',
    ]) {
      expect(await post(new Secret(url), message, { replaceOriginal: false })).toMatchObject({
        kind: 'refused',
      });
    }
    expect(elsewhere.bodies).toEqual([]);
  });
});

describe('which addresses are Slack’s', () => {
  const check = (apiUrl: string, url: string) => createSlackUrlCheck(apiUrl)(new URL(url));

  it.each([
    ['https://hooks.slack.com/commands/T1/1/x', true],
    ['https://hooks.slack-gov.com/actions/T1/1/x', true],
    ['https://HOOKS.slack.com/x', true],
    ['http://hooks.slack.com/x', false],
    ['https://hooks.slack.com.evil.example/x', false],
    ['https://evil.example/hooks.slack.com', false],
    ['https://hooks.slack.com@evil.example/x', false],
    ['https://slack.com/x', false],
    ['https://hooks.slаck.com/x', false],
    ['https://files.slack.com/x', false],
  ])('S1: of the real one %s: %s', (url, expected) => {
    expect(check('https://slack.com/api/', url)).toBe(expected);
  });

  it.each([
    ['http://127.0.0.1:4000/commands/1', true],
    ['http://127.0.0.1:4001/commands/1', false],
    ['https://127.0.0.1:4000/commands/1', false],
    ['http://localhost:4000/commands/1', false],
    ['https://hooks.slack.com/x', false],
  ])('S1: of a sandbox at 127.0.0.1:4000 %s: %s', (url, expected) => {
    expect(check('http://127.0.0.1:4000/api/', url)).toBe(expected);
  });
});
