import { z } from 'zod';
import { describeApi } from '../describe-api.ts';
import type { Endpoint } from '../endpoint.ts';

const documentSchema = z.looseObject({
  openapi: z.literal('3.1.1'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});

/** Serves the OpenAPI description of all endpoints. */
export function createDescriptionEndpoint(others: readonly Endpoint[]): Endpoint {
  const endpoint: Endpoint = {
    method: 'get',
    path: '/openapi.json',
    operation: {
      id: 'showDescription',
      summary: 'This description',
      description: 'All endpoints, as OpenAPI.',
      needsCredential: false,
      body: null,
      success: { description: 'An OpenAPI document.', schema: documentSchema },
      errors: [],
    },
    async handle(_request, response) {
      response.json(description);
    },
  };
  const description = describeApi([...others, endpoint]);
  return endpoint;
}
