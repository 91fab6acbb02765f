import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '@slack/logger';
import type { Secret } from '../../domain/secret.ts';

export interface SocketModeReceiverOptions {
  readonly appToken: Secret;
  readonly apiUrl: string;
  readonly logger: Logger;
}

/** Receives over a web socket that we open, authenticated by the app token. */
export function createSocketModeReceiver({
  appToken,
  apiUrl,
  logger,
}: SocketModeReceiverOptions): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: appToken.reveal(),
    logger,
    // Bolt hands the installer's client options to the socket's client too. The client writes into the object: it
    // must be its own.
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
  });
}
