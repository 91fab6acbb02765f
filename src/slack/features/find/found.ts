import type { KnownBlock } from '@slack/types';
import { maskCodes } from '../../../domain/codes/mask-codes.ts';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import type { FindByNameResult, Hit } from '../../../services/directory/find-by-name.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, mentionUser, shortenMrkdwn } from '../../blocks/mrkdwn.ts';
import { shortNameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** Of what was typed, and of what a directory says of a person, each. */
const TEXT_LENGTH_MAX = 200;

/** People to choose from. @param typed what was looked for */
export function buildFound(
  { hits, isMore }: Extract<FindByNameResult, { kind: 'found' }>,
  typed: string,
): SlackMessage {
  // It may hold anything, even a code (N6).
  const name = show(maskCodes(typed));
  const more = isMore ? [say('slack.find.more')] : [];
  if (hits.length === 0)
    return buildRecord(say('slack.find.none', { name }), say('slack.find.none.next'), ...more);
  const title = say('slack.find.title', { name });
  return {
    text: title,
    blocks: [section(`*${title}*`), ...hits.flatMap(buildHit), context(...more, say('slack.find.choose'))],
  };
}

function buildHit({ user, slackUserId }: Hit): KnownBlock[] {
  const { department, employeeNumber, status } = user;
  const facts = [
    say(`role.${user.role}`),
    say(`slack.find.status.${status}`),
    ...(department === null ? [] : [say('slack.find.department', { department: show(department) })]),
    ...(employeeNumber === null ? [] : [say('slack.find.number', { number: show(employeeNumber) })]),
    slackUserId === null
      ? say('slack.find.no_account')
      : say('slack.find.account', { mention: mentionUser(slackUserId) }),
  ];
  const line = say('slack.find.hit', {
    name: shortNameOf(user),
    login: show(loginOf(user)),
    facts: facts.join(' · '),
  });
  return [
    section(line),
    actions(
      button(say('slack.button.status'), { actionId: actionIds.showStatus, value: user.id }),
      button(say('slack.button.generate_for'), { actionId: actionIds.issueForFound, value: user.id }),
    ),
  ];
}

function show(text: string): string {
  return shortenMrkdwn(escapeMrkdwn(text), TEXT_LENGTH_MAX);
}
