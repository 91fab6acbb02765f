import type { Conflict, ConflictKind } from '../../../domain/directory/conflict.ts';
import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import type { Source } from '../../../domain/directory/source.ts';
import type { SourcePerson } from '../../../domain/directory/source-person.ts';
import type { ConflictId, OrganizationId } from '../../../domain/ids.ts';
import type { Transaction } from '../../../ports/store.ts';
import { operatorActor } from '../../audit/draft-operator-audit.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { notifyOwners } from '../../notices/notify-of-change.ts';
import { type ProvisionAuthor, provisionBatch } from './provision-batch.ts';

export const resolutions = ['take_over', 'link', 'accept', 'ignore'] as const;
/**
 * - `take_over`: the other user is this person, and the source governs them from now on.
 * - `link`: the other user is this person, and who governs them stays. The source decides what the policy makes it the authority for.
 * - `accept`: the owner or admin gets the new address.
 * - `ignore`: it stays as it is, and nothing is said of it until the record changes.
 */
export type Resolution = (typeof resolutions)[number];

export type ResolveConflictResult =
  | {
      readonly kind: 'resolved';
      readonly conflict: Conflict;
      readonly source: Source;
      /** The user that the person is now; `null` while they stay out. */
      readonly user: DirectoryUser | null;
      /** What still isn't as the record says. */
      readonly left: readonly Conflict[];
    }
  /** The conflict can't be resolved like this. */
  | { readonly kind: 'not_possible'; readonly conflict: Conflict; readonly possible: readonly Resolution[] }
  | { readonly kind: 'unknown_conflict' };

type Deps = Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'operator'>;

const ofOthers: readonly ConflictKind[] = [
  'login_of_another_source',
  'login_of_another_person',
  'two_people',
];

/** How a conflict can be resolved. A person who is a user already can't become another one. */
export function listResolutions(
  { kind, otherUserId, otherSourceId, sourceId }: Conflict,
  person: Pick<SourcePerson, 'userId'>,
): Resolution[] {
  if (kind === 'admin_login') return ['accept', 'ignore'];
  if (!ofOthers.includes(kind) || person.userId !== null || otherUserId === null) return ['ignore'];
  return otherSourceId === sourceId ? ['take_over', 'ignore'] : ['take_over', 'link', 'ignore'];
}

/**
 * A person decides a conflict: an operator at the command line, or an owner. The record is applied in the same transaction, by the same
 * rule as always: roles come from rules, the last owner stays, what is lost ends.
 */
export function createResolveConflict(deps: Deps) {
  return async function resolveConflict(
    organizationId: OrganizationId,
    id: ConflictId,
    resolution: Resolution,
    author: ProvisionAuthor = { actor: operatorActor(deps), from: 'cli' },
  ): Promise<ResolveConflictResult> {
    return deps.store.transact(organizationId, (tx) =>
      resolveConflictIn(deps, tx, organizationId, id, resolution, author),
    );
  };
}

/** The same in the transaction that decided who decides. */
export async function resolveConflictIn(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  id: ConflictId,
  resolution: Resolution,
  author: ProvisionAuthor,
): Promise<ResolveConflictResult> {
  const conflict = await tx.conflicts.find(organizationId, id);
  if (conflict === null) return { kind: 'unknown_conflict' };
  const { sourceId, externalId, otherUserId } = conflict;
  const source = await tx.sources.find(organizationId, sourceId);
  const person = await tx.sourcePeople.find(organizationId, sourceId, externalId);
  if (source === null || person === null) return { kind: 'unknown_conflict' };
  const possible = listResolutions(conflict, person);
  if (!possible.includes(resolution)) return { kind: 'not_possible', conflict, possible };

  let joined: DirectoryUser | null = null;
  if (resolution === 'ignore') {
    const ignored = [...new Set([...person.ignored, conflict.kind])];
    await tx.sourcePeople.putMany([{ ...person, ignored }]);
  } else if (resolution !== 'accept' && otherUserId !== null) {
    joined = await tx.directory.findUser(organizationId, otherUserId);
    if (joined === null) return { kind: 'unknown_conflict' };
    await join(deps, tx, source, person, joined, resolution);
  }
  await provisionBatch(deps, tx, source, [{ externalId, record: person.record }], author, {
    ...(resolution === 'accept' && { acceptsAdminLoginOf: externalId }),
  });
  const now = await tx.sourcePeople.find(organizationId, sourceId, externalId);
  const user = now?.userId == null ? null : await tx.directory.findUser(organizationId, now.userId);
  const left = await tx.conflicts.listByExternalIds(organizationId, sourceId, [externalId]);
  await record(deps, tx, { conflict, source, resolution, user, author, before: joined });
  return { kind: 'resolved', conflict, source, user, left };
}

/** From now on the source's person is this user. */
async function join(
  { clock }: Deps,
  tx: Transaction,
  { organizationId, id: sourceId }: Source,
  person: SourcePerson,
  user: DirectoryUser,
  resolution: 'take_over' | 'link',
): Promise<void> {
  const now = clock.now();
  const links = await tx.sourcePeople.listByUser(organizationId, user.id);
  const former = links.filter((link) => link.sourceId === sourceId);
  const put = former.map((link) => ({ ...link, userId: null, ruleRole: null, updatedAt: now }));
  // A role that a rule gave to the former person stays ruled: it must not pass for the operator's.
  const ruleRole = former.find((link) => link.ruleRole !== null)?.ruleRole ?? person.ruleRole;
  await tx.sourcePeople.putMany([...put, { ...person, userId: user.id, ruleRole, updatedAt: now }]);
  // Another record of the same source may be another human being, with another Slack account.
  if (former.length > 0) await tx.identities.removeByUser(organizationId, user.id);
  if (resolution === 'take_over')
    await tx.directory.update({ ...user, sourceId, externalId: person.externalId, updatedAt: now });
}

/** Every decision goes into the history. Owners are notified of those that decide who a person is. */
async function record(
  deps: Deps,
  tx: Transaction,
  facts: {
    readonly conflict: Conflict;
    readonly source: Source;
    readonly resolution: Resolution;
    readonly user: DirectoryUser | null;
    readonly before: DirectoryUser | null;
    readonly author: ProvisionAuthor;
  },
): Promise<void> {
  const { conflict, source, resolution, user, before, author } = facts;
  const { organizationId, externalId, kind, field, value } = conflict;
  const draft = draftAudit(deps, {
    organizationId,
    action: 'conflict.resolved',
    actor: author.actor,
    source: author.from,
    target: user?.id ?? null,
    details: {
      resolution,
      conflict: kind,
      source: source.name,
      externalId,
      field,
      value,
      ...(user !== null && { user: `${user.displayName} (${loginOf(user)})` }),
      ...(before !== null &&
        before.sourceId !== user?.sourceId && { sourceIdBefore: before.sourceId, sourceIdAfter: source.id }),
    },
  });
  await tx.audit.append(draft);
  if (resolution !== 'ignore') await notifyOwners(deps, tx, draft);
}
