import type { SourceRecord } from '../../domain/directory/source-person.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { type PlannedPerson, PROVISION_BATCH } from '../directory/provision/plan-provision.ts';
import { provisionBatch } from '../directory/provision/provision-batch.ts';
import { actorOf, type ScimCaller } from './scim-caller.ts';

export type ProvisionOutcome =
  | { readonly kind: 'applied'; readonly userId: UserId; readonly losing: number }
  /** Why there is no user: another has the login, nothing names the person, their id can't be kept, or an operator left them out. */
  | { readonly kind: 'login_taken' | 'no_contact' | 'bad_external_id' | 'dismissed' };

/** Brings what a SCIM client says of one person into the directory, by the rule of every source. */
export async function provisionRecord(
  deps: ServiceDeps,
  tx: Transaction,
  caller: ScimCaller,
  record: SourceRecord,
): Promise<ProvisionOutcome> {
  const [person] = await provisionRecords(deps, tx, caller, [record]);
  if (person === undefined) throw new Error('The rule decided on no one');
  const { decision, userId } = person;
  if (decision.kind === 'conflict') {
    const isTaken = decision.conflicts.some(({ otherUserId }) => otherUserId !== null);
    return { kind: isTaken ? 'login_taken' : 'no_contact' };
  }
  if (userId !== null) return { kind: 'applied', userId, losing: countLosing([person]) };
  const reason = decision.kind === 'skip' ? decision.reason : null;
  if (reason === 'no_external_id') return { kind: 'bad_external_id' };
  return { kind: reason === 'dismissed' ? 'dismissed' : 'no_contact' };
}

/** From how many people a status or a role was taken. */
export function countLosing(people: readonly PlannedPerson[]): number {
  return people.filter(({ decision }) => 'takesAway' in decision && decision.takesAway).length;
}

/** The same for the many people that a change of a group concerns. */
export async function provisionRecords(
  deps: ServiceDeps,
  tx: Transaction,
  caller: ScimCaller,
  records: readonly SourceRecord[],
): Promise<PlannedPerson[]> {
  const author = { actor: actorOf(caller), from: caller.from };
  const planned: PlannedPerson[] = [];
  for (let at = 0; at < records.length; at += PROVISION_BATCH) {
    const told = records
      .slice(at, at + PROVISION_BATCH)
      .map((record) => ({ externalId: record.externalId, record }));
    planned.push(...(await provisionBatch(deps, tx, caller.source, told, author)));
  }
  return planned;
}
