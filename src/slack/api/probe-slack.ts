import { z } from 'zod';
import { say } from '../../messages/say.ts';
import type { Clock } from '../../ports/clock.ts';
import { type SendRequest, sendRequest } from './send-request.ts';

const authSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
});

/** For `doctor`: what the bot token is good for, and how far our clock is from Slack's. */
export type SlackProbe =
  | {
      readonly kind: 'ok';
      readonly teamName: string;
      readonly teamId: string;
      readonly enterpriseId: string | null;
      /** `null` if the answer had no header with them */
      readonly scopes: readonly string[] | null;
      /** Slack's clock by its `Date` header; milliseconds since the epoch, to the second; `null` if there was none */
      readonly dateHeaderMs: number | null;
      readonly roundTripMs: number;
    }
  | { readonly kind: 'failed'; readonly error: string };

export interface ProbeOptions {
  readonly apiUrl: string;
  readonly token: string;
  readonly clock: Clock;
  readonly send?: SendRequest;
}

const PROBE_MS_MAX = 10_000;

export async function probeSlack(options: ProbeOptions): Promise<SlackProbe> {
  const startedAt = options.clock.now();
  try {
    const response = await callSlack('auth.test', options);
    const body = authSchema.parse(await response.json());
    if (!body.ok) return { kind: 'failed', error: body.error ?? `http_${response.status}` };
    const dateHeaderMs = Date.parse(response.headers.get('date') ?? '');
    const scopes = response.headers.get('x-oauth-scopes');
    return {
      kind: 'ok',
      teamName: body.team ?? '',
      teamId: body.team_id ?? '',
      enterpriseId: body.enterprise_id ?? null,
      scopes: scopes === null ? null : scopes.split(',').flatMap((scope) => scope.trim() || []),
      dateHeaderMs: Number.isNaN(dateHeaderMs) ? null : dateHeaderMs,
      roundTripMs: options.clock.now() - startedAt,
    };
  } catch (error) {
    return { kind: 'failed', error: nameFailure(error) };
  }
}

export type TokenProbe = { readonly kind: 'ok' } | { readonly kind: 'failed'; readonly error: string };

/** For `doctor`: whether Slack would open a socket for the app token. None is opened: the address that it gives is not used. */
export async function probeAppToken(options: ProbeOptions): Promise<TokenProbe> {
  try {
    const response = await callSlack('apps.connections.open', options);
    const body = authSchema.parse(await response.json());
    return body.ok ? { kind: 'ok' } : { kind: 'failed', error: body.error ?? `http_${response.status}` };
  } catch (error) {
    return { kind: 'failed', error: nameFailure(error) };
  }
}

/** Calls a method of the Web API by itself, once. */
export function callSlack(
  method: string,
  { apiUrl, token, send = sendRequest }: ProbeOptions,
  fields: Readonly<Record<string, string>> = {},
): ReturnType<SendRequest> {
  return send(new URL(method, apiUrl), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
    signal: AbortSignal.timeout(PROBE_MS_MAX),
  });
}

function nameFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof z.ZodError || error instanceof SyntaxError) return say('slack.health.not_slack');
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
