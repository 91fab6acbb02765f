import { slackApprove } from './slack-approve.ts';
import { slackDisown } from './slack-disown.ts';
import { slackHealth } from './slack-health.ts';
import { slackHelp } from './slack-help.ts';
import { slackIssue } from './slack-issue.ts';
import { slackNotice } from './slack-notice.ts';
import { slackShared } from './slack-shared.ts';
import { slackStatus } from './slack-status.ts';
import { slackUnlock } from './slack-unlock.ts';

/** What people read in Slack. */
export const slack = {
  ...slackShared,
  ...slackApprove,
  ...slackDisown,
  ...slackHealth,
  ...slackHelp,
  ...slackIssue,
  ...slackNotice,
  ...slackStatus,
  ...slackUnlock,
} as const satisfies Record<`slack.${string}`, string>;
