import { expect, it } from 'vitest';
import type { ScimResource } from '../../../src/ports/directory/scim-resources.ts';
import type { Readers } from '../../../src/ports/store.ts';
import { createReadResources, SCAN_MAX } from '../../../src/services/scim/read-resources.ts';
import type { ScimCaller } from '../../../src/services/scim/scim-caller.ts';

const MI = 1024 * 1024;
const caller = { source: { id: 'src_1', organizationId: 'org_1' } } as ScimCaller;

/** A client that has a resource of each of these lengths; pages as the stores do. */
function scan(lengths: readonly number[]) {
  const resources = lengths.map((length, index) => ({
    id: String(index).padStart(6, '0'),
    content: 'x'.repeat(length),
  })) as ScimResource[];
  let pages = 0;
  const list = async (_key: unknown, { after, limit }: { after: string | null; limit: number }) => {
    pages += 1;
    return resources.filter(({ id }) => after === null || id > after).slice(0, limit);
  };
  const read = { scimResources: { list } } as unknown as Readers;
  const { scanResources } = createReadResources({ store: { read } } as never);
  return { resources, found: scanResources(caller, 'User'), countPages: () => pages };
}

it.each([
  ['48 Mi characters', Array<number>(48).fill(MI), true],
  ['one more character', [...Array<number>(48).fill(MI), 1], false],
  [`${SCAN_MAX} resources`, Array<number>(SCAN_MAX).fill(2), true],
  ['one more resource', Array<number>(SCAN_MAX + 1).fill(2), false],
])('a filter without an index reads %s (%#)', async (_what, lengths, isRead) => {
  const { resources, found } = scan(lengths);
  expect((await found)?.length ?? null).toBe(isRead ? resources.length : null);
});

it('a scan stops at the page that is too much, and reads no further', async () => {
  const { found, countPages } = scan(Array<number>(5000).fill(100_000));
  expect(await found).toBeNull();
  expect(countPages()).toBe(2);
});
