import { z } from 'zod';
import { VendorError } from '../../ports/vendor.ts';
import type { JumpCloudApi } from './jumpcloud-api.ts';
import { type JumpCloudPerson, jumpCloudFields, jumpCloudPerson } from './jumpcloud-person.ts';

/** The most that JumpCloud gives at a time. */
const PAGE_SIZE = 100;
/** Pages in a row that bring no one new; more are a list that goes round in circles. */
const STALLS_MAX = 20;

const listSchema = z.object({ results: z.array(jumpCloudPerson), totalCount: z.number().nullish() });

/** One page, in the order of ids. @throws VendorError */
export async function readPage(api: JumpCloudApi, skip: number, limit: number, signal: AbortSignal) {
  const { body } = await api.console.send({
    path: '/api/systemusers',
    query: { limit, skip, sort: '_id', fields: jumpCloudFields.join(' ') },
    headers: await api.headers(signal),
    schema: listSchema,
    signal,
  });
  return body;
}

/**
 * Everybody, in the order of ids. Pages are counted from the start of the list, so an account that is deleted meanwhile moves all that
 * follow, and the reading would miss one, who would be deactivated. So each page begins with the last person of the page before; where it begins
 * later, the reading steps back.
 */
export async function* readEverybody(
  api: JumpCloudApi,
  signal: AbortSignal,
): AsyncGenerator<JumpCloudPerson[]> {
  let last = '';
  let stalls = 0;
  for (let skip = 0; ; ) {
    const { results } = await readPage(api, skip, PAGE_SIZE, signal);
    assertOrder(results);
    const [first] = results;
    const isGap = skip > 0 && (first === undefined || first._id > last);
    const fresh = isGap ? [] : results.filter(({ _id }) => _id > last);
    stalls = fresh.length === 0 ? stalls + 1 : 0;
    if (stalls > STALLS_MAX) throw new VendorError('unexpected_answer', 'repeated page');
    if (fresh.length > 0) yield fresh;
    if (!isGap && results.length < PAGE_SIZE) return;
    last = fresh.at(-1)?._id ?? last;
    skip = isGap ? Math.max(0, skip - PAGE_SIZE) : skip + PAGE_SIZE - 1;
  }
}

function assertOrder(people: readonly JumpCloudPerson[]): void {
  const isAscending = people.every(({ _id }, index) => index === 0 || _id > (people[index - 1]?._id ?? ''));
  if (!isAscending) throw new VendorError('unexpected_answer', 'not in the order of _id');
  if (people.length > PAGE_SIZE) throw new VendorError('unexpected_answer', 'page too long');
}

/** `null` if the account is gone. @throws VendorError */
export async function findPerson(api: JumpCloudApi, id: string, signal: AbortSignal) {
  const answer = await api.console.find(
    {
      path: `/api/systemusers/${encodeURIComponent(id)}`,
      query: { fields: jumpCloudFields.join(' ') },
      headers: await api.headers(signal),
      schema: jumpCloudPerson,
      signal,
    },
    [404],
  );
  return answer?.body ?? null;
}
