import type { MasterKey } from '../domain/crypto/key-ring.ts';
import type { Secret } from '../domain/crypto/secret.ts';
import type { MailSender, MailServer } from './parse-mail.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevelName = (typeof logLevels)[number];

export type DatabaseConfig =
  /** `path` as it was written: relative to the working directory, or absolute */
  | { readonly kind: 'sqlite'; readonly path: string }
  /** secret because the URI may hold a password */
  | { readonly kind: 'mongodb'; readonly uri: Secret };

export interface SlackAccess {
  readonly botToken: Secret;
  /** ends with a slash */
  readonly apiUrl: string;
}

/** What every command needs. */
export interface StoreConfig {
  readonly database: DatabaseConfig;
  /** newest first */
  readonly masterKeys: readonly MasterKey[];
  readonly logLevel: LogLevelName;
  /** Dangerous settings that were allowed, in a sentence each; none if left out. */
  readonly warnings?: readonly string[];
  /** For the few commands that ask Slack; left out unless the settings are there and valid. */
  readonly slackAccess?: SlackAccess;
}

export type SlackConfig =
  | (SlackAccess & { readonly mode: 'socket'; readonly appToken: Secret })
  | (SlackAccess & { readonly mode: 'http'; readonly signingSecret: Secret });

export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  /** Origin under which others reach it; where it listens, unless told. */
  readonly publicUrl?: string;
  /** IP addresses and ranges of the proxies in front; none unless told. */
  readonly trustedProxies?: readonly string[];
}

/** Where notices by email are handed over, and who sends them. */
export interface MailConfig extends MailServer {
  /** Whether TLS with a checked certificate is demanded. */
  readonly needsTls: boolean;
  readonly from: MailSender;
}

/** What the running bot needs. */
export interface Config extends StoreConfig {
  /** No email if left out. */
  readonly mail?: MailConfig;
  readonly slack: SlackConfig;
  readonly http: HttpConfig;
}

/** The environment as a plain record. */
export type Environment = Readonly<Record<string, string | undefined>>;
