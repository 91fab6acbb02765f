import type { KnownBlock } from '@slack/types';
import { say } from '../../../messages/say.ts';
import type { WeekCounts } from '../../../services/home/count-weeks.ts';
import { context, section } from '../../blocks/message.ts';
import { formatDay } from '../../blocks/mrkdwn.ts';

const BAR_LENGTH_MAX = 16;
const DAY_MS = 24 * 3_600_000;

/**
 * The last weeks as bars of text. Slack has no chart in the Home tab, and a picture would need an address that Slack can fetch from; text is
 * read aloud as it is, and fits a phone.
 */
export function buildWeeks(weeks: readonly WeekCounts[]): KnownBlock[] {
  const most = Math.max(1, ...weeks.map(({ issued }) => issued));
  const lines = weeks.map((week) => {
    const bar = '▇'.repeat(Math.ceil((week.issued / most) * BAR_LENGTH_MAX));
    const facts = { ...week, from: formatDay(week.since), to: formatDay(week.since + 7 * DAY_MS - 1) };
    const words = say('slack.home.week', facts);
    return bar === '' ? words : `\`${bar}\` ${words}`;
  });
  return [
    { type: 'divider' },
    section(`${say('slack.home.weeks')}\n${lines.join('\n')}`),
    ...(weeks.some(({ isPartial }) => isPartial) ? [context(say('slack.home.weeks.partial'))] : []),
  ];
}
