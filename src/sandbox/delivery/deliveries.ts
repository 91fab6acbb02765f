import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../world/faults.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import type { Platform } from '../world/platform.ts';
import type { Envelope } from '../world/record.ts';
import { HttpTransport } from './http-transport.ts';
import { copyEnvelope, makeEnvelope, type Parcel, type Redelivery } from './make-envelope.ts';
import { SocketTransport } from './socket-transport.ts';
import type { Transport, TransportReply } from './transport.ts';

export interface AckResult {
  readonly acked: boolean;
  readonly ackMs: number;
  /** Slack's word for what went wrong, even though the app may have acknowledged. */
  readonly error?: string;
  /** The body of the ack, if it had one. */
  readonly response?: unknown;
}

export interface Deliveries {
  send(parcel: Parcel): Promise<AckResult>;
  redeliver(envelope: Envelope, times: number, how: Redelivery): Promise<AckResult[]>;
  socketOf(app: InstalledApp): SocketTransport;
}

export function createDeliveries(platform: Platform, ackTimeoutMs: number): Deliveries {
  const sockets = new Map(platform.apps.map((app) => [app.id, new SocketTransport(app)]));
  const posts = new Map(platform.apps.map((app) => [app.id, new HttpTransport(app, platform.now)]));

  function socketOf(app: InstalledApp): SocketTransport {
    const socket = sockets.get(app.id);
    if (!socket) throw new Error(`app ${app.id} is not installed`);
    return socket;
  }

  function transportOf(app: InstalledApp): Transport {
    return app.mode === 'socket' ? socketOf(app) : (posts.get(app.id) ?? socketOf(app));
  }

  async function sendOnce(
    app: InstalledApp,
    envelope: Envelope,
    fault: Fault | undefined,
  ): Promise<AckResult> {
    platform.record.envelopes.push(envelope);
    platform.changes.emit('change');
    const startedAt = performance.now();
    const reply = await race(transportOf(app), envelope, ackTimeoutMs, fault, () => socketOf(app).drop());
    envelope.ackMs = Math.round(performance.now() - startedAt);
    return settle(envelope, reply);
  }

  async function send(parcel: Parcel): Promise<AckResult> {
    const index = platform.apps.indexOf(parcel.app);
    const fault = platform.faults.take({ method: 'delivery', kind: parcel.kind, app: index });
    if (fault?.kind === 'latency') await wait(fault.ms ?? 0);
    const first = sendOnce(parcel.app, makeEnvelope(platform, index, parcel), fault);
    if (fault?.kind !== 'duplicate-delivery') return first;
    const second = sendOnce(parcel.app, makeEnvelope(platform, index, parcel), undefined);
    const [result] = await Promise.all([first, second]);
    return result;
  }

  async function redeliver(envelope: Envelope, times: number, how: Redelivery): Promise<AckResult[]> {
    const app = platform.apps[envelope.app];
    if (!app) throw new Error('that envelope is not from this sandbox');
    const again = Array.from({ length: times }, () => copyEnvelope(platform, app, envelope, how));
    return Promise.all(again.map((copy) => sendOnce(app, copy, undefined)));
  }

  return { send, redeliver, socketOf };
}

type Raced = TransportReply | { readonly outcome: 'timeout' };

async function race(
  transport: Transport,
  envelope: Envelope,
  ackTimeoutMs: number,
  fault: Fault | undefined,
  dropSockets: () => void,
): Promise<Raced> {
  if (fault?.kind === 'error' || fault?.kind === 'http500') return { outcome: 'failed' };
  if (fault?.kind === 'drop') {
    dropSockets();
    return { outcome: 'failed' };
  }
  const deadline = new AbortController();
  const timer = new AbortController();
  const timeout = wait(ackTimeoutMs, { outcome: 'timeout' } as const, { signal: timer.signal }).catch(
    () => ({ outcome: 'timeout' }) as const,
  );
  const raced = await Promise.race([transport.send(envelope, deadline.signal), timeout]);
  timer.abort();
  deadline.abort();
  // The app answered in time but Slack never heard it.
  if (fault?.kind === 'lost-reply') return { outcome: 'timeout' };
  return raced;
}

function settle(envelope: Envelope, raced: Raced): AckResult {
  if (raced.outcome !== 'acked') {
    envelope.error = raced.outcome === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
    return { acked: false, ackMs: envelope.ackMs, error: envelope.error };
  }
  envelope.acked = true;
  envelope.ackPayload = raced.payload;
  return {
    acked: true,
    ackMs: envelope.ackMs,
    ...(raced.payload === undefined ? {} : { response: raced.payload }),
  };
}
