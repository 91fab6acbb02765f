import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { TEAM_ID } from './people.ts';

type Listener = (body: string) => void;

/**
 * A Slack that costs next to nothing, for measuring what is on the other side. It checks nothing: the sandbox does
 * that. Counts every call.
 */
export interface MiniSlack {
  readonly origin: string;
  /** How often each method was called; posts to response URLs count as `response_url`. */
  readonly calls: ReadonlyMap<string, number>;
  forgetCalls(): void;
  /** A response URL of which the next post is given to `listener`. */
  createResponseUrl(listener: Listener): string;
  /** Called with each `chat.postMessage`. */
  onPosted: () => void;
  /** Delivers over a web socket, resolves when it is acknowledged. @throws Error if none is open */
  deliver(type: 'slash_commands' | 'interactive', payload: object): Promise<void>;
  isConnected(): boolean;
  stop(): Promise<void>;
}

export async function startMiniSlack(): Promise<MiniSlack> {
  const calls = new Map<string, number>();
  const listeners = new Map<string, Listener>();
  const acks = new Map<string, () => void>();
  const sockets = new Set<WebSocket>();
  let counter = 0;
  let turn = 0;

  const server = createServer((request, response) => {
    void readBody(request).then((body) => answer(request.url ?? '', body, response));
  });
  server.keepAliveTimeout = 60_000;
  const socketServer = new WebSocketServer({ server });
  socketServer.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id: id } = JSON.parse(String(data)) as { envelope_id?: string };
      const acknowledge = acks.get(id ?? '');
      acks.delete(id ?? '');
      acknowledge?.();
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  function answer(url: string, body: string, response: ServerResponse): void {
    const method = url.startsWith('/api/') ? url.slice('/api/'.length) : 'response_url';
    calls.set(method, (calls.get(method) ?? 0) + 1);
    if (method === 'response_url') {
      response.end('ok');
      const listener = listeners.get(url);
      listeners.delete(url);
      listener?.(body);
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, ...answerCall(method, new URLSearchParams(body), port) }));
    if (method === 'chat.postMessage') slack.onPosted();
  }

  const slack: MiniSlack = {
    origin,
    calls,
    forgetCalls: () => calls.clear(),
    createResponseUrl(listener) {
      counter += 1;
      const path = `/commands/${TEAM_ID}/${counter}/x`;
      listeners.set(path, listener);
      return origin + path;
    },
    onPosted: () => undefined,
    deliver(type, payload) {
      const open = [...sockets];
      turn += 1;
      const socket = open[turn % open.length];
      if (socket === undefined) return Promise.reject(new Error('No web socket is open'));
      counter += 1;
      const id = `envelope-${counter}`;
      const { promise, resolve } = Promise.withResolvers<void>();
      acks.set(id, resolve);
      socket.send(JSON.stringify({ type, envelope_id: id, payload, accepts_response_payload: true }));
      return promise;
    },
    isConnected: () => sockets.size > 0,
    stop: () => stop(server, socketServer),
  };
  return slack;
}

function answerCall(method: string, args: URLSearchParams, port: number): object {
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
    case 'apps.connections.open':
      return { url: `ws://127.0.0.1:${port}/socket` };
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

async function stop(server: Server, socketServer: WebSocketServer): Promise<void> {
  for (const client of socketServer.clients) client.terminate();
  socketServer.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
