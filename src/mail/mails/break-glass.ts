import { say } from '../../messages/say.ts';
import { writeTime } from '../../messages/written.ts';
import type { BreakGlassNotice } from '../../services/notices/describe-break-glass.ts';
import type { DescribedNotice } from '../../services/notices/described-notice.ts';
import type { Mail } from '../mail.ts';
import { accountOf, nameOf, plain } from '../words.ts';
import { footerOf } from './target.ts';

/**
 * To owners and those who could have approved: a break-glass, and its review. What its owner and the reviewer typed stays in Slack, as no email
 * carries the words of someone who may be an attacker.
 */
export function composeBreakGlass(
  notice: Extract<DescribedNotice, { kind: BreakGlassNotice['kind'] }>,
): Mail {
  const { review, requester, target, reader, isOwn } = notice;
  const organization = plain(notice.organization.name);
  const people = { requester: nameOf(requester), name: nameOf(target) };
  const rehearsal = review.isRehearsal ? 'yes' : 'no';
  const until = writeTime(review.escalatesAt);
  const compose = (title: string, facts: Mail['facts'], ...paragraphs: string[]): Mail => ({
    title,
    facts: [
      { label: say('mail.fact.account'), value: accountOf(target) },
      { label: say('mail.fact.glass_by'), value: accountOf(requester) },
      { label: say('mail.fact.when'), value: writeTime(review.openedAt) },
      ...facts,
    ],
    paragraphs,
    link: null,
    footer: footerOf(
      reader === 'owner' ? say('mail.why.owner', { organization }) : say('mail.why.could_approve'),
      organization,
    ),
  });
  switch (notice.kind) {
    case 'security_glass_broken':
      return compose(
        say('mail.glass', { ...people, rehearsal }),
        [],
        say('mail.glass.body', { rehearsal }),
        say('mail.glass.next', { ...people, rehearsal, reader: isOwn ? 'you' : reader }),
        say('mail.glass.review', { ...people, until }),
      );
    case 'security_review_overdue':
      return compose(
        say('mail.glass_overdue', { ...people, rehearsal }),
        [],
        say('mail.glass_overdue.body', people),
        say('mail.glass_overdue.next', { ...people, rehearsal }),
      );
    case 'security_review_closed':
      return composeClosed(notice, compose);
  }
}

function composeClosed(
  { review, requester, target, liveCode, closedBy, isFrozen }: BreakGlassNotice,
  compose: (title: string, facts: Mail['facts'], ...paragraphs: string[]) => Mail,
): Mail {
  const people = { requester: nameOf(requester), name: nameOf(target) };
  const by =
    closedBy !== null
      ? nameOf(closedBy)
      : say(review.closedBy?.kind === 'operator' ? 'mail.operator' : 'mail.another_admin');
  const isStopped = isFrozen && review.verdict === 'not_justified' && !review.isRehearsal;
  return compose(
    say('mail.glass_closed', { ...people, verdict: review.verdict ?? '' }),
    [{ label: say('mail.fact.reviewed_by'), value: by }],
    say('mail.glass_closed.body', { rehearsal: review.isRehearsal ? 'yes' : 'no' }),
    ...(isStopped ? [say('mail.glass_closed.frozen', people)] : []),
    ...(liveCode === null ? [] : [say('mail.glass_closed.live')]),
  );
}
