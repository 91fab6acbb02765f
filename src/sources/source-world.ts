import type { Clock } from '../ports/clock.ts';
import type { SlackReader } from '../ports/directory/slack-reader.ts';

/** What the connectors need of the machine. */
export interface SourceWorld {
  readonly clock: Clock;
  /** Waits; rejects as soon as the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A number from 0 up to 1, for the jitter of waits. */
  readonly jitter: () => number;
  /**
   * Off outside tests and the sandbox. On, the setting `url` may replace a vendor's addresses by one on this machine; other private
   * addresses stay refused.
   */
  readonly allowLoopback: boolean;
  /** Slack as the bot reaches it; `null` without a bot token. */
  readonly slack: SlackReader | null;
}
