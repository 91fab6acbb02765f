import { findGovernor, type GovernedAttribute, governedAttributes } from './attribute-authority.ts';
import { takesAway } from './brake.ts';
import type { DirectoryUser } from './directory-user.ts';
import {
  asCollision,
  asConflict,
  type FoundConflict,
  loginsOfAny,
  noOther,
  refusedOwner,
  warningsOf,
} from './find-conflicts.ts';
import type { ReadRecord } from './parse-record.ts';
import { type Provision, type ProvisionContext, type ProvisionFacts, userFields } from './provision-facts.ts';
import { roleOf } from './provision-role.ts';
import { isIssuingRole } from './roles.ts';

/** What a record means for the user that its person is. */
export function decideLinked(
  facts: ProvisionFacts,
  before: DirectoryUser,
  read: ReadRecord,
  context: ProvisionContext,
): Provision {
  const { source, authority, now } = context;
  const linkedSources = facts.links.map(({ sourceId }) => sourceId);
  const governs = (attribute: GovernedAttribute) =>
    findGovernor(attribute, before, linkedSources, authority) === source.id;
  const isOurs = before.sourceId === source.id;
  if (!isOurs && !governedAttributes.some(governs)) return { kind: 'skip', reason: 'not_governed' };

  const conflicts: FoundConflict[] = read.faults.map(asConflict);
  const others = facts.matches.filter(({ id }) => id !== before.id);

  /** The new value of a login, unless another user has it. */
  function takeLogin(field: 'email' | 'mobile' | 'alias', told: string | null | undefined): string | null {
    if (told === undefined || told === before[field]) return before[field];
    const holder = told === null ? undefined : others.find((user) => loginsOfAny(user).includes(told));
    if (told === null || holder === undefined) return told;
    conflicts.push(asCollision(holder, field, told, source.id));
    return before[field];
  }

  // A record without an address takes none away: it would lose the login by which the person is known.
  const email = governs('email') ? takeLogin('email', read.email ?? undefined) : before.email;
  const mobile = isOurs ? takeLogin('mobile', keepOneContact(read.mobile, email)) : before.mobile;
  const alias = isOurs ? takeLogin('alias', read.alias) : before.alias;
  const isAddressOpen = isIssuingRole(before.role) && !facts.isAdminEmailAccepted;
  const login = (isAddressOpen ? before.email : null) ?? email ?? mobile ?? '';
  const isRuled = facts.links.some(({ ruleRole }) => ruleRole !== null);
  const decision = governs('role')
    ? roleOf(facts, read, context, { login, present: { role: before.role, isRuled } })
    : { role: before.role, ruleRole: facts.person?.ruleRole ?? null, isRefused: false };
  if (decision.isRefused) conflicts.push(refusedOwner);
  const told = { role: decision.role, status: governs('status') ? read.status : before.status };
  const isOwnerLost = facts.isLastOwner && (told.role !== 'owner' || told.status !== 'confirmed');
  if (isOwnerLost) {
    const field = told.role === 'owner' ? 'status' : 'role';
    conflicts.push({ ...noOther, kind: 'last_owner', field, value: told[field] });
  }
  const { role, status } = isOwnerLost ? before : told;
  const keepsEmail = isAdminEmailKept(before, { email, role }, facts.isAdminEmailAccepted);
  if (keepsEmail) conflicts.push({ ...noOther, kind: 'admin_email', field: 'email', value: email });
  const address = keepsEmail ? before.email : email;
  const after: DirectoryUser = {
    ...before,
    displayName: governs('name') ? (read.displayName ?? before.displayName) : before.displayName,
    role,
    status,
    email: address,
    mobile,
    alias: alias === address ? null : alias,
    primary: isOurs ? (address === null ? 'mobile' : 'email') : before.primary,
    externalId: isOurs ? read.externalId : before.externalId,
    manager: governs('manager') && read.manager !== undefined ? read.manager : before.manager,
    department: isOurs && read.department !== undefined ? read.department : before.department,
    employeeNumber: isOurs && read.employeeNumber !== undefined ? read.employeeNumber : before.employeeNumber,
    updatedAt: now,
  };
  conflicts.push(...warningsOf(after, read, { ...facts, ...context }));
  // A rule's role that was kept from the last owner isn't theirs.
  const ruleRole = isOwnerLost ? (facts.person?.ruleRole ?? null) : decision.ruleRole;
  const changed = userFields.filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return { kind: 'unchanged', before, ruleRole, conflicts };
  const kind = nameChange(before, after);
  return { kind, before, after, changed, takesAway: takesAway(before, after), ruleRole, conflicts };
}

function nameChange(
  before: DirectoryUser,
  after: DirectoryUser,
): 'update' | 'suspend' | 'deactivate' | 'reactivate' {
  if (before.status === after.status) return 'update';
  if (after.status === 'deactivated') return 'deactivate';
  if (after.status === 'suspended') return before.status === 'deactivated' ? 'update' : 'suspend';
  return before.status === 'suspended' || before.status === 'deactivated' ? 'reactivate' : 'update';
}

/** A user has an e-mail address or a mobile number: the last one stays. */
function keepOneContact(mobile: string | null | undefined, email: string | null): string | null | undefined {
  return mobile === null && email === null ? undefined : mobile;
}

/**
 * The address of an owner or admin stays until a person accepts the new one; so does having none. Slack accounts are linked by address, so
 * choosing the address chooses who has the role. That a rule gives the role is no reason to trust it: the same record says both.
 */
function isAdminEmailKept(
  before: DirectoryUser,
  after: Pick<DirectoryUser, 'email' | 'role'>,
  isAccepted: boolean,
): boolean {
  return (
    after.email !== before.email && isIssuingRole(before.role) && isIssuingRole(after.role) && !isAccepted
  );
}
