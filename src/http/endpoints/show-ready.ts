import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { getContext } from '../request-context.ts';
import { sendError } from '../send-error.ts';

export interface ReadyEndpointDeps {
  /** True once the program has started, until it begins to stop. */
  readonly isReady: () => boolean;
  /** Throws if the store can't be read or written. */
  readonly checkStore: () => Promise<void>;
  /** True if notices wait that should have been sent. Throws like `checkStore`. */
  readonly isOutboxLate: () => Promise<boolean>;
  readonly slackState: () => 'ok' | 'refused' | 'unavailable';
}

const readySchema = z.strictObject({
  status: z
    .enum(['ready', 'degraded'])
    .describe('`degraded`: codes can be redeemed, but one part has a problem.'),
  store: z.literal('ok'),
  slack: z
    .enum(['ok', 'refused', 'unavailable'])
    .describe('`refused`: Slack doesn’t accept a token. `unavailable`: Slack doesn’t answer.'),
  outbox: z.enum(['ok', 'late']).describe('`late`: notices that should have been sent are still waiting.'),
});

/**
 * Whether to route requests here. People redeem and sign in without Slack, so Slack's problems are reported but don't make the
 * instance unready (S15). It needs no credential, so it reveals no cause: the log has it.
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
        'For a load balancer: 200 if the program has started and can read and write its store. For monitoring: the state of Slack and of the notices to send.',
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
