import type { Secret } from '../../domain/crypto/secret.ts';
import type { SlackMember } from '../../domain/directory/slack-person.ts';

/** What it takes to read the members of the workspace that the bot is installed in. */
export interface SlackReader {
  /** Of the Web API; ends with a slash. */
  readonly apiUrl: string;
  readonly botToken: Secret;
  /** A user object of the Web API; `null` if it doesn't say who it is. */
  readMember(raw: unknown): SlackMember | null;
}
