import { MissingRowError } from '../../../ports/store.ts';

/** @throws MissingRowError if the update found nothing */
export function assertUpdated({ matchedCount }: { readonly matchedCount: number }): void {
  if (matchedCount === 0) throw new MissingRowError();
}
