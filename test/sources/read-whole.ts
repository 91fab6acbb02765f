import type { SourceRecord } from '../../src/domain/directory/source-person.ts';
import type { SourcePage } from '../../src/ports/source.ts';

/** All pages as one; it throws as the reading does. */
export async function readWhole(pages: AsyncIterable<SourcePage>) {
  const people: SourceRecord[] = [];
  const gone: string[] = [];
  let cursor: string | null = null;
  for await (const page of pages) {
    people.push(...page.people);
    gone.push(...page.gone);
    cursor = page.cursor;
  }
  return { people, gone, cursor, ids: people.map(({ externalId }) => externalId) };
}
