import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import { say } from '../../../messages/say.ts';
import type { CodeFacts } from '../../../services/notices/described-notice.ts';
import { actions, button, context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { describeOutliving } from '../../blocks/outlives.ts';
import { nameIssuer } from '../../blocks/people.ts';
import { describeState, describeWhen } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

export function buildTargetIssued(
  { code, state, issuedBy, reason }: CodeFacts,
  organizationName: string,
): SlackMessage {
  const issuer = nameIssuer(issuedBy);
  const isLive = state === 'active' || state === 'undelivered';
  const facts = { time: formatTime(code.createdAt), state: describeState(code, state) };
  return {
    text: say('slack.notice.issued', { issuer }),
    blocks: [
      section(say('slack.notice.issued.title', { issuer, organization: escapeMrkdwn(organizationName) })),
      section(
        reason === ''
          ? say('slack.notice.issued.facts', facts)
          : say('slack.notice.issued.facts.reason', { ...facts, reason: escapeMrkdwn(reason) }),
      ),
      ...(code.vendor === null ? [] : [section(say(`slack.provider.target.${code.vendor.kind}`))]),
      ...sections(
        say(isLive ? 'slack.notice.issued.live' : 'slack.notice.issued.over'),
        ...(isLive ? describeOutliving(code, 'target') : []),
      ),
      actions(buildDisownButton(code, 'slack.notice.issued.confirm')),
      context(say('slack.notice.issued.never')),
    ],
  };
}

export function buildTargetRedeemed({ code }: CodeFacts): SlackMessage {
  return {
    text: say('slack.notice.redeemed'),
    blocks: [
      section(say('slack.notice.redeemed.line', { when: describeWhen(code) })),
      section(say('slack.notice.redeemed.next')),
      actions(buildDisownButton(code, 'slack.notice.redeemed.confirm')),
    ],
  };
}

export function buildTargetRevoked({ code }: CodeFacts): SlackMessage {
  return {
    text: say('slack.notice.revoked'),
    blocks: [
      ...sections(
        say('slack.notice.revoked.line', { time: formatTime(code.createdAt) }),
        ...describeOutliving(code, 'revoked'),
      ),
      actions(buildDisownButton(code, 'slack.notice.revoked.confirm')),
      context(say('slack.notice.revoked.next')),
    ],
  };
}

function buildDisownButton(
  { id }: BackupCode,
  confirm: `slack.notice.${'issued' | 'redeemed' | 'revoked'}.confirm`,
) {
  return button(say('slack.button.disown'), {
    actionId: actionIds.disownCode,
    value: id,
    style: 'danger',
    confirm: { title: say(confirm), text: say(`${confirm}.text`), yes: say('slack.button.disown') },
  });
}
