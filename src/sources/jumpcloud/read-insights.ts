import { z } from 'zod';
import { VendorError } from '../../ports/vendor.ts';
import { assertProgress } from '../../vendors/http/assert-progress.ts';
import type { JumpCloudApi } from './jumpcloud-api.ts';

/** Directory Insights: events of accounts. The list of users has no time of change. */
const eventTypes = [
  'user_create',
  'user_update',
  'user_delete',
  'user_suspended',
  'user_unsuspended',
  'user_activated',
];
const PAGE_SIZE = 1000;

const event = z.object({
  resource: z.object({ id: z.string().nullish(), type: z.string().nullish() }).nullish(),
});

/**
 * Ids of the accounts with an event since then; `null` if the credential may not read events, or if there are more than `idsMax`.
 * @param since in RFC 3339
 * @throws VendorError
 */
export async function findChangedIds(
  api: JumpCloudApi,
  since: string,
  idsMax: number,
  signal: AbortSignal,
): Promise<string[] | null> {
  const ids = new Set<string>();
  const progress = assertProgress();
  for (let searchAfter: unknown[] | null = null; ; ) {
    const answer = await api.insights.find(
      {
        method: 'POST',
        path: '/insights/directory/v1/events',
        headers: await api.headers(signal),
        json: {
          service: ['directory'],
          start_time: since,
          search_term: { and: [{ event_type: eventTypes }] },
          fields: ['event_type', 'resource', 'timestamp'],
          limit: PAGE_SIZE,
          sort: 'ASC',
          ...(searchAfter === null ? {} : { search_after: searchAfter }),
        },
        isSafe: true,
        schema: z.array(event),
        signal,
      },
      [403],
    );
    if (answer === null) return null;
    for (const { resource } of answer.body) {
      if (resource?.id && resource.type !== 'admin') ids.add(resource.id);
    }
    if (ids.size > idsMax) return null;
    // The header with the cursor is on the last page too: only a short page is the end.
    const limit = Number(answer.headers.get('x-limit') ?? PAGE_SIZE);
    const count = Number(answer.headers.get('x-result-count') ?? answer.body.length);
    if (answer.body.length === 0 || count < limit) return [...ids];
    const cursor = answer.headers.get('x-search_after') ?? '';
    progress.cursor(cursor);
    searchAfter = readCursor(cursor);
  }
}

function readCursor(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch {
    // Refused below.
  }
  throw new VendorError('unexpected_answer', 'X-Search_after');
}
