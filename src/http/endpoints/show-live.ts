import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';

const liveSchema = z.strictObject({ status: z.literal('live') });

/**
 * Whether the process answers at all; says nothing about what it depends on, so an outage does not get it restarted.
 */
export function createLiveEndpoint(): Endpoint {
  return {
    method: 'get',
    path: '/health/live',
    operation: {
      id: 'showLive',
      summary: 'Is the process alive?',
      description: 'For a supervisor that restarts what does not answer.',
      needsCredential: false,
      body: null,
      success: { description: 'It is.', schema: liveSchema },
      errors: [],
    },
    async handle(_request, response) {
      response.json({ status: 'live' } satisfies z.infer<typeof liveSchema>);
    },
  };
}
