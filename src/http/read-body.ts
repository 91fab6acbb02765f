import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ErrorCode } from '../domain/error-codes.ts';
import { listProblems } from './list-problems.ts';
import { readJsonBody } from './read-json-body.ts';
import { sendError } from './send-error.ts';

/** Errors that {@link readBody} answers itself. */
export const bodyErrors = [
  'invalid_body',
  'body_too_large',
  'unsupported_media_type',
] as const satisfies readonly ErrorCode[];

/** The body, valid by the schema; otherwise `null`, and the request has been answered. */
export async function readBody<Body extends object>(
  request: Request,
  response: Response,
  schema: z.ZodType<Body>,
): Promise<Body | null> {
  const body = await readJsonBody(request, response);
  if (body.kind === 'refused') {
    sendError(request, response, body.code, body.problems);
    return null;
  }
  const parsed = schema.safeParse(body.value);
  if (parsed.success) return parsed.data;
  sendError(request, response, 'invalid_body', listProblems(parsed.error));
  return null;
}
