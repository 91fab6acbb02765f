import { App, type Receiver } from '@slack/bolt';
import type { Logger } from '@slack/logger';
import type { Secret } from '../../domain/crypto/secret.ts';
import { registerApproveRequest } from '../features/approve/approve-request.ts';
import { registerAskApproval } from '../features/approve/ask-approval.ts';
import { registerRejectRequest } from '../features/approve/reject-request.ts';
import { registerBreakGlass } from '../features/break-glass/break-glass.ts';
import { registerReviewBreakGlass } from '../features/break-glass/review.ts';
import { registerDelegate } from '../features/delegate/clicks.ts';
import { registerDisownCode } from '../features/disown/disown-code.ts';
import { registerFind } from '../features/find/choose.ts';
import { registerFreeze } from '../features/freeze/clicks.ts';
import { registerAnswerMessage } from '../features/help/answer-message.ts';
import { registerHistory } from '../features/history/turn-page.ts';
import { registerAppHomeOpened } from '../features/home/app-home-opened.ts';
import { registerChangePolicy } from '../features/home/change-policy.ts';
import { registerHomeClicks } from '../features/home/home-clicks.ts';
import { registerResolveConflict } from '../features/home/resolve-conflict.ts';
import { registerCancelRequest } from '../features/issue/cancel-request.ts';
import { registerGenerateCode } from '../features/issue/generate-code.ts';
import { registerHideCode } from '../features/issue/hide-code.ts';
import { registerIssueShortcuts } from '../features/issue/shortcuts.ts';
import { registerShowPrompt } from '../features/issue/show-prompt.ts';
import { registerList } from '../features/list/turn-page.ts';
import { registerChooseOptions } from '../features/options/choose-options.ts';
import { registerPersonChanged } from '../features/people/person-changed.ts';
import { registerAskForHelp } from '../features/request/ask.ts';
import { registerTakeHelp } from '../features/request/take.ts';
import { registerRevokeCode } from '../features/revoke/revoke-code.ts';
import { registerRevokeIssued } from '../features/revoke/revoke-issued.ts';
import { registerDecideSync } from '../features/sync/decide-sync.ts';
import { registerUnlockUser } from '../features/unlock/unlock-user.ts';
import { registerIssueAnother } from '../features/unused/issue-another.ts';
import { registerAnswerAsManager } from '../features/verify/answer-as-manager.ts';
import { registerShowNumber } from '../features/verify/show-number.ts';
import { registerVerifyCaller } from '../features/verify/verify-caller.ts';
import type { BotDeps } from './bot-deps.ts';
import { registerBackupcodeCommand } from './on-command.ts';
import { tolerateGaps } from './receivers/tolerate-gaps.ts';
import { createSpeakToPerson } from './speak-to-person.ts';

/** Bolt ignores what the bot itself has sent, by these. */
export interface BotIds {
  readonly botId?: string | undefined;
  readonly botUserId?: string | undefined;
}

export interface BotOptions {
  readonly receiver: Receiver;
  readonly botToken: Secret;
  /** Asked at each event: unknown until Slack has answered. */
  readonly botIds: () => BotIds;
  readonly apiUrl: string;
  readonly logger: Logger;
}

/** The Bolt app with every listener, whichever way it is connected. Asks Slack nothing: it is made while Slack is away, too. */
export function createBot(options: BotOptions, deps: BotDeps): App {
  const botToken = options.botToken.reveal();
  const app = new App({
    authorize: async () => {
      const { botId, botUserId } = options.botIds();
      return {
        botToken,
        ...(botId === undefined ? {} : { botId }),
        ...(botUserId === undefined ? {} : { botUserId }),
      };
    },
    receiver: tolerateGaps(options.receiver),
    clientOptions: { slackApiUrl: options.apiUrl },
    logger: options.logger,
    logLevel: options.logger.getLevel(),
    convoStore: false,
  });
  app.use(createSpeakToPerson(deps));
  registerBackupcodeCommand(app, deps);
  registerIssueShortcuts(app, deps);
  registerShowPrompt(app, deps);
  registerGenerateCode(app, deps);
  registerCancelRequest(app, deps);
  registerVerifyCaller(app, deps);
  registerChooseOptions(app, deps);
  registerIssueAnother(app, deps);
  registerShowNumber(app, deps);
  registerAnswerAsManager(app, deps);
  registerAskApproval(app, deps);
  registerApproveRequest(app, deps);
  registerRejectRequest(app, deps);
  registerAskForHelp(app, deps);
  registerTakeHelp(app, deps);
  registerDelegate(app, deps);
  registerHideCode(app, deps);
  registerRevokeCode(app, deps);
  registerRevokeIssued(app, deps);
  registerList(app, deps);
  registerFind(app, deps);
  registerHistory(app, deps);
  registerDisownCode(app, deps);
  registerUnlockUser(app, deps);
  registerFreeze(app, deps);
  registerBreakGlass(app, deps);
  registerReviewBreakGlass(app, deps);
  registerDecideSync(app, deps);
  registerAppHomeOpened(app, deps);
  registerHomeClicks(app, deps);
  registerChangePolicy(app, deps);
  registerPersonChanged(app, deps);
  registerResolveConflict(app, deps);
  registerAnswerMessage(app, deps);
  app.error(async (error) => {
    deps.log.error({ err: error }, 'An event from Slack could not be handled');
  });
  return app;
}
