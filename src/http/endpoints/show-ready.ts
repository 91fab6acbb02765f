import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { getContext } from '../request-context.ts';
import { sendError } from '../send-error.ts';

export interface ReadyEndpointDeps {
  /** Whether the program has started and is not stopping. */
  readonly isReady: () => boolean;
  /** Throws if the store cannot be used: read from and written to. */
  readonly checkStore: () => Promise<void>;
  /** Whether notices wait that should have been sent. Throws as `checkStore`. */
  readonly isOutboxLate: () => Promise<boolean>;
  readonly slackState: () => 'ok' | 'refused' | 'unavailable';
}

const readySchema = z.strictObject({
  status: z
    .enum(['ready', 'degraded'])
    .describe('`degraded`: codes can be redeemed, but a part is in trouble.'),
  store: z.literal('ok'),
  slack: z
    .enum(['ok', 'refused', 'unavailable'])
    .describe('`refused`: Slack does not accept a token. `unavailable`: Slack does not answer.'),
  outbox: z.enum(['ok', 'late']).describe('`late`: notices wait that should have been sent.'),
});

/**
 * Whether requests should be sent here: people redeem and sign in without Slack, so its trouble is told and does not make the
 * instance unready (S15). Nobody has to sign in for it, so it names no cause: that is in the log.
 */
export function createReadyEndpoint(deps: ReadyEndpointDeps): Endpoint {
  const { isReady, checkStore, isOutboxLate, slackState } = deps;
  return {
    method: 'get',
    path: '/health/ready',
    operation: {
      id: 'showReady',
      summary: 'Can it serve?',
      description:
        'For a load balancer: 200 if the program has started and its store can be read and written. For monitoring: how Slack and the outbox of notices are.',
      needsCredential: false,
      body: null,
      success: { description: 'Codes can be redeemed.', schema: readySchema },
      errors: ['unavailable'],
    },
    async handle(request, response) {
      if (!isReady()) return sendError(request, response, 'unavailable');
      let isLate: boolean;
      try {
        await checkStore();
        isLate = await isOutboxLate();
      } catch (error) {
        getContext(request).log.warn({ err: error }, 'The store is away');
        return sendError(request, response, 'unavailable');
      }
      const slack = slackState();
      response.json({
        status: slack === 'ok' && !isLate ? 'ready' : 'degraded',
        store: 'ok',
        slack,
        outbox: isLate ? 'late' : 'ok',
      } satisfies z.infer<typeof readySchema>);
    },
  };
}
