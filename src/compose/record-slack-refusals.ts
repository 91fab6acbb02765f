import type { OrganizationId } from '../domain/ids.ts';
import { getContext } from '../http/request-context.ts';
import { createRecordRefusal } from '../services/audit/record-refusal.ts';
import { type ServiceDeps, systemActor } from '../services/deps.ts';
import type { OnRefused } from '../slack/app/receivers/verify-slack-request.ts';

export interface SlackRefusalDeps extends Pick<ServiceDeps, 'store' | 'clock' | 'random'> {
  readonly log: { warn(facts: object, message: string): void };
  /** Whose Slack it is that requests claim to be from; `null` while that is not known. */
  readonly organizationId: () => OrganizationId | null;
}

/** Requests that claim to be from Slack: each has a line in the log with the caller's address, and they are in the history sparsely. */
export function recordSlackRefusals(deps: SlackRefusalDeps): OnRefused {
  const recordRefusal = createRecordRefusal(deps);
  return (reason, request) => {
    const { source, requestId } = getContext(request);
    deps.log.warn({ reason, source, requestId }, 'A request that claimed to be from Slack was refused');
    const organizationId = deps.organizationId();
    if (reason === 'unavailable' || organizationId === null) return;
    void recordRefusal({ organizationId, action: 'slack.refused', actor: systemActor, reason, source });
  };
}
