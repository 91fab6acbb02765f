import { z } from 'zod';
import type { Demo } from './start-demo.ts';

const answerSchema = z.object({
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  user: z.object({ login: z.string() }).optional(),
});

export interface RedeemAnswer {
  readonly status: number;
  /** the error's code; `null` on success */
  readonly code: string | null;
  readonly summary: string;
}

/** Redeems a code as a client would. */
export async function redeemByHttp(
  { service, credential }: Pick<Demo, 'service' | 'credential'>,
  user: string,
  code: string,
): Promise<RedeemAnswer> {
  const response = await fetch(`${service.httpUrl}/v1/codes/redeem`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credential.reveal()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ user, code }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = answerSchema.parse(await response.json());
  const summary =
    answer.error === undefined
      ? `signed in: ${answer.user?.login ?? '?'}`
      : `${answer.error.code}: ${answer.error.message}`;
  return { status: response.status, code: answer.error?.code ?? null, summary };
}
