import { ISSUED_IN_DAY, USED_MINUTES } from '../../../domain/requests/find-signals.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { say } from '../../../messages/say.ts';

/** The risk signals of a request, each with what it means, below what they lead to; empty if there are none. @param name escaped */
export function describeSignals({ terms }: Pick<IssueRequest, 'terms'>, name: string): string[] {
  const { signals, verificationsRequired: verifications, approvalsRequired: approvals } = terms;
  if (signals.length === 0) return [];
  const both = verifications > 0 && approvals > 0 ? 'yes' : 'no';
  const needs =
    verifications + approvals === 0
      ? say('slack.signal.needs.nothing')
      : say('slack.signal.needs', { verifications, approvals, both });
  const facts = { name, count: ISSUED_IN_DAY, minutes: USED_MINUTES };
  return [
    say('slack.signal.title', { count: signals.length, needs }),
    ...signals.map((signal) => say(`slack.signal.${signal}`, facts)),
  ];
}
