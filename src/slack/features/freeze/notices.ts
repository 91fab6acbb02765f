import { say } from '../../../messages/say.ts';
import type { FreezeNotice } from '../../../services/notices/describe-freeze.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import type { RequestFacts } from '../../../services/requests/read-request-facts.ts';
import { buildFreezeButton, buildRevokeAllButton, buildUnfreezeButton } from '../../blocks/freeze-buttons.ts';
import { actions, context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime, formatTimeOfDay, shortenMrkdwn } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildContinueButtons } from '../../blocks/request-buttons.ts';

type Told = Extract<DescribedNotice, { kind: FreezeNotice['kind'] }>;

const NAME_LENGTH_MAX = 400;

/** To owners and the security channel; and to a person who was released. */
export function buildFreezeNotice(notice: Told): SlackMessage {
  switch (notice.kind) {
    case 'security_frozen': {
      const { freezeId, requestsEnded, codesLive, reason } = notice;
      const by = nameActor(notice.by);
      return {
        text: say('slack.frozen', { by }),
        blocks: [
          section(say('slack.frozen.title', { by })),
          ...sections(
            ...(reason === '' ? [] : [say('slack.freeze.ask.reason', { reason: escapeMrkdwn(reason) })]),
            say('slack.frozen.facts', { ended: requestsEnded }),
            say('slack.freeze.codes', { count: codesLive }),
          ),
          actions(
            buildUnfreezeButton(freezeId, 'slack.button.unfreeze'),
            ...(codesLive === 0 ? [] : [buildRevokeAllButton(codesLive)]),
          ),
          context(say('slack.frozen.next')),
        ],
      };
    }
    case 'security_held': {
      const { freezeId, count, minutes } = notice;
      return {
        text: say('slack.held'),
        blocks: [
          section(say('slack.held.title', { count, minutes })),
          section(say('slack.held.facts')),
          actions(buildUnfreezeButton(freezeId, 'slack.button.release_requests'), buildFreezeButton()),
          context(say('slack.held.next')),
        ],
      };
    }
    case 'security_all_revoked':
      return buildRecord(
        say('slack.all_revoked', { by: nameActor(notice.by), count: notice.count }),
        say('slack.all_revoked.next'),
      );
    case 'security_unfreeze_proposed': {
      const { freezeId, was, until } = notice;
      const by = nameActor(notice.by);
      const label = was === 'hold' ? 'slack.button.release_requests' : 'slack.button.unfreeze';
      return {
        text: say('slack.proposed', { by }),
        blocks: [
          section(say('slack.proposed.title', { by, was })),
          section(say('slack.proposed.ask', { by, until: formatTimeOfDay(until) })),
          actions(buildUnfreezeButton(freezeId, label)),
        ],
      };
    }
    case 'security_unfrozen': {
      const { was, requestsReleased: count } = notice;
      const people = { by: nameActor(notice.by), proposedBy: nameActor(notice.proposedBy) };
      return buildRecord(
        say('slack.unfrozen', { was, ...people }),
        ...(was === 'hold' ? [say('slack.unfrozen.released', { count })] : []),
      );
    }
    case 'security_issuer_released':
      return buildRecord(
        say('slack.issuer_released', { name: nameOf(notice.user), by: nameActor(notice.by) }),
      );
    case 'issuer_released':
      return buildRecord(
        say('slack.issuer_released.yours', { by: nameActor(notice.by) }),
        say('slack.issuer_released.yours.next'),
      );
  }
}

/** A person's name, or an operator's. @returns escaped */
function nameActor(by: string): string {
  const name = by.startsWith('operator/')
    ? say('slack.change.operator', { name: escapeMrkdwn(by.slice('operator/'.length)) })
    : escapeMrkdwn(by);
  return shortenMrkdwn(name, NAME_LENGTH_MAX);
}

/** To a requester: a freeze ended their request. */
export function buildRequestFrozen({ request, target }: RequestFacts): SlackMessage {
  const time = formatTime(request.settledAt ?? request.createdAt);
  return buildRecord(
    say('slack.request_frozen', { name: nameOf(target), time }),
    say('slack.request_frozen.next'),
  );
}

/** To a requester: their request waited in a hold, and goes on. */
export function buildRequestReleased({ request, target }: RequestFacts): SlackMessage {
  const name = nameOf(target);
  return {
    text: say('slack.held.released', { name }),
    blocks: [
      section(say('slack.held.released.title', { name })),
      buildContinueButtons(request.id),
      context(say('slack.approve.granted.next', { until: formatTime(request.expiresAt) })),
    ],
  };
}
