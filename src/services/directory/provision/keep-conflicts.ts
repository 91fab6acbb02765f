import type { Conflict } from '../../../domain/directory/conflict.ts';
import type { FoundConflict } from '../../../domain/directory/provision/find-conflicts.ts';
import type { Source } from '../../../domain/directory/source.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import type { PlannedPerson } from './plan-provision.ts';

/** Stores the conflicts that are new, and removes those whose cause is gone. One that stays keeps its id and since when it is there. */
export async function keepConflicts(
  { clock, random }: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  { organizationId, id: sourceId }: Source,
  people: readonly PlannedPerson[],
): Promise<void> {
  const told = people.filter(
    ({ decision }) => decision.kind !== 'skip' || decision.reason !== 'no_external_id',
  );
  if (told.length === 0) return;
  const ids = told.map(({ externalId }) => externalId);
  const stored = await tx.conflicts.listByExternalIds(organizationId, sourceId, ids);
  const gone = new Map(stored.map((conflict) => [spellConflict(conflict.externalId, conflict), conflict]));
  const added: Conflict[] = [];
  const seen = new Set<string>();
  for (const { externalId, decision } of told) {
    for (const found of decision.kind === 'skip' ? [] : decision.conflicts) {
      const key = spellConflict(externalId, found);
      if (seen.has(key)) continue;
      seen.add(key);
      if (gone.delete(key)) continue;
      const id = random.id('conflict');
      added.push({ id, organizationId, sourceId, externalId, ...found, since: clock.now() });
    }
  }
  for (const { id } of gone.values()) await tx.conflicts.remove(organizationId, id);
  if (added.length > 0) await tx.conflicts.insertMany(added);
}

export function spellConflict(
  externalId: string,
  { kind, field, value, otherUserId, otherSourceId }: FoundConflict,
): string {
  return JSON.stringify([externalId, kind, field, value, otherUserId, otherSourceId]);
}
