import type { Readable, Writable } from 'node:stream';
import type { Config, Environment, MailConfig, SlackConfig, StoreConfig } from '../config/config.ts';
import type { ChannelProbe } from '../domain/notices/security-channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { StoreState } from '../ports/store.ts';
import type { OperatorServices } from '../services/operator-services.ts';

/** What a call of Slack's `auth.test` showed. */
export type SlackProbe =
  | {
      readonly kind: 'ok';
      readonly teamName: string;
      readonly teamId: string;
      readonly enterpriseId: string | null;
      /** what the token was granted; `null` if Slack did not say */
      readonly scopes: readonly string[] | null;
      /** Slack's clock by its Date header; milliseconds since the epoch, to the second; `null` if Slack did not say */
      readonly dateHeaderMs: number | null;
      readonly roundTripMs: number;
    }
  | { readonly kind: 'failed'; readonly error: string };

/** Everything the command line touches. */
export interface CliDeps {
  /** The real environment; `.env` in `cwd` completes it. */
  readonly env: Environment;
  readonly cwd: string;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether a person sits there: may be asked, and sees a moving progress bar. */
  readonly isTty: boolean;
  /** Calls back at the first Ctrl-C instead of ending the program. @returns what stops listening */
  readonly onInterrupt: (stop: () => void) => () => void;
  readonly clock: Clock;
  readonly random: Random;
  /** Opens the store and what works on it; migrations included. The caller closes it. */
  readonly openServices: (config: StoreConfig) => Promise<OperatorServices>;
  /** How far the store is, without opening it. */
  readonly findStoreState: (config: StoreConfig) => Promise<StoreState>;
  readonly probeSlack: (slack: SlackConfig) => Promise<SlackProbe>;
  readonly probeChannel: (slack: SlackConfig, channelId: string) => Promise<ChannelProbe>;
  /** Whether Slack would open a socket for the app token. */
  readonly probeAppToken: (
    slack: Extract<SlackConfig, { mode: 'socket' }>,
  ) => Promise<{ readonly kind: 'ok' } | { readonly kind: 'failed'; readonly error: string }>;
  /** Logs in to the mail server, and sends a test email if an address is given. Resolves to what is wrong, or `null`. */
  readonly probeMail: (mail: MailConfig, sendTo: string | null) => Promise<string | null>;
  /** The scopes the bot's calls need. */
  readonly neededScopes: readonly string[];
  /** Runs the bot until it is told to stop; resolves to the exit code. */
  readonly runStart: (config: Config) => Promise<number>;
  readonly runDemo: (options: { readonly isScripted: boolean }) => Promise<number>;
  readonly version: string;
  /** Whether demo and sandbox are installed: a production image leaves them out. */
  readonly hasDemo: boolean;
}
