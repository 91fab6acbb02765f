import { slackApprove } from './approve.ts';
import { slackConflict } from './conflict.ts';
import { slackDelegate } from './delegate.ts';
import { slackDevice } from './device.ts';
import { slackDisown } from './disown.ts';
import { slackFind } from './find.ts';
import { slackFreeze } from './freeze.ts';
import { slackGlass } from './glass.ts';
import { slackHelp } from './help.ts';
import { slackHistory } from './history.ts';
import { slackHome } from './home.ts';
import { slackIssue } from './issue.ts';
import { slackList } from './list.ts';
import { slackNotice } from './notice.ts';
import { slackPolicy } from './policy.ts';
import { slackProvider } from './provider.ts';
import { slackRequest } from './request.ts';
import { slackShared } from './shared.ts';
import { slackShortcut } from './shortcut.ts';
import { slackStatus } from './status.ts';
import { slackSync } from './sync.ts';
import { slackTerm } from './term.ts';
import { slackUnlock } from './unlock.ts';
import { slackVerify } from './verify.ts';
import { slackWho } from './who.ts';

export const slack = {
  ...slackShared,
  ...slackApprove,
  ...slackConflict,
  ...slackDevice,
  ...slackDelegate,
  ...slackDisown,
  ...slackFind,
  ...slackFreeze,
  ...slackGlass,
  ...slackHelp,
  ...slackHome,
  ...slackHistory,
  ...slackIssue,
  ...slackList,
  ...slackNotice,
  ...slackPolicy,
  ...slackShortcut,
  ...slackProvider,
  ...slackRequest,
  ...slackStatus,
  ...slackSync,
  ...slackTerm,
  ...slackUnlock,
  ...slackVerify,
  ...slackWho,
} as const;
