import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '@slack/logger';
import type { Secret } from '../../domain/secret.ts';
import type { Connection } from './connection.ts';

export interface SocketModeReceiverOptions {
  readonly appToken: Secret;
  readonly apiUrl: string;
  readonly logger: Logger;
}

/** Receives over a web socket that we open, authenticated by the app token: there is nothing to replay. */
export function createSocketConnection({ appToken, apiUrl, logger }: SocketModeReceiverOptions): Connection {
  const receiver = new SocketModeReceiver({
    appToken: appToken.reveal(),
    logger,
    // Bolt hands the installer's client options to the socket's client too. The client writes into the object: it
    // must be its own.
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
  });
  return { receiver, httpHandler: null, prepare: async () => {}, isAdmitted: async () => true };
}
