import type { Inline } from './inline.ts';

/** `!date^1392734382^{date} at {time}^https://…` */
export function dateAt(head: string, fallback: string): Extract<Inline, { kind: 'date' }> {
  const [, seconds = '', format = '', url = ''] = head.split('^');
  return { kind: 'date', seconds: Number(seconds), format, fallback, url };
}

const DAY_MS = 86_400_000;

/** Writes a date as Slack's client does for its reader; the fallback where the format makes no sense. */
export function formatDate(
  { seconds, format, fallback }: Pick<Extract<Inline, { kind: 'date' }>, 'seconds' | 'format' | 'fallback'>,
  { now, timeZone }: { readonly now: number; readonly timeZone: string | undefined },
): string {
  if (!Number.isFinite(seconds) || !/\{[a-z_]+\}/.test(format)) return fallback;
  const date = new Date(seconds * 1000);
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone }).format(date);
  const dayName = nameDay(date, now, timeZone);
  const long = () => write({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  const middle = () => write({ month: 'long', day: 'numeric', year: 'numeric' });
  const short = () => write({ month: 'short', day: 'numeric', year: 'numeric' });
  const tokens: Record<string, () => string> = {
    date_num: () => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(date),
    date: middle,
    date_short: short,
    date_long: long,
    date_pretty: () => dayName ?? middle(),
    date_short_pretty: () => dayName ?? short(),
    date_long_pretty: () => dayName ?? long(),
    time: () => write({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => write({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => describeDistance(date.getTime() - now),
  };
  return format.replace(/\{([a-z_]+)\}/g, (all, token: string) => tokens[token]?.() ?? all);
}

function nameDay(date: Date, now: number, timeZone: string | undefined): string | undefined {
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone });
  const wanted = day.format(date);
  if (wanted === day.format(now)) return 'today';
  if (wanted === day.format(now - DAY_MS)) return 'yesterday';
  return wanted === day.format(now + DAY_MS) ? 'tomorrow' : undefined;
}

function describeDistance(ms: number): string {
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const units = [
    ['day', DAY_MS],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const;
  for (const [unit, size] of units) {
    if (Math.abs(ms) >= size) return relative.format(Math.round(ms / size), unit);
  }
  return relative.format(Math.round(ms / 1000), 'second');
}
