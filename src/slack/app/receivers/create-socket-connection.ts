import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '@slack/logger';
import type { Secret } from '../../../domain/crypto/secret.ts';
import type { Clock } from '../../../ports/clock.ts';
import { readRetryAfterMs, type SlackHealth } from '../slack-health.ts';
import { retryDelayMs } from '../try-again.ts';
import type { Connection } from './connection.ts';

export interface SocketModeReceiverOptions {
  readonly appToken: Secret;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly health: Pick<SlackHealth, 'noteAccepted' | 'noteFailed'>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** For Slack's answer with the address of the socket. */
const CALL_MS_MAX = 10_000;
/** For all of it. */
const OPEN_MS_MAX = 20_000;
/** A connection that ends sooner counts as a failure: otherwise one that Slack always ends would be opened without pause. */
const STABLE_MS_MIN = 5000;
const TOKEN = 'SLACK_APP_TOKEN';

/**
 * Receives over a web socket that we open, authenticated by the app token: there is nothing to replay.
 *
 * Connecting again is ours, not the library's: it waits five seconds before each attempt, also when Slack only refreshes the
 * connection, waits longer and longer without bound, and lets a refused token or a broken network end the process.
 */
export function createSocketConnection(options: SocketModeReceiverOptions): Connection {
  const { appToken, apiUrl, logger, clock, health, sleep } = options;
  const receiver = new SocketModeReceiver({
    appToken: appToken.reveal(),
    logger,
    autoReconnectEnabled: false,
    // Bolt hands the installer's client options to the socket's client too. The client writes into the object: it
    // must be its own.
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        timeout: CALL_MS_MAX,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let failures = 0;
  let isConnected = false;
  let running: Promise<void> = Promise.resolve();

  /** Resolves when Slack has said hello. */
  async function open(): Promise<void> {
    const settled = new AbortController();
    const limit = sleep(OPEN_MS_MAX, AbortSignal.any([settled.signal, stopping.signal])).then(() => {
      throw new Error('Slack did not open the connection in time');
    });
    const opening = receiver.start();
    opening.then(
      async () => {
        // It opened after `stop`: left open, it would keep the process alive.
        if (stopping.signal.aborted) await client.disconnect();
      },
      () => undefined,
    );
    try {
      await Promise.race([opening, limit]);
    } catch (error) {
      await client.disconnect();
      throw error ?? new Error('Slack ended the connection before it was open');
    } finally {
      settled.abort();
      await limit.catch(() => undefined);
    }
  }

  /** One connection from its beginning to its end, or one failed attempt. */
  async function hold(onSettled: () => void): Promise<void> {
    const ended = new Promise<void>((resolve) => client.once('disconnected', resolve));
    let askedMs = 0;
    try {
      await open();
      health.noteAccepted(TOKEN);
      onSettled();
      const openedAt = clock.now();
      isConnected = true;
      await ended;
      failures = clock.now() - openedAt < STABLE_MS_MIN ? failures + 1 : 0;
    } catch (error) {
      failures += 1;
      askedMs = readRetryAfterMs(error);
      if (!stopping.signal.aborted) health.noteFailed(TOKEN, error);
      onSettled();
    } finally {
      isConnected = false;
    }
    const delayMs = retryDelayMs(failures, askedMs);
    if (delayMs > 0) await sleep(delayMs, stopping.signal).catch(() => undefined);
  }

  async function holdAgain(onSettled: () => void): Promise<void> {
    while (!stopping.signal.aborted) await hold(onSettled);
    onSettled();
  }

  return {
    receiver,
    httpHandler: null,
    prepare: async () => {},
    isAdmitted: async () => true,
    async start() {
      const { promise, resolve } = Promise.withResolvers<void>();
      running = holdAgain(resolve);
      await promise;
    },
    async stop() {
      stopping.abort();
      if (isConnected) await client.disconnect();
      await running;
    },
  };
}
