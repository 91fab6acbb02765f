import { MissingRowError } from '../../../ports/store.ts';

/** @throws MissingRowError if the update changed no row */
export function assertUpdated(changed: number): void {
  if (changed === 0) throw new MissingRowError();
}
