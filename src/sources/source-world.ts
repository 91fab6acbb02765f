import type { SlackReader } from '../ports/directory/slack-reader.ts';
import type { VendorWorld } from '../vendors/vendor-world.ts';

/** What the connectors need of the machine. */
export interface SourceWorld extends VendorWorld {
  /** Slack as the bot reaches it; `null` without a bot token. */
  readonly slack: SlackReader | null;
}
