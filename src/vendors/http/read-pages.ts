import { assertProgress } from './assert-progress.ts';

export interface VendorPage<Item> {
  readonly items: readonly Item[];
  /** How the vendor names the next page: a token or a whole link; `null` after the last. */
  readonly next: string | null;
}

/**
 * Reads page by page until the vendor names no next one.
 * @param read a page; `null` for the first
 * @throws VendorError also if a page or the name of a page comes twice
 */
export async function* readPages<Item>(
  read: (next: string | null) => Promise<VendorPage<Item>>,
  idOf: (item: Item) => string,
): AsyncGenerator<readonly Item[]> {
  const progress = assertProgress();
  let next: string | null = null;
  do {
    const page: VendorPage<Item> = await read(next);
    progress.page(page.items.map(idOf));
    if (page.next !== null) progress.cursor(page.next);
    next = page.next;
    yield page.items;
  } while (next !== null);
}
