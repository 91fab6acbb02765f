import { VendorError } from '../../ports/vendor.ts';

/** Today in UTC, as `YYYY-MM-DD`, which compares as text. Where a person lives, the day may differ for some hours. */
export function today(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/**
 * The day of a vendor's date. Empty and all zeros are no date.
 * @throws VendorError for a form that we don't know: a last day that is not understood must not leave an account open
 */
export function readDay(text: string | null, field: string): string | null {
  if (text === null || text.startsWith('0000-00-00')) return null;
  const [day] = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text) ?? [];
  if (day === undefined) throw new VendorError('unexpected_answer', `field ${field}`);
  return day;
}
