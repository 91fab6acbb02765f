import type { Logger } from '@slack/logger';
import webApi, { WebClient } from '@slack/web-api';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { SendRequest } from './send-request.ts';

export interface WebClients {
  /** Tries again by itself on a 429 or a network fault; for reading. */
  readonly withRetries: WebClient;
  /**
   * Tries once. For the message that holds a code: a second try could show it twice. And for notices: a client that
   * waits out a 429 waits with everything else that was asked of it, for as long as Slack says.
   */
  readonly withoutRetries: WebClient;
}

export function createWebClients(options: {
  readonly botToken: Secret;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly send: SendRequest;
}): WebClients {
  const shared = {
    slackApiUrl: options.apiUrl,
    logger: options.logger,
    allowAbsoluteUrls: false,
    fetch: options.send,
  };
  const token = options.botToken.reveal();
  return {
    withRetries: new WebClient(token, {
      ...shared,
      timeout: 10_000,
      retryConfig: { ...webApi.retryPolicies.rapidRetryPolicy, retries: 2, maxRetryTime: 15_000 },
    }),
    withoutRetries: new WebClient(token, {
      ...shared,
      timeout: 10_000,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
  };
}
