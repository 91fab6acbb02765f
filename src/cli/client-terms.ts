import { clientScopes, isClientScope } from '../domain/clients/client.ts';
import { say } from '../messages/say.ts';
import type { ClientAllowance } from '../ports/clients.ts';
import { quote } from './print.ts';

export type ParsedTerms =
  | { readonly kind: 'terms'; readonly terms: Partial<ClientAllowance> }
  | { readonly kind: 'bad'; readonly problem: string };

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `90d`, `24h`, `30m` or `0`; `null` if it is none of these. Milliseconds. */
export function parseDuration(text: string): number | null {
  if (text === '0') return 0;
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const unitMs = UNITS_MS[unit];
  return count === undefined || unitMs === undefined ? null : Number(count) * unitMs;
}

/** Reads what a client may do; what isn't given is left out. */
export function parseClientTerms(
  options: { readonly scope?: string; readonly expires?: string; readonly rate?: string },
  now: number,
): ParsedTerms {
  const scopes = options.scope?.split(',').map((name) => name.trim());
  const unknown = scopes?.find((name) => !isClientScope(name));
  if (unknown !== undefined)
    return {
      kind: 'bad',
      problem: say('cli.client.unknownScope', { scope: quote(unknown), scopes: clientScopes.join(', ') }),
    };
  const expiresAt = options.expires === undefined ? undefined : parseExpiry(options.expires, now);
  if (expiresAt === 'bad') return { kind: 'bad', problem: say('cli.client.badExpiry') };
  if (options.rate !== undefined && !/^\d{1,6}$/.test(options.rate))
    return { kind: 'bad', problem: say('cli.client.badRate') };
  return {
    kind: 'terms',
    terms: {
      ...(scopes === undefined ? {} : { scopes: scopes.filter(isClientScope) }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(options.rate === undefined ? {} : { requestsPerMinute: Number(options.rate) }),
    },
  };
}

function parseExpiry(text: string, now: number): number | null | 'bad' {
  if (text === 'never') return null;
  const duration = parseDuration(text);
  if (duration !== null) return now + duration;
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? 'bad' : time;
}
