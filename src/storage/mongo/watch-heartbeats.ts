import type { mongo } from 'mongoose';

/** What busy machines may add to a heartbeat's own limits. */
const MARGIN_MS = 1000;

export interface HeartbeatWatch {
  /** Whether one goes on for longer than the driver lets it, which means that it never ends. */
  isAnyStuck(): boolean;
  /** Those that go on belong to connections that are given up. */
  forget(): void;
}

/** By the driver's own settings: to connect and to say hello may take `connectTimeoutMS` each. */
export function watchHeartbeats(client: mongo.MongoClient): HeartbeatWatch {
  const { connectTimeoutMS, heartbeatFrequencyMS } = client.options;
  const deadlines = new Map<string, number>(); // by the server's address
  client.on('serverHeartbeatStarted', ({ connectionId, awaited }) => {
    const limit = 2 * connectTimeoutMS + (awaited ? heartbeatFrequencyMS : 0) + MARGIN_MS;
    deadlines.set(connectionId, performance.now() + limit);
  });
  client.on('serverHeartbeatSucceeded', ({ connectionId }) => void deadlines.delete(connectionId));
  client.on('serverHeartbeatFailed', ({ connectionId }) => void deadlines.delete(connectionId));
  client.on('serverClosed', ({ address }) => void deadlines.delete(address));
  return {
    isAnyStuck: () => [...deadlines.values()].some((deadline) => deadline < performance.now()),
    forget: () => deadlines.clear(),
  };
}
