import { findGovernor, type GovernedAttribute, governedAttributes } from '../attribute-authority.ts';
import type { DirectoryUser } from '../directory-user.ts';
import { isIssuingRole } from '../roles.ts';
import { takesAway } from './brake.ts';
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
import type { RoleDecision } from './role-rules.ts';

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

  const isLoginOpen = isIssuingRole(before.role) && !facts.isAdminLoginAccepted;

  function decideLinkedRole(login: string): RoleDecision {
    const ruleRole = facts.person?.ruleRole ?? null;
    if (!governs('role')) return { role: before.role, ruleRole, isRefused: false };
    const isRuled = facts.links.some((link) => link.ruleRole !== null);
    const decided = roleOf(facts, read, context, { login, present: { role: before.role, isRuled } });
    // Owner by an address that waits for a person: the role waits with it. As a member they would take the address, and then the role.
    const told =
      (governs('email') ? read.email : before.email) ?? (isOurs ? read.mobile : before.mobile) ?? '';
    const isWaiting = decided.isRefused && isLoginOpen && source.allowedOwners.includes(told);
    return isWaiting ? { ...decided, role: before.role, ruleRole } : decided;
  }

  function decideStanding(login: string) {
    const { isRefused, ...decision } = decideLinkedRole(login);
    if (isRefused) conflicts.push(refusedOwner);
    const status = governs('status') ? read.status : before.status;
    if (!facts.isLastOwner || (decision.role === 'owner' && status === 'confirmed'))
      return { ...decision, status };
    const lost =
      decision.role === 'owner'
        ? { field: 'status', value: status }
        : { field: 'role', value: decision.role };
    conflicts.push({ ...noOther, kind: 'last_owner', ...lost });
    // A rule's role that was kept from the last owner isn't theirs.
    return { role: before.role, status: before.status, ruleRole: facts.person?.ruleRole ?? null };
  }

  /*
   * The logins of an owner or admin stay until a person accepts the new ones; so does having no address. Slack accounts are linked by
   * address, so choosing the address chooses who has the role; and the next person to get a number or alias could sign in under it, with a
   * code of their own, where a login service takes the name for the admin. That a rule gives the role is no reason to trust the record.
   */
  function takeLogins(keepsAdmins: boolean) {
    /** The new value, unless another user has it. */
    function take(field: 'email' | 'mobile' | 'alias', told: string | null | undefined): string | null {
      if (told === undefined || told === before[field]) return before[field];
      const holder = told === null ? undefined : others.find((user) => loginsOfAny(user).includes(told));
      if (told !== null && holder !== undefined) {
        conflicts.push(asCollision(holder, field, told, source.id));
        return before[field];
      }
      if (keepsAdmins && (field === 'email' || before[field] !== null)) {
        conflicts.push({ ...noOther, kind: 'admin_login', field, value: told });
        return before[field];
      }
      return told;
    }
    // A record without an address takes none away: it would lose the login by which the person is known.
    const email = governs('email') ? take('email', read.email ?? undefined) : before.email;
    const mobile = isOurs ? take('mobile', keepOneContact(read.mobile, email)) : before.mobile;
    const alias = isOurs ? take('alias', read.alias) : before.alias;
    return { email, mobile, alias: alias === email ? null : alias };
  }

  // Only the logins that an owner or admin has now can give them a role; those of others are taken first.
  const early = isLoginOpen ? decideStanding(before.email ?? before.mobile ?? '') : null;
  const logins = takeLogins(early !== null && isIssuingRole(early.role));
  const { role, status, ruleRole } = early ?? decideStanding(logins.email ?? logins.mobile ?? '');
  const after: DirectoryUser = {
    ...before,
    displayName: governs('name') ? (read.displayName ?? before.displayName) : before.displayName,
    role,
    status,
    ...logins,
    primary: isOurs ? (logins.email === null ? 'mobile' : 'email') : before.primary,
    externalId: isOurs ? read.externalId : before.externalId,
    manager: governs('manager') && read.manager !== undefined ? read.manager : before.manager,
    department: isOurs && read.department !== undefined ? read.department : before.department,
    employeeNumber: isOurs && read.employeeNumber !== undefined ? read.employeeNumber : before.employeeNumber,
    updatedAt: now,
  };
  conflicts.push(...warningsOf(after, read, { ...facts, ...context }));
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
