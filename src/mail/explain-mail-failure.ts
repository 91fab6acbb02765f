import { z } from 'zod';
import type { NotifyResult } from '../ports/notifier.ts';

const errorSchema = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  permanent: z.boolean().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  originalCode: z.string().optional(),
});

/**
 * Whether another try can help. Only a 5xx to the recipient or to the email itself is final: one to our login, our address
 * or our connection is about the settings, and an operator may fix those in time. Keeps codes and nothing else: what a
 * server says may quote what was sent.
 */
export function explainMailFailure(error: unknown): Extract<NotifyResult, { why: string }> {
  const { code, command, permanent, responseCode, response, originalCode } =
    errorSchema.safeParse(error).data ?? {};
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  const status = responseCode === undefined ? null : [responseCode, enhanced].filter(Boolean).join(' ');
  const isFinal =
    permanent === true &&
    (command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE') &&
    status !== null;
  if (isFinal) return { kind: 'undeliverable', why: status };
  const name = originalCode ?? code ?? (error instanceof Error ? error.name : 'unknown');
  const why = [name.replace(/[^\w.-]/g, ''), status].filter(Boolean).join(' ');
  return { kind: 'failed', why, retryAfterMs: null };
}
