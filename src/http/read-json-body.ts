import express, { type Request, type Response } from 'express';
import type { ErrorCode } from '../domain/error-codes.ts';

export const BODY_BYTES_MAX = 4096;

export type JsonBody =
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly problems: readonly string[] };

/** Doesn't decompress: a few bytes could expand to gigabytes. */
const parseJson = express.json({
  type: 'application/json',
  limit: BODY_BYTES_MAX,
  inflate: false,
  strict: true,
});

/** The parser's names for its refusals. Any other client error means that it couldn't read the body. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  'entity.too.large': 'body_too_large',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
};

/**
 * Reads a JSON object or array of up to {@link BODY_BYTES_MAX} bytes.
 * @throws what the parser doesn't report as the caller's error
 */
export async function readJsonBody(request: Request, response: Response): Promise<JsonBody> {
  const type = request.is('application/json');
  if (type === null) return { kind: 'refused', code: 'invalid_body', problems: ['The body is missing.'] };
  if (type === false) return { kind: 'refused', code: 'unsupported_media_type', problems: [] };
  const error = await new Promise<unknown>((resolve) => parseJson(request, response, resolve));
  if (error === undefined) return { kind: 'body', value: request.body };
  if (!(error instanceof Error) || !('status' in error) || Number(error.status) >= 500) throw error;
  const name = 'type' in error ? String(error.type) : '';
  const code = refusals[name] ?? 'invalid_body';
  // The parser's message quotes the body, which may contain a code.
  return {
    kind: 'refused',
    code,
    problems: code === 'invalid_body' ? ['The body isn’t a JSON object.'] : [],
  };
}
