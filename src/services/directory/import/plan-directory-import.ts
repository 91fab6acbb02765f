import { type DirectoryUser, noSourceFields } from '../../../domain/directory/directory-user.ts';
import { isIssuingRole, type Role } from '../../../domain/directory/roles.ts';
import type { OrganizationId, UserId } from '../../../domain/ids.ts';
import type { GovernedFields } from '../find-governed.ts';
import { changedFields } from '../record-user-changes.ts';
import type { DirectoryRow, RowIssue } from './directory-row.ts';

export type PlannedRow =
  | { readonly kind: 'add'; readonly after: DirectoryUser }
  | { readonly kind: 'change'; readonly before: DirectoryUser; readonly after: DirectoryUser }
  | { readonly kind: 'unchanged'; readonly before: DirectoryUser }
  | { readonly kind: 'conflict'; readonly issue: RowIssue };

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What the operator allows an import to do. */
export interface ImportRules {
  /** The role of new people whose row gives none; `null`: every row must give one. */
  readonly defaultRole: Role | null;
  /**
   * Whether an owner's or admin's e-mail address may change. Otherwise an employee who puts an admin's mobile
   * number into their own record would become that admin: people are matched by any login, and Slack accounts
   * are linked by the address.
   */
  readonly allowsAdminEmailChange: boolean;
}

export interface PlanContext extends ImportRules {
  readonly organizationId: OrganizationId;
  readonly now: number;
  readonly newUserId: () => UserId;
  /** What sources decide of the stored users. */
  readonly governed: ReadonlyMap<UserId, readonly GovernedFields[]>;
}

/** Every login a row names. */
export function loginsOfRow({
  email,
  mobile,
  alias,
}: Pick<DirectoryRow, 'email' | 'mobile' | 'alias'>): string[] {
  return [...new Set([email, mobile, alias].filter((login) => typeof login === 'string'))];
}

/** Finds the stored users that a row may mean. */
export function createUserIndex(users: readonly DirectoryUser[]): (row: DirectoryRow) => DirectoryUser[] {
  const byLogin = new Map<string, DirectoryUser>();
  for (const user of users) {
    for (const login of loginsOfRow(user)) byLogin.set(login, user);
  }
  // As in the very first import.
  if (byLogin.size === 0) return () => [];
  return (row) => {
    const found = loginsOfRow(row).flatMap((login) => byLogin.get(login) ?? []);
    return [...new Map(found.map((user) => [user.id, user])).values()];
  };
}

/** What a row means for the directory, given the users whose login it names. */
export function planRow(
  row: DirectoryRow,
  matches: readonly DirectoryUser[],
  context: PlanContext,
): PlannedRow {
  const [before, another] = matches;
  if (another !== undefined) {
    return { kind: 'conflict', issue: { code: 'two_people' } };
  }
  const email = row.email === undefined ? (before?.email ?? null) : row.email;
  const mobile = row.mobile === undefined ? (before?.mobile ?? null) : row.mobile;
  const primary = row.primary ?? choosePrimary(before, email, mobile);
  if ((primary === 'email' ? email : mobile) === null) {
    return { kind: 'conflict', issue: { code: 'no_primary', primary } };
  }
  const alias = row.alias === undefined ? (before?.alias ?? null) : row.alias;
  const role = row.role ?? before?.role ?? context.defaultRole;
  if (role === null) return { kind: 'conflict', issue: { code: 'no_role' } };
  const { name: displayName, status } = row;
  const told = {
    displayName,
    role,
    status,
    email,
    mobile,
    alias: alias === email ? null : alias,
    primary,
    manager: row.manager === undefined ? (before?.manager ?? null) : row.manager,
    department: row.department === undefined ? (before?.department ?? null) : row.department,
    employeeNumber: row.employeeNumber === undefined ? (before?.employeeNumber ?? null) : row.employeeNumber,
  };
  if (before === undefined) {
    const { organizationId, now, newUserId } = context;
    return {
      kind: 'add',
      after: { id: newUserId(), organizationId, ...noSourceFields, ...told, createdAt: now, updatedAt: now },
    };
  }
  if (
    isIssuingRole(before.role) &&
    before.email !== null &&
    email !== before.email &&
    !context.allowsAdminEmailChange
  ) {
    return {
      kind: 'conflict',
      issue: { code: 'admin_email', role: before.role, before: before.email, after: email },
    };
  }
  const after = { ...before, ...told, updatedAt: context.now };
  const changed = changedFields(before, after);
  for (const { source, fields } of context.governed.get(before.id) ?? []) {
    const theirs = changed.filter((field) => fields.includes(field));
    if (theirs.length > 0) return { kind: 'conflict', issue: { code: 'governed', source, fields: theirs } };
  }
  return changed.length === 0 ? { kind: 'unchanged', before } : { kind: 'change', before, after };
}

export function isConfirmedOwner(user: DirectoryUser): boolean {
  return user.role === 'owner' && user.status === 'confirmed';
}

/** What it was, as long as that contact exists; otherwise e-mail before mobile. */
function choosePrimary(
  before: DirectoryUser | undefined,
  email: string | null,
  mobile: string | null,
): DirectoryUser['primary'] {
  if (before?.primary === 'email' && email !== null) return 'email';
  if (before?.primary === 'mobile' && mobile !== null) return 'mobile';
  return email === null ? 'mobile' : 'email';
}
