import { createHash } from 'node:crypto';
import { VendorError } from '../../ports/vendor.ts';

/** More empty pages than this in a row are no list. */
const EMPTY_PAGES_MAX = 1000;

export interface Progress {
  /** Takes note of a page by the ids of its people. @throws VendorError if an earlier page was the same */
  page(ids: readonly string[]): void;
  /** Takes note of the cursor of the next page. @throws VendorError if it has been used */
  cursor(cursor: string): void;
}

/** Ends a reading that goes round in circles: such a list has no last page, and what it misses would be deactivated. */
export function assertProgress(): Progress {
  const seen = new Set<string>();
  let emptyPages = 0;
  const take = (kind: string, value: string): void => {
    const digest = createHash('sha256').update(`${kind}\n${value}`).digest('base64');
    if (seen.has(digest)) throw new VendorError('unexpected_answer', `repeated ${kind}`);
    seen.add(digest);
  };
  return {
    page(ids) {
      emptyPages = ids.length === 0 ? emptyPages + 1 : 0;
      if (emptyPages > EMPTY_PAGES_MAX) throw new VendorError('unexpected_answer', 'empty pages');
      if (ids.length > 0) take('page', JSON.stringify(ids));
    },
    cursor: (cursor) => take('cursor', cursor),
  };
}
