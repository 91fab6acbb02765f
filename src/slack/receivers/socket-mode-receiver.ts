import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Logger } from '@slack/logger';
import { SocketModeClient } from '@slack/socket-mode';
import type { Secret } from '../../domain/secret.ts';

export interface SocketModeReceiverOptions {
  readonly appToken: Secret;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly onError: (error: unknown) => void;
}

interface SlackEventArgs {
  readonly ack: (response?: Record<string, unknown>) => Promise<void>;
  readonly body: ReceiverEvent['body'];
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/**
 * Receives over a web socket that we open, authenticated by the app token. Bolt's own receiver cannot be pointed at another Web API than Slack's
 * (Bolt 5.1 passes no `clientOptions` on), so this is the same few lines around the same client.
 */
export function createSocketModeReceiver(options: SocketModeReceiverOptions): Receiver {
  const client = new SocketModeClient({
    appToken: options.appToken.reveal(),
    logger: options.logger,
    clientOptions: { slackApiUrl: options.apiUrl },
  });
  let app: App | null = null;

  client.on('slack_event', async ({ ack, body, retry_num, retry_reason }: SlackEventArgs) => {
    let isAcked = false;
    const ackOnce = async (response?: unknown): Promise<void> => {
      if (isAcked) return;
      isAcked = true;
      await ack(
        response === undefined || response === '' ? undefined : (response as Record<string, unknown>),
      );
    };
    try {
      await app?.processEvent({
        body,
        ack: ackOnce,
        ...(retry_num === undefined ? {} : { retryNum: retry_num }),
        ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
      });
    } catch (error) {
      options.onError(error);
    }
  });

  return {
    init(bolt: App): void {
      app = bolt;
    },
    async start(): Promise<void> {
      await client.start();
    },
    async stop(): Promise<void> {
      await client.disconnect();
    },
  };
}
