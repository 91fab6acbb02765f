import { isSameRecord } from '../../domain/directory/provision/provision.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { ConflictReader } from '../../ports/directory/sources.ts';
import { spellConflict } from '../directory/provision/keep-conflicts.ts';
import type { PlannedPerson } from '../directory/provision/plan-provision.ts';

const changes = ['create', 'update', 'suspend', 'deactivate', 'reactivate'];

/** Finds the people that need no writing: the same snapshot twice costs no transaction. */
export function createIsStored(
  conflicts: Pick<ConflictReader, 'listByExternalIds'>,
  { organizationId, id: sourceId }: Pick<Source, 'organizationId' | 'id'>,
) {
  /** @returns their external ids */
  return async function findStored(people: readonly PlannedPerson[]): Promise<ReadonlySet<string>> {
    const quiet = new Set(people.filter(hasNothingNew).map(({ externalId }) => externalId));
    const stored = await conflicts.listByExternalIds(organizationId, sourceId, [...quiet]);
    const known = new Map<string, string[]>();
    for (const conflict of stored)
      known.set(conflict.externalId, [
        ...(known.get(conflict.externalId) ?? []),
        spellConflict(conflict.externalId, conflict),
      ]);
    return new Set(
      people
        .filter(({ externalId }) => quiet.has(externalId))
        .filter(({ externalId, decision }) => {
          const found = decision.kind === 'skip' ? [] : decision.conflicts;
          const now = [...new Set(found.map((conflict) => spellConflict(externalId, conflict)))];
          return isSameSet(now, known.get(externalId) ?? []);
        })
        .map(({ externalId }) => externalId),
    );
  };
}

/** Of the user and of what the source says. */
function hasNothingNew({ decision, person, record, userId }: PlannedPerson): boolean {
  if (changes.includes(decision.kind)) return false;
  if (decision.kind === 'skip' && decision.reason !== 'dismissed' && decision.reason !== 'not_governed')
    return decision.reason === 'no_external_id' || person === null;
  if (person === null || record === null) return false;
  const ruleRole = 'ruleRole' in decision ? decision.ruleRole : person.ruleRole;
  return isSameRecord(person.record, record) && person.userId === userId && person.ruleRole === ruleRole;
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
