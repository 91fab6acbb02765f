import { say } from '../../../messages/say.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import { type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';

type Failing = Extract<DescribedNotice, { kind: 'security_source_failing' }>;
type Works = Extract<DescribedNotice, { kind: 'security_source_works' }>;

/** Notifies an owner that a source can't be read, why, and what to run. */
export function buildSourceFailing({ source: { id, name }, problem, failed, goodAt }: Failing): SlackMessage {
  const source = escapeMrkdwn(name);
  const last =
    goodAt === null
      ? say('slack.sync.neverWorked')
      : say('slack.sync.workedLast', { time: formatTime(goodAt) });
  return {
    text: say('slack.sync.failing', { source }),
    blocks: [
      section(`${say('slack.sync.failing.title', { source, failed })} ${last}`),
      section(say(`slack.sync.why.${problem}`)),
      section(say('slack.sync.failing.caution')),
      section(say('slack.sync.failing.next', { id })),
    ],
  };
}

/** Notifies an owner who was notified that it fails. */
export function buildSourceWorks({ source: { name }, goodAt }: Works): SlackMessage {
  const source = escapeMrkdwn(name);
  const since = goodAt === null ? '' : ` ${say('slack.sync.works.since', { time: formatTime(goodAt) })}`;
  return {
    text: say('slack.sync.works', { source }),
    blocks: [section(`${say('slack.sync.works.title', { source })}${since}`)],
  };
}
