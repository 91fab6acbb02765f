import type { AuditActor } from '../../../domain/audit/audit-event.ts';
import { isSameRecord } from '../../../domain/directory/provision/provision.ts';
import type { SkipReason } from '../../../domain/directory/provision/provision-facts.ts';
import { isIssuingRole } from '../../../domain/directory/roles.ts';
import type { Source } from '../../../domain/directory/source.ts';
import type { SourcePerson } from '../../../domain/directory/source-person.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { warnOfLostGroup } from '../../organization/groups/warn-of-lost-group.ts';
import { endRightsLost } from '../../requests/end-rights-lost.ts';
import { type ChangeAuthor, recordUserChanges } from '../record-user-changes.ts';
import { keepConflicts } from './keep-conflicts.ts';
import { linkSlackPeople } from './link-slack-people.ts';
import type { ToldPerson } from './load-provision-facts.ts';
import { createProvisionPlanner, type PlannedPerson, type PlanOptions } from './plan-provision.ts';
import { tellGroups } from './tell-groups.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random' | 'operator'>;

/** Who made the source's people known: the program, a SCIM client, or the operator. */
export interface ProvisionAuthor {
  readonly actor: AuditActor;
  /** As in an audit event. */
  readonly from: string;
}

/** A person after their record was applied. */
export type ProvisionedPerson = PlannedPerson;

/**
 * The one way by which a source's people come into the directory, change and leave. Decides on the directory as it is now and writes
 * everything that follows: users, what the source says, groups, conflicts, ended codes (N18), history and the owners' notices.
 * Applied twice, it changes nothing the second time.
 * @param told at most `PROVISION_BATCH`
 */
export async function provisionBatch(
  deps: Deps,
  tx: Transaction,
  source: Source,
  told: readonly ToldPerson[],
  author: ProvisionAuthor,
  options: PlanOptions = {},
): Promise<ProvisionedPerson[]> {
  const plan = await createProvisionPlanner(deps, tx, source, options);
  const { people, added, changed, updates } = await plan(told);
  for (const user of updates) await tx.directory.update(user);
  if (added.length > 0) await tx.directory.insertMany(added);
  await putPeople(deps, tx, source, people);
  await keepConflicts(deps, tx, source, people);
  for (const group of await tellGroups(deps, tx, source, people))
    await warnOfLostGroup(deps, tx, group, { actor: author.actor, source: author.from });
  await linkSlackPeople(deps, tx, source, people, author);
  if (added.length + changed.length > 0) {
    const { organizationId } = source;
    const changeAuthor = authorOf(deps, source, author);
    await recordUserChanges(deps, tx, organizationId, { added, changed }, changeAuthor);
    const counted = changeAuthor.auditsEveryNew ? [] : added.filter(({ role }) => !isIssuingRole(role));
    // In this transaction: the report at the end of a sync is never written if the process dies.
    if (counted.length > 0)
      await tx.audit.append(
        changeAuthor.draft({
          organizationId,
          action: 'directory.users_added',
          target: source.id,
          details: { count: counted.length },
        }),
      );
    const owners = await tx.directory.listConfirmedByRole(organizationId, ['owner'], 1);
    if (owners.length === 0) throw new Error('The decisions on a batch would have lost the last owner');
  }
  await endRightsLost(deps, tx, source.organizationId, authorOf(deps, source, author).draft);
  return [...people];
}

export function authorOf(deps: Deps, source: Source, { actor, from }: ProvisionAuthor): ChangeAuthor {
  return {
    draft: (facts) =>
      draftAudit(deps, { ...facts, actor, source: from, details: { ...facts.details, source: source.name } }),
    action: 'directory.user_changed',
    // A SCIM client names its people one by one; a sync counts those that are not privileged.
    auditsEveryNew: source.kind === 'scim',
    announcesAdmins: true,
  };
}

/** Why a person is skipped and remembered: the source is asked about them, or has told of them, again. */
const keptReasons: readonly SkipReason[] = ['dismissed', 'not_governed'];

async function putPeople(
  { clock }: Deps,
  tx: Transaction,
  { organizationId, id: sourceId }: Source,
  people: readonly PlannedPerson[],
): Promise<void> {
  const put: SourcePerson[] = [];
  for (const { externalId, person, record, decision, userId } of people) {
    if (decision.kind === 'skip' && decision.reason === 'no_external_id') continue;
    const isKept = decision.kind !== 'skip' || keptReasons.includes(decision.reason);
    if (record === null || !isKept) {
      if (person !== null) await tx.sourcePeople.remove(organizationId, sourceId, externalId);
      continue;
    }
    const isSame = person !== null && isSameRecord(person.record, record);
    const kept = person?.ruleRole ?? null;
    const ruleRole = 'ruleRole' in decision ? decision.ruleRole : kept;
    if (isSame && person.userId === userId && kept === ruleRole) continue;
    const ignored = isSame ? person.ignored : [];
    put.push({
      organizationId,
      sourceId,
      externalId,
      userId,
      record,
      ruleRole,
      ignored,
      updatedAt: clock.now(),
    });
  }
  if (put.length > 0) await tx.sourcePeople.putMany(put);
}
