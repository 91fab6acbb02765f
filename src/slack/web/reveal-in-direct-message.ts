import type { SlackMessage } from '../blocks/message.ts';
import type { WebClients } from './create-web-clients.ts';

/**
 * Shows a message, as an ephemeral, in a person's direct message with the bot. Whether Slack certainly took it. An
 * ephemeral made this way cannot be taken back by a program (S12): the person's own click is the only way to replace
 * it.
 */
export type RevealInDirectMessage = (slackUserId: string, message: SlackMessage) => Promise<boolean>;

export function createRevealInDirectMessage(clients: WebClients): RevealInDirectMessage {
  return async function revealInDirectMessage(slackUserId, { text, blocks }) {
    try {
      const opened = await clients.patient.conversations.open({ users: slackUserId });
      const channel = opened.channel?.id;
      if (channel === undefined) return false;
      const posted = await clients.once.chat.postEphemeral({ channel, user: slackUserId, text, blocks });
      return posted.ok;
    } catch {
      // Whatever it was: it is not certain that the message arrived.
      return false;
    }
  };
}
