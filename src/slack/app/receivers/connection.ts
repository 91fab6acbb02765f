import type { Receiver } from '@slack/bolt';
import type { RequestHandler } from 'express';

/** One way in which Slack's deliveries reach us. */
export interface Connection {
  readonly receiver: Receiver;
  /** To be mounted on the service's HTTP server, before body parsers; `null` in Socket Mode. */
  readonly httpHandler: RequestHandler | null;
  /** Await it before anything is received. */
  readonly prepare: () => Promise<void>;
  /**
   * Starts receiving, and goes on until it is stopped, whatever Slack does. Resolves after the first attempt, whether it
   * succeeded or not: `SlackHealth` knows.
   */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /**
   * Whether a delivery that was acknowledged may be acted on: a replay may not (S1). Ask before doing anything. Throws if that
   * cannot be known now.
   * @param context Bolt's, of the delivery
   */
  readonly isAdmitted: (context: Readonly<Record<string, unknown>>) => Promise<boolean>;
}
