import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { getContext } from '../request-context.ts';
import { sendError } from '../send-error.ts';

export interface ReadyEndpointDeps {
  /** Whether the program has started and is not stopping. */
  readonly isReady: () => boolean;
  /** Throws if the store cannot be used. */
  readonly checkStore: () => Promise<void>;
}

const readySchema = z.strictObject({ status: z.literal('ready') });

/** Whether requests should be sent here. Nobody has to sign in for it, so it names no cause: that is in the log. */
export function createReadyEndpoint({ isReady, checkStore }: ReadyEndpointDeps): Endpoint {
  return {
    method: 'get',
    path: '/health/ready',
    operation: {
      id: 'showReady',
      summary: 'Can it serve?',
      description: 'For a load balancer: the program has started and its store answers.',
      needsCredential: false,
      body: null,
      success: { description: 'It can.', schema: readySchema },
      errors: ['unavailable'],
    },
    async handle(request, response) {
      if (!isReady()) return sendError(request, response, 'unavailable');
      try {
        await checkStore();
      } catch (error) {
        getContext(request).log.warn({ err: error }, 'The store is away');
        return sendError(request, response, 'unavailable');
      }
      response.json({ status: 'ready' } satisfies z.infer<typeof readySchema>);
    },
  };
}
