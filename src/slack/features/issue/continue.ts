import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import { context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';

/** Said where the command was typed, when the prompt is in the direct message. @param link opens that conversation */
export function buildContinue(target: DirectoryUser, link: string): SlackMessage {
  return {
    text: say('slack.continue'),
    blocks: [
      section(say('slack.continue.link', { link: escapeMrkdwn(link), name: nameOf(target) })),
      context(say('slack.continue.lost')),
    ],
  };
}

/** The prompt cannot be shown where codes are shown. @param why Slack's word for it */
export function buildNoDirectMessage(target: DirectoryUser, why: string): SlackMessage {
  return buildRecord(
    say('slack.continue.failed', { name: nameOf(target), why: escapeMrkdwn(why) }),
    say('slack.continue.failed.next'),
  );
}
