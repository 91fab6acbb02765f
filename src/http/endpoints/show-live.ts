import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';

const liveSchema = z.strictObject({ status: z.literal('live') });

/**
 * Whether the process answers at all. It doesn't check dependencies, so their outage doesn't get the process restarted.
 */
export function createLiveEndpoint(): Endpoint {
  return {
    method: 'get',
    path: '/health/live',
    operation: {
      id: 'showLive',
      summary: 'Is the process alive?',
      description: 'For a supervisor that restarts a process which doesn’t answer.',
      needsCredential: false,
      body: null,
      success: { description: 'It’s alive.', schema: liveSchema },
      errors: [],
    },
    async handle(_request, response) {
      response.json({ status: 'live' } satisfies z.infer<typeof liveSchema>);
    },
  };
}
