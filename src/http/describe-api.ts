import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../domain/error-codes.ts';
import { say } from '../messages/say.ts';
import { createErrorSchema, type Endpoint, type Operation, type Parameter } from './endpoint.ts';

/** Version of the interface, not of the program. Its major number is the one in the paths. */
const API_VERSION = '1.0.0';

const retryAfter = {
  description: 'Seconds to wait before the next attempt, if known.',
  schema: { type: 'integer', minimum: 0 },
};

/** The endpoints as an OpenAPI document. Its schemas come from those that validate requests. */
export function describeApi(endpoints: readonly Endpoint[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { path, method, operation } of endpoints) {
    const template = path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method]: describeOperation(operation) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Backupcode',
      version: API_VERSION,
      description: 'One-time backup codes that replace a lost second factor, and never the first.',
    },
    paths,
    components: {
      securitySchemes: {
        credential: {
          type: 'http',
          scheme: 'bearer',
          description: 'The credential of a client, `bkc_<id>_<secret>`.',
        },
      },
    },
  };
}

function describeOperation(operation: Operation): Record<string, unknown> {
  const { id, summary, description, needsCredential, parameters = [], body, success, errors } = operation;
  return {
    operationId: id,
    summary,
    description,
    security: needsCredential ? [{ credential: [] }] : [],
    ...(parameters.length === 0 ? {} : { parameters: parameters.map(describeParameter) }),
    ...(body === null ? {} : { requestBody: { required: true, content: describeJson(body, 'input') } }),
    responses: {
      200: { description: success.description, content: describeJson(success.schema, 'output') },
      ...describeErrors([...errors, 'internal']),
    },
  };
}

function describeParameter({ name, in: place, description, isRequired, schema }: Parameter): object {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io: 'input' });
  return { name, in: place, description, required: isRequired, schema: described };
}

/** One answer per status: error codes with the same status share it. */
function describeErrors(codes: readonly ErrorCode[]): Record<string, unknown> {
  const byStatus = Map.groupBy(codes, (code) => errorCodes[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, shared]) => [
      status,
      {
        description: shared.map((code) => `\`${code}\`: ${say(`error.${code}.message`)}`).join('\n'),
        ...(status === 429 || status === 503 ? { headers: { 'Retry-After': retryAfter } } : {}),
        content: describeJson(createErrorSchema(shared), 'output'),
      },
    ]),
  );
}

function describeJson(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  // OpenAPI 3.1 names the schema dialect once, for the whole document.
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io });
  return { 'application/json': { schema: described } };
}
