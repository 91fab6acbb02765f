import { App, type Receiver } from '@slack/bolt';
import type { Logger } from '@slack/logger';
import type { Secret } from '../domain/secret.ts';
import { registerAskApproval } from './actions/ask-approval.ts';
import { registerCancelRequest } from './actions/cancel-request.ts';
import { registerDecideRequest } from './actions/decide-request.ts';
import { registerDisownCode } from './actions/disown-code.ts';
import { registerGenerateCode } from './actions/generate-code.ts';
import { registerHideCode } from './actions/hide-code.ts';
import { registerRevokeCode } from './actions/revoke-code.ts';
import { registerShowPrompt } from './actions/show-prompt.ts';
import { registerUnlockUser } from './actions/unlock-user.ts';
import type { BotDeps } from './bot-deps.ts';
import { registerBackupcodeCommand } from './commands/backupcode.ts';
import { registerAnswerMessage } from './events/answer-message.ts';
import { registerAppHomeOpened } from './events/app-home-opened.ts';
import { tolerateGaps } from './receivers/tolerate-gaps.ts';

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
  registerBackupcodeCommand(app, deps);
  registerShowPrompt(app, deps);
  registerGenerateCode(app, deps);
  registerCancelRequest(app, deps);
  registerAskApproval(app, deps);
  registerDecideRequest(app, deps);
  registerHideCode(app, deps);
  registerRevokeCode(app, deps);
  registerDisownCode(app, deps);
  registerUnlockUser(app, deps);
  registerAppHomeOpened(app, deps);
  registerAnswerMessage(app, deps);
  app.error(async (error) => {
    deps.log.error({ err: error }, 'An event from Slack could not be handled');
  });
  return app;
}
