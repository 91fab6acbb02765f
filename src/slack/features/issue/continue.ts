import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { buildRecord } from '../../blocks/records.ts';

/** Said where the command was typed, when the prompt is in the direct message. @param link opens that conversation */
export function buildContinue({ displayName }: DirectoryUser, link: string): SlackMessage {
  return {
    text: 'Continue in your direct message with me.',
    blocks: [
      section(
        `:arrow_right: *<${escapeMrkdwn(link)}|Continue in your direct message with me>* to get a backup code for ${escapeMrkdwn(displayName)}.`,
      ),
      context('Nothing there? Type `/backupcode @name` in that conversation.'),
    ],
  };
}

/** The prompt cannot be shown where codes are shown. @param why Slack's word for it */
export function buildNoDirectMessage({ displayName }: DirectoryUser, why: string): SlackMessage {
  return buildRecord(
    `:no_entry: *No code was generated for ${escapeMrkdwn(displayName)}:* I couldn’t write to your direct message with me (\`${escapeMrkdwn(why)}\`).`,
    'Try again in a minute, or open me under *Apps* in Slack’s sidebar and type `/backupcode @name` there.',
  );
}
