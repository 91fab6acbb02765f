/** Which commands cannot do without a variable. */
export type RequiredFor = 'everything' | 'start' | 'socket mode' | 'http mode' | 'nothing';

export interface VariableDescription {
  readonly name: string;
  /** Full sentences, as they stand in `.env.example`. */
  readonly meaning: string;
  /** What is used when it is not set; `null` for none. */
  readonly fallback: string | null;
  readonly requiredFor: RequiredFor;
  /** Its value must never be printed. */
  readonly isSecret: boolean;
}

/** Every environment variable that is read, in the order of `.env.example`. */
export const variables = [
  {
    name: 'DATABASE_URL',
    meaning:
      'The database: sqlite:PATH (one machine, nothing to install), or the mongodb:// or mongodb+srv:// address of a replica set.',
    fallback: 'sqlite:./data/backupcode.db',
    requiredFor: 'nothing',
    isSecret: true,
  },
  {
    name: 'DATABASE_ALLOW_INSECURE',
    meaning:
      'true allows a MongoDB on another machine without TLS or without checking its certificate. Use it only if no one else can reach the network in between.',
    fallback: 'false',
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'MASTER_KEYS',
    meaning:
      'Keys that never enter the database: id:base64 with 32 bytes or more each, separated by commas, newest first. `backupcode init` writes the first. Keep old keys as long as records made with them matter, and keep a copy somewhere safe.',
    fallback: null,
    requiredFor: 'everything',
    isSecret: true,
  },
  {
    name: 'SLACK_BOT_TOKEN',
    meaning: 'The bot token of the Slack app (OAuth & Permissions); starts with xoxb-.',
    fallback: null,
    requiredFor: 'start',
    isSecret: true,
  },
  {
    name: 'SLACK_APP_TOKEN',
    meaning: 'The app-level token for Socket Mode (Basic Information); starts with xapp-.',
    fallback: null,
    requiredFor: 'socket mode',
    isSecret: true,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    meaning: 'The signing secret for HTTP mode (Basic Information).',
    fallback: null,
    requiredFor: 'http mode',
    isSecret: true,
  },
  {
    name: 'SLACK_MODE',
    meaning:
      'How Slack reaches the bot: socket or http. Needed only if both an app token and a signing secret are set.',
    fallback: null,
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'SLACK_API_URL',
    meaning: 'The address of Slack’s Web API. Must be https, or http on this machine (for the sandbox).',
    fallback: 'https://slack.com/api/',
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'HTTP_HOST',
    meaning: 'The address the redeem service listens on.',
    fallback: '127.0.0.1',
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'HTTP_PORT',
    meaning: 'The port the redeem service listens on.',
    fallback: '3000',
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'HTTP_ALLOW_PLAINTEXT',
    meaning:
      'true allows plain HTTP on an address that other machines can reach, without a proxy in TRUSTED_PROXIES. Use it only if no one else can reach the port.',
    fallback: 'false',
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'PUBLIC_URL',
    meaning:
      'The https address at which clients reach this service, without a path. It is the issuer of signed proofs; by default http://127.0.0.1 with the port.',
    fallback: null,
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'TRUSTED_PROXIES',
    meaning:
      'IP addresses or ranges (10.0.0.5, 10.0.0.0/24) of your reverse proxies, separated by commas. Only they may say, in X-Forwarded-For, where a caller comes from; limits, history and log use it.',
    fallback: null,
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'SMTP_URL',
    meaning:
      'The mail server for notices by email: smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://USER:PASSWORD@HOST:465 (TLS from the start). Write special characters of user and password as %40 (@), %3A (:), %2F (/). Without it, notices go by Slack alone. `backupcode policy set mail=true` switches email on.',
    fallback: null,
    requiredFor: 'nothing',
    isSecret: true,
  },
  {
    name: 'SMTP_ALLOW_INSECURE',
    meaning:
      'true allows a mail server on another machine without TLS, or without a certificate that can be checked. Use it only if no one else can reach the network in between. To trust your own certificate authority, set NODE_EXTRA_CA_CERTS instead.',
    fallback: 'false',
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'MAIL_FROM',
    meaning:
      'The sender of these emails: backupcode@example.com or Acme security <backupcode@example.com>. Needed with SMTP_URL.',
    fallback: null,
    requiredFor: 'nothing',
    isSecret: false,
  },
  {
    name: 'LOG_LEVEL',
    meaning: 'What is logged: fatal, error, warn, info, debug, trace or silent.',
    fallback: 'info',
    requiredFor: 'nothing',
    isSecret: false,
  },
] as const satisfies readonly VariableDescription[];

export type VariableName = (typeof variables)[number]['name'];

/** The value of a variable that is not set. @throws Error if it has no fallback */
export function getFallback(name: VariableName): string {
  const fallback = variables.find((variable) => variable.name === name)?.fallback;
  if (fallback === null || fallback === undefined) throw new Error(`${name} has no fallback`);
  return fallback;
}
