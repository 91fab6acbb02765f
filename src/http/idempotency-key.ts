import type { Request } from 'express';
import { z } from 'zod';
import { IDEMPOTENCY_KEY } from '../domain/redeeming/redeem-outcome.ts';
import type { Parameter } from './endpoint.ts';

export const idempotencyParameter: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A fresh random text for this request, such as a UUID: printable ASCII without spaces. If the answer is lost, send the same request with the same key within 24 hours to get it again. The assertion is the same, too: it ends two minutes after the code was used.',
  isRequired: false,
  schema: z.string().min(1).max(255).regex(IDEMPOTENCY_KEY),
};

export type ReadKey = { readonly kind: 'key'; readonly key: string | null } | { readonly kind: 'bad' };

/** The request's idempotency key, or none. Two keys or a malformed one are refused: continuing without a key could make a retry fail. */
export function readIdempotencyKey(request: Request): ReadKey {
  const given = request.headersDistinct['idempotency-key'] ?? [];
  const [key, ...more] = given;
  if (key === undefined) return { kind: 'key', key: null };
  return more.length === 0 && IDEMPOTENCY_KEY.test(key) ? { kind: 'key', key } : { kind: 'bad' };
}
