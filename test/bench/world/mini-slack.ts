import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TEAM_ID } from './people.ts';

type Listener = (body: string) => void;

/** A Slack that answers immediately and checks nothing (the sandbox does that). It counts every call. */
export interface MiniSlack {
  readonly origin: string;
  /** How often each method was called; posts to response URLs count as `response_url`. */
  readonly calls: ReadonlyMap<string, number>;
  forgetCalls(): void;
  /** Milliseconds so far in which it had a request that it had not answered yet. */
  ownMs(): number;
  /** A response URL; the next post to it goes to `listener`. */
  createResponseUrl(listener: Listener): string;
  /** Called with each `chat.postMessage`. */
  onPosted: () => void;
}

export async function startMiniSlack(): Promise<MiniSlack> {
  const calls = new Map<string, number>();
  const listeners = new Map<string, Listener>();
  let counter = 0;
  let [underWay, busySince, ownMs] = [0, 0, 0];

  const server = createServer((request, response) => {
    if (underWay === 0) busySince = performance.now();
    underWay += 1;
    void readBody(request).then((body) => {
      const tell = answer(request.url ?? '', body, response);
      underWay -= 1;
      if (underWay === 0) ownMs += performance.now() - busySince;
      tell?.();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** @returns what is to be called once the answer is on its way */
  function answer(url: string, body: string, response: ServerResponse): (() => void) | undefined {
    const method = url.startsWith('/api/') ? url.slice('/api/'.length) : 'response_url';
    calls.set(method, (calls.get(method) ?? 0) + 1);
    if (method === 'response_url') {
      response.end('ok');
      const listener = listeners.get(url);
      listeners.delete(url);
      return () => listener?.(body);
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, ...answerCall(method, new URLSearchParams(body)) }));
    return method === 'chat.postMessage' ? () => slack.onPosted() : undefined;
  }

  const slack: MiniSlack = {
    origin,
    calls,
    forgetCalls: () => calls.clear(),
    ownMs: () => ownMs,
    createResponseUrl(listener) {
      counter += 1;
      const path = `/commands/${TEAM_ID}/${counter}/x`;
      listeners.set(path, listener);
      return origin + path;
    },
    onPosted: () => undefined,
  };
  return slack;
}

function answerCall(method: string, args: URLSearchParams): object {
  switch (method) {
    case 'auth.test':
      return {
        team_id: TEAM_ID,
        team: 'Bench',
        user_id: 'UBOT',
        bot_id: 'BBOT',
        url: 'https://bench.slack.test/',
      };
    case 'users.info': {
      const id = args.get('user') ?? '';
      const profile = { email: `${id.toLowerCase()}@acme.test`, display_name: id, real_name: id };
      return { user: { id, team_id: TEAM_ID, name: id, real_name: id, is_email_confirmed: true, profile } };
    }
    case 'conversations.info':
      return { channel: { id: args.get('channel'), is_im: true } };
    case 'chat.postMessage':
      return { channel: args.get('channel'), ts: '1.1' };
    default:
      return {};
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += String(chunk);
  return body;
}
