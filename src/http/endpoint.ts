import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ErrorCode } from '../domain/error-codes.ts';
import { say } from '../messages/say.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'header';
  readonly description: string;
  readonly isRequired: boolean;
  readonly schema: z.ZodType;
}

/** What an endpoint accepts and answers. `/openapi.json` is generated from it, and tests check answers against it. */
export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly needsCredential: boolean;
  readonly parameters?: readonly Parameter[];
  readonly body: z.ZodType | null;
  readonly success: { readonly description: string; readonly schema: z.ZodType };
  /** In addition to `internal`, which any endpoint may answer. */
  readonly errors: readonly ErrorCode[];
}

export interface Endpoint {
  readonly method: 'get' | 'post';
  /** As Express writes it: `/v1/challenges/:id` */
  readonly path: string;
  readonly operation: Operation;
  handle(request: Request, response: Response): Promise<void>;
}

const problemsSchema = z.array(z.string()).describe('The problems in the body, field by field.');

/** The body of an answer with one of these errors. */
export function createErrorSchema(codes: readonly ErrorCode[]): z.ZodType {
  return z.strictObject({
    error: z.strictObject({
      code: z.enum(codes),
      message: z
        .enum(codes.map((code) => say(`error.${code}.message`)))
        .describe('Safe to show to the person who signs in.'),
      requestId: z.string().min(1).describe('Identifies this request in the log.'),
      ...(codes.includes('invalid_body') ? { problems: problemsSchema.optional() } : {}),
    }),
  });
}
