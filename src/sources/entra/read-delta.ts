import { z } from 'zod';
import { VendorError } from '../../ports/vendor.ts';
import { readPages } from '../../vendors/http/read-pages.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { entraFields } from './entra-user.ts';

/** A person with the fields that changed, or who is gone. */
const change = z.looseObject({ id: z.string().min(1), '@removed': z.unknown().optional() });
export type EntraChange = z.output<typeof change>;

const link = z.string().min(1).nullish();
const deltaPage = z.object({
  value: z.array(change),
  '@odata.nextLink': link,
  '@odata.deltaLink': link,
});

/** A token that has ended: 400 `syncStateNotFound`, or 410. A tenant for customers has no list of changes: 400. */
const NO_DELTA = [400, 410];

export interface EntraDelta {
  /** By id; the latest change of each person. */
  readonly changes: ReadonlyMap<string, EntraChange>;
  /** Where the next list starts. */
  readonly cursor: string;
}

/** Where a list of changes from now on starts; `null` if the tenant has none. @throws VendorError */
export async function findCursor(graph: VendorClient, signal: AbortSignal): Promise<string | null> {
  const query = { $select: entraFields.join(','), $deltatoken: 'latest' };
  const answer = await graph.find({ path: '/v1.0/users/delta', query, schema: deltaPage, signal }, NO_DELTA);
  return answer?.body['@odata.deltaLink'] ?? null;
}

/** @returns `null` if Graph no longer knows the cursor, or there are more changes than `max` @throws VendorError */
export async function readDelta(
  graph: VendorClient,
  cursor: string,
  max: number,
  signal: AbortSignal,
): Promise<EntraDelta | null> {
  const changes = new Map<string, EntraChange>();
  let isLost = false;
  let end: string | null = null;
  const pages = readPages<EntraChange>(
    async (next) => {
      const answer = await graph.find({ path: next ?? cursor, schema: deltaPage, signal }, NO_DELTA);
      isLost = answer === null;
      end = answer?.body['@odata.deltaLink'] ?? null;
      return { items: answer?.body.value ?? [], next: answer?.body['@odata.nextLink'] ?? null };
    },
    (item) => JSON.stringify(item),
  );
  for await (const items of pages) {
    // A person who is told again has changed again, or comes back with a further field.
    for (const item of items) changes.set(item.id, merge(changes.get(item.id), item));
    if (changes.size > max) return null;
  }
  if (isLost) return null;
  if (end === null) throw new VendorError('unexpected_answer', 'no deltaLink');
  return { changes, cursor: end };
}

function merge(earlier: EntraChange | undefined, later: EntraChange): EntraChange {
  if (earlier === undefined || isRemoved(earlier) || isRemoved(later)) return later;
  return { ...earlier, ...later };
}

export const isRemoved = (item: EntraChange): boolean => item['@removed'] !== undefined;
