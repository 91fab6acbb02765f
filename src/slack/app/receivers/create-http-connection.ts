import { ExpressReceiver } from '@slack/bolt';
import type { Logger } from '@slack/logger';
import { Router } from 'express';
import type { ReplayKeys } from '../../../ports/deliveries.ts';
import type { Connection } from './connection.ts';
import { createRequestMemory } from './remember-request.ts';
import { createVerifySlackRequest, getAdmission, type VerifyOptions } from './verify-slack-request.ts';

export const SLACK_EVENTS_PATH = '/slack/events';

export interface HttpReceiverOptions extends Omit<VerifyOptions, 'memory'> {
  readonly replayKeys: ReplayKeys;
  readonly logger: Logger;
}

/**
 * Receives Slack's signed HTTP requests. The handler is to be mounted, before any body parser, on the service's own HTTP
 * server.
 */
export function createHttpConnection(options: HttpReceiverOptions): Connection {
  const memory = createRequestMemory(options.replayKeys, options.clock);
  const router = Router();
  router.post(SLACK_EVENTS_PATH, createVerifySlackRequest({ ...options, memory }));
  const receiver = new ExpressReceiver({
    // Bolt checks the signature once more (S1): a fault in our check alone lets nobody in.
    signingSecret: options.signingSecret.reveal(),
    logger: options.logger,
    endpoints: SLACK_EVENTS_PATH,
    router,
    customPropertiesExtractor: (request) => ({ admission: getAdmission(request) }),
  });
  return {
    receiver,
    httpHandler: router,
    prepare: () => memory.fill(),
    // The service's own server listens for it.
    start: async () => {},
    stop: async () => {},
    async isAdmitted({ admission }) {
      // A request that nothing is known of is one that was let in by mistake.
      if (!(admission instanceof Promise)) throw new Error('A request came around the check');
      return (await admission) === true;
    },
  };
}
