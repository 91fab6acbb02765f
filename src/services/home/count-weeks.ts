import type { OrganizationId } from '../../domain/ids.ts';
import type { Readers } from '../../ports/store.ts';
import { isLook } from './is-look.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
const WEEKS = 4;
const WINDOW = 500;
/** What is older is left out, and the figures say so: they must not make a busy organization wait. */
const EVENTS_MAX = 5000;

export interface WeekCounts {
  /** Its first moment; milliseconds since the epoch. */
  readonly since: number;
  readonly issued: number;
  readonly used: number;
  readonly unused: number;
  readonly refused: number;
  /** People who were issued more than one code in that week. */
  readonly repeated: number;
  /** Whether it is older, in part, than what was counted. */
  readonly isPartial: boolean;
}

/** The last four weeks, each of seven days up to now, the oldest first. */
export async function countWeeks(
  { audit }: Pick<Readers, 'audit'>,
  organizationId: OrganizationId,
  now: number,
): Promise<WeekCounts[]> {
  const weeks = Array.from({ length: WEEKS }, (_, index) => ({
    since: now - (WEEKS - index) * WEEK_MS,
    used: 0,
    unused: 0,
    refused: 0,
    issuedTo: [] as string[],
  }));
  const begin = now - WEEKS * WEEK_MS;
  let before = (await audit.head(organizationId)).sequence + 1;
  let oldest = now;
  for (let read = 0; read < EVENTS_MAX && before > 1 && oldest >= begin; read += WINDOW) {
    const after = Math.max(0, before - 1 - WINDOW);
    const events = await audit.list(organizationId, { after, limit: before - 1 - after });
    for (const event of events) {
      const { at, action, target } = event;
      const week = weeks[Math.floor((Date.parse(at) - begin) / WEEK_MS)];
      if (week === undefined) continue;
      if (action === 'code.delivered') week.issuedTo.push(target ?? '');
      else if (action === 'code.redeemed') week.used += 1;
      else if (action === 'code.expired') week.unused += 1;
      else if (action === 'request.refused' && !isLook(event)) week.refused += 1;
    }
    oldest = Date.parse(events[0]?.at ?? '') || oldest;
    before = after + 1;
  }
  const isAllRead = before <= 1 || oldest < begin;
  return weeks.map(({ since, issuedTo, ...counts }) => ({
    since,
    ...counts,
    issued: issuedTo.length,
    repeated: new Set(issuedTo.filter((each, index) => issuedTo.indexOf(each) !== index)).size,
    isPartial: !isAllRead && since < oldest,
  }));
}
