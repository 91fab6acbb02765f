/** `4h`, `30m` or `90`: minutes; `null` if it is none of these. */
export function parseLifetime(text: string): number | null {
  const [, count = '', unit = 'm'] = /^(\d{1,5})([mh]?)$/.exec(text.trim()) ?? [];
  if (count === '') return null;
  return unit === 'h' ? Number(count) * 60 : Number(count);
}

/**
 * A moment in ISO 8601 with its offset from UTC, such as `2026-12-07T08:00+01:00`. Without the offset, an hour that a change of the clock
 * repeats could mean two moments, and one that it skips none. @returns milliseconds since the epoch; `null` if it is no such moment
 */
export function parseStart(text: string): number | null {
  const written = text.trim().toUpperCase();
  const [, day] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/.exec(written) ?? [];
  const at = Date.parse(written);
  if (day === undefined || Number.isNaN(at)) return null;
  // The 30th of February is another day to `Date`.
  const midnight = new Date(`${day}T00:00:00Z`);
  return midnight.toISOString().startsWith(day) ? at : null;
}
