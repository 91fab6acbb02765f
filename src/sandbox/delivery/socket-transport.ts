import type { WebSocket } from 'ws';
import { decodeJson, isObject } from '../json.ts';
import { newId, newSecret } from '../world/identifiers.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import type { Envelope } from '../world/record.ts';
import type { Transport, TransportReply } from './transport.ts';

const PING_EVERY_MS = 10_000;

interface Connection {
  readonly id: string;
  readonly socket: WebSocket;
  readonly pings: NodeJS.Timeout;
}

interface Waiting {
  readonly resolve: (reply: TransportReply) => void;
}

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

/** Socket Mode of one app: one-use tickets, any number of connections, each envelope to exactly one. */
export class SocketTransport implements Transport {
  readonly #app: InstalledApp;
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  #connections: Connection[] = [];
  #turn = 0;

  constructor(app: InstalledApp) {
    this.#app = app;
  }

  issueTicket(): string {
    const ticket = newSecret();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** Whether the ticket was good; it is not any more. */
  takeTicket(ticket: string): boolean {
    return this.#tickets.delete(ticket);
  }

  get connectionIds(): string[] {
    return this.#connections.map((connection) => connection.id);
  }

  admit(socket: WebSocket): void {
    const pings = setInterval(() => socket.ping(), PING_EVERY_MS);
    pings.unref();
    const connection: Connection = { id: newId('S'), socket, pings };
    this.#connections.push(connection);
    socket.on('message', (data) => this.#receive(String(data)));
    socket.on('close', () => this.#forget(connection));
    socket.on('error', () => socket.terminate());
    socket.send(JSON.stringify(this.#hello()));
    socket.ping();
  }

  send(envelope: Envelope, deadline: AbortSignal): Promise<TransportReply> {
    const connection = this.#nextConnection();
    if (!connection) return Promise.resolve({ outcome: 'failed' });
    envelope.connection = connection.id;
    return new Promise((resolve) => {
      this.#waiting.set(envelope.id, { resolve });
      deadline.addEventListener('abort', () => {
        this.#waiting.delete(envelope.id);
        resolve({ outcome: 'failed' });
      });
      connection.socket.send(JSON.stringify(this.#wireFormOf(envelope)));
    });
  }

  /** Asks every client to reconnect, as Slack does when it recycles a server. */
  requestReconnect(reason: DisconnectReason): void {
    const message = { type: 'disconnect', reason, debug_info: { host: 'sandbox' } };
    for (const { socket } of this.#connections) socket.send(JSON.stringify(message));
  }

  /** Cuts the connections without a word. */
  drop(connectionId?: string): void {
    for (const { id, socket } of this.#connections) {
      if (connectionId === undefined || id === connectionId) socket.terminate();
    }
  }

  #nextConnection(): Connection | undefined {
    const open = this.#connections.filter(({ socket }) => socket.readyState === socket.OPEN);
    this.#turn += 1;
    return open[this.#turn % Math.max(open.length, 1)];
  }

  #hello(): object {
    return {
      type: 'hello',
      num_connections: this.#connections.length,
      debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: this.#app.id },
    };
  }

  #wireFormOf(envelope: Envelope): object {
    return {
      envelope_id: envelope.id,
      type: envelope.kind,
      payload: envelope.payload,
      accepts_response_payload: envelope.acceptsResponse,
      ...(envelope.kind === 'events_api'
        ? { retry_attempt: envelope.retryNum, retry_reason: envelope.retryReason ?? '' }
        : {}),
    };
  }

  #receive(text: string): void {
    const message = decodeJson(text);
    if (!isObject(message) || typeof message.envelope_id !== 'string') return;
    const waiting = this.#waiting.get(message.envelope_id);
    this.#waiting.delete(message.envelope_id);
    const { payload } = message;
    const isEmpty = !isObject(payload) || Object.keys(payload).length === 0;
    waiting?.resolve({ outcome: 'acked', ...(isEmpty ? {} : { payload }) });
  }

  #forget(connection: Connection): void {
    clearInterval(connection.pings);
    this.#connections = this.#connections.filter((other) => other !== connection);
  }
}
