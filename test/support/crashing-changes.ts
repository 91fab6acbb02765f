import type { Store, Transaction } from '../../src/ports/store.ts';
import { freezeIssuing } from '../../src/services/organization/freeze/freeze-issuing.ts';
import { unfreezeIssuing } from '../../src/services/organization/freeze/unfreeze-issuing.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { makeRepresentativeChange } from './representative-change.ts';
import { type SeededOrganization, T0 } from './store-fixtures.ts';
import { createTestKeys } from './test-keys.ts';

export type CrashingChange = 'main' | 'freeze' | 'unfreeze';

/** What a process is killed in the middle of. */
export async function makeChange(
  change: CrashingChange,
  store: Store,
  tx: Transaction,
  seeded: SeededOrganization,
): Promise<unknown> {
  if (change === 'main') return makeRepresentativeChange(tx, seeded);
  const deps = { store, random: systemRandom, keys: createTestKeys(), clock: { now: () => T0 + 60_000 } };
  const acting = { actor: { kind: 'user', id: seeded.owner.id }, source: 'test' } as const;
  return change === 'freeze'
    ? freezeIssuing(deps, tx, seeded.id, acting, 'an account was taken over')
    : unfreezeIssuing(deps, tx, seeded.id, { ...acting, user: seeded.owner }, null);
}
