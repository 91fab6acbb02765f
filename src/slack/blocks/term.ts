import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { say } from '../../messages/say.ts';
import { formatMoment } from './mrkdwn.ts';

/** In hours where they are whole, and more than one. */
export function formatDuration(minutes: number): string {
  return minutes % 60 !== 0 || minutes <= 60
    ? say('slack.duration.minutes', { minutes })
    : say('slack.duration.hours', { hours: minutes / 60 });
}

/** To approvers: how long the code works, and from when on. Their approval covers both. @param requester a name, escaped */
export function describeTerm(
  { startsAt }: Pick<IssueRequest, 'startsAt'>,
  minutes: number,
  requester: string,
): string {
  const duration = formatDuration(minutes);
  return startsAt === null
    ? say('slack.approve.ask.term', { duration, requester })
    : say('slack.approve.ask.term.later', {
        duration,
        start: formatMoment(startsAt),
        until: formatMoment(startsAt + minutes * 60_000),
      });
}
