import type { DirectoryUser } from '../directory-user.ts';
import type { SourceRecord } from '../source-person.ts';
import { asConflict, type FoundConflict, findCollision, refusedOwner, warningsOf } from './find-conflicts.ts';
import type { ReadRecord } from './parse-record.ts';
import type { Provision, ProvisionContext, ProvisionFacts } from './provision-facts.ts';
import { decideLinked } from './provision-linked.ts';
import { roleOf } from './provision-role.ts';

/** What a source's record means for the directory. */
export function decideProvision(facts: ProvisionFacts, context: ProvisionContext): Provision {
  const { read } = facts;
  if (read === null) return { kind: 'skip', reason: 'no_external_id' };
  const decided =
    facts.linked === null
      ? decideNew(facts, read, context)
      : decideLinked(facts, facts.linked, read, context);
  return leaveOutDismissed(decided, facts);
}

function decideNew(facts: ProvisionFacts, read: ReadRecord, context: ProvisionContext): Provision {
  const { source, organizationId, now, newUserId } = context;
  if (read.status === 'deactivated') return { kind: 'skip', reason: facts.record.leftOut ?? 'left' };
  const conflicts: FoundConflict[] = read.faults.map(asConflict);
  const { email = null, mobile = null, alias = null } = read;
  const collision = findCollision(read, facts.matches, source.id);
  if (collision !== null) conflicts.unshift(collision);
  const login = email ?? mobile;
  // An address that can't be read isn't replaced by the mobile number: the person would be known by the wrong one.
  if (collision !== null || read.email === undefined || login === null)
    return { kind: 'conflict', conflicts };
  const { isRefused, ...role } = roleOf(facts, read, context, { login, present: null });
  if (isRefused) conflicts.push(refusedOwner);
  const after: DirectoryUser = {
    id: newUserId(),
    organizationId,
    displayName: read.displayName ?? login,
    role: role.role,
    status: read.status,
    email,
    mobile,
    alias: alias === email ? null : alias,
    primary: email === null ? 'mobile' : 'email',
    sourceId: source.id,
    externalId: read.externalId,
    manager: read.manager ?? null,
    department: read.department ?? null,
    employeeNumber: read.employeeNumber ?? null,
    createdAt: now,
    updatedAt: now,
  };
  conflicts.push(...warningsOf(after, read, { ...facts, ...context }));
  return { kind: 'create', after, ruleRole: role.ruleRole, conflicts };
}

/** Without the conflicts that a person dismissed, as long as the record says the same. */
function leaveOutDismissed(decided: Provision, { person, record }: ProvisionFacts): Provision {
  if (decided.kind === 'skip' || person === null || person.ignored.length === 0) return decided;
  if (!isSameRecord(person.record, record)) return decided;
  const conflicts = decided.conflicts.filter(({ kind }) => !person.ignored.includes(kind));
  if (decided.kind === 'conflict' && decided.conflicts.some(({ kind }) => person.ignored.includes(kind)))
    return { kind: 'skip', reason: 'dismissed' };
  return { ...decided, conflicts };
}

/** Whether two records say the same, in whatever order. */
export function isSameRecord(one: SourceRecord, other: SourceRecord): boolean {
  return spellRecord(one) === spellRecord(other);
}

function spellRecord({ groups, attributes, ...record }: SourceRecord): string {
  const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
  return JSON.stringify([
    Object.entries(record).sort(byName),
    groups?.toSorted() ?? null,
    Object.entries(attributes).sort(byName),
  ]);
}
