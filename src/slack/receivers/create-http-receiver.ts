import { ExpressReceiver } from '@slack/bolt';
import type { Logger } from '@slack/logger';
import { Router } from 'express';
import { createVerifySlackRequest, type VerifyOptions } from './verify-slack-request.ts';

export const SLACK_EVENTS_PATH = '/slack/events';

export interface HttpReceiverOptions extends VerifyOptions {
  readonly logger: Logger;
}

/**
 * Receives Slack's signed HTTP requests. `router` is to be mounted, before any body parser, on the service's own HTTP
 * server.
 */
export function createHttpReceiver(options: HttpReceiverOptions): {
  readonly receiver: ExpressReceiver;
  readonly router: Router;
} {
  const router = Router();
  router.post(SLACK_EVENTS_PATH, createVerifySlackRequest(options));
  const receiver = new ExpressReceiver({
    signingSecret: options.signingSecret.reveal(),
    logger: options.logger,
    endpoints: SLACK_EVENTS_PATH,
    router,
  });
  return { receiver, router };
}
