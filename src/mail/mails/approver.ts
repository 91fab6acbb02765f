import { say } from '../../messages/say.ts';
import { writeTime } from '../../messages/written.ts';
import type { DescribedNotice } from '../../services/notices/described-notice.ts';
import type { Mail } from '../mail.ts';
import { accountOf, nameOf, plain } from '../words.ts';
import { footerOf } from './target.ts';

/** To an approver, who may not be in Slack. Without a link: they decide in Slack, where it is known who they are. */
export function composeApproval({
  facts,
  organization,
}: Extract<DescribedNotice, { kind: 'approver_request' }>): Mail {
  const { request, requester, target } = facts;
  const people = { requester: nameOf(requester), name: nameOf(target) };
  return {
    title: say('mail.approval', people),
    facts: [
      { label: say('mail.fact.account'), value: accountOf(target) },
      { label: say('mail.fact.asked_by'), value: accountOf(requester) },
      { label: say('mail.fact.asked'), value: writeTime(request.createdAt) },
    ],
    paragraphs: [
      say('mail.approval.body', { until: writeTime(request.expiresAt) }),
      say('mail.approval.caution', people),
    ],
    link: null,
    footer: footerOf(say('mail.why.approver'), plain(organization.name)),
  };
}
