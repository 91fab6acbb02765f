import { currentReader, defaultLocales } from './reader.ts';

/** A list in the reader's language: `Adam, Olivia and 3 more`. English without the comma before `and`, as in the catalogue. */
export function joinList(items: readonly string[]): string {
  const { language } = currentReader();
  return new Intl.ListFormat(defaultLocales[language], { type: 'conjunction' }).format(items);
}

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();
/** More than an organization has languages and zones. Browsers name locales as they like, and must not fill the memory. */
const FORMATS_MAX = 200;

/** A moment in the reader's zone, which is named: `30 Nov 2026, 20:54 CET`. @param at milliseconds since the epoch */
export function writeTime(at: number): string {
  return format(at, { year: 'numeric', month: 'short', day: 'numeric' });
}

/**
 * The same with the day of the week, for what is some hours away: `Tuesday 24 November, 21:05 UTC`. @param at milliseconds since the epoch
 */
export function writeMoment(at: number): string {
  return format(at, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** The time of day alone: `20:54 CET`. @param at milliseconds since the epoch */
export function writeTimeOfDay(at: number): string {
  return format(at, {});
}

function format(at: number, day: Intl.DateTimeFormatOptions): string {
  const { locale, timeZone } = currentReader();
  const key = [locale, timeZone, ...Object.keys(day)].join(' ');
  let found = formats.get(key);
  if (found === undefined) {
    if (formats.size >= FORMATS_MAX) formats.clear();
    const time = { hour: 'numeric', minute: '2-digit', timeZone, timeZoneName: 'short' } as const;
    found = new Intl.DateTimeFormat(locale, { ...day, ...time });
    formats.set(key, found);
  }
  // Some locales have a narrow no-break space, which not every terminal and font shows.
  return found.format(at).replaceAll('\u202f', ' ');
}
