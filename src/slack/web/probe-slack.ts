import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';

const authSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
});

/** For `doctor`: what the token is good for, and how far our clock is from Slack's. */
export type SlackProbe =
  | {
      readonly kind: 'ok';
      readonly teamName: string;
      readonly teamId: string;
      readonly enterpriseId: string | null;
      readonly scopes: readonly string[];
      /** Slack's clock by its `Date` header; milliseconds since the epoch, to the second */
      readonly dateHeaderMs: number;
      readonly roundTripMs: number;
    }
  | { readonly kind: 'failed'; readonly error: string };

export async function probeSlack(options: {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly clock: Clock;
  readonly fetchFn?: typeof fetch;
}): Promise<SlackProbe> {
  const startedAt = options.clock.now();
  try {
    const response = await (options.fetchFn ?? fetch)(new URL('auth.test', options.apiUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${options.botToken}` },
      signal: AbortSignal.timeout(10_000),
    });
    const body = authSchema.parse(await response.json());
    if (!body.ok) return { kind: 'failed', error: body.error ?? `http_${response.status}` };
    const dateHeaderMs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(dateHeaderMs)) return { kind: 'failed', error: 'no_date_header' };
    return {
      kind: 'ok',
      teamName: body.team ?? '',
      teamId: body.team_id ?? '',
      enterpriseId: body.enterprise_id ?? null,
      scopes: (response.headers.get('x-oauth-scopes') ?? '')
        .split(',')
        .flatMap((scope) => scope.trim() || []),
      dateHeaderMs,
      roundTripMs: options.clock.now() - startedAt,
    };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.message : 'unknown' };
  }
}
