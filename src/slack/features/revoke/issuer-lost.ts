import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import { say } from '../../../messages/say.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import { buildFreezeButton } from '../../blocks/freeze-buttons.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatMoment, formatTime, shortenForConfirm } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { actionIds } from '../../ids.ts';

type IssuerLost = Extract<DescribedNotice, { kind: 'security_issuer_lost' }>;

/** More would not be read, and must not exceed Slack's limits. */
const CODES_SHOWN_MAX = 10;

/** To owners and the security channel: an issuer can issue no more, but their codes still work. Only owners get the button. */
export function buildIssuerLost({ issuer, codes, readerId }: IssuerLost): SlackMessage {
  const name = nameOf(issuer);
  const shown = codes
    .slice(0, CODES_SHOWN_MAX)
    .map(({ code, target }) =>
      describeCode(code, { name: nameOf(target), time: formatTime(code.createdAt) }),
    );
  const left = codes.length - shown.length;
  const why = issuer.status === 'confirmed' ? 'role' : issuer.status;
  const title = say('slack.notice.issuer_lost', { name, why, count: codes.length });
  return {
    text: title,
    blocks: [
      section(title),
      ...shown.map((line) => section(line)),
      ...(left > 0 ? [section(say('slack.change.more', { count: left }))] : []),
      context(say('slack.notice.issuer_lost.next')),
      ...(readerId === null
        ? [actions(buildFreezeButton())]
        : [
            actions(
              button(say('slack.button.revoke_issued'), {
                actionId: actionIds.revokeIssued,
                value: issuer.id,
                style: 'danger',
                confirm: {
                  title: say('slack.revoke_issued.confirm'),
                  text: say('slack.revoke_issued.confirm.text', { name: shortenForConfirm(name) }),
                  yes: say('slack.button.revoke'),
                },
              }),
              buildFreezeButton(),
            ),
          ]),
    ],
  };
}

function describeCode(
  { startsAt, expiresAt }: BackupCode,
  facts: { readonly name: string; readonly time: string },
): string {
  return startsAt === null
    ? say('slack.notice.issuer_lost.code', { ...facts, until: formatTime(expiresAt) })
    : say('slack.notice.issuer_lost.code.later', {
        ...facts,
        start: formatMoment(startsAt),
        until: formatMoment(expiresAt),
      });
}
