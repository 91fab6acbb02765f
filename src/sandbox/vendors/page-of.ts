import { randomUUID } from 'node:crypto';

/**
 * A page of a list, and a name for the next one that only the fake can read.
 * @param pages the names that it has given, and where their pages start
 * @returns `null` for a name that it has not given
 */
export function pageOf<Item>(
  items: readonly Item[],
  pages: Map<string, number>,
  name: unknown,
  size: number,
): { readonly items: readonly Item[]; readonly next: string | null } | null {
  const start = name === undefined ? 0 : typeof name === 'string' ? pages.get(name) : undefined;
  if (start === undefined) return null;
  const end = start + size;
  if (end >= items.length) return { items: items.slice(start), next: null };
  const next = randomUUID();
  pages.set(next, end);
  return { items: items.slice(start, end), next };
}
