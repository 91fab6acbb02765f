import type { Receiver } from '@slack/bolt';
import type { RequestHandler } from 'express';

/** One way in which Slack's deliveries reach us. */
export interface Connection {
  readonly receiver: Receiver;
  /** To be mounted on the service's HTTP server, before body parsers; `null` where Slack is not listened to by HTTP. */
  readonly httpHandler: RequestHandler | null;
  /** Has to be awaited before anything is received. */
  readonly prepare: () => Promise<void>;
  /**
   * Begins to receive, and goes on until stopped, whatever Slack does. Resolves after the first attempt, however it ended: how
   * things stand is for `SlackHealth`.
   */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /**
   * Whether anything may be done about a delivery that has been acknowledged: not about a replay (S1). To be asked before
   * anything is done. Throws when that cannot be known now.
   * @param context Bolt's, of the delivery
   */
  readonly isAdmitted: (context: Readonly<Record<string, unknown>>) => Promise<boolean>;
}
