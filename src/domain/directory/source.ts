import type { ClientId, OrganizationId, SourceId } from '../ids.ts';
import type { Role } from './roles.ts';
import { isUnderWay, type SyncRun } from './sync-run.ts';

export const sourceKinds = [
  'scim',
  'jumpcloud',
  'bamboohr',
  'greythr',
  'google',
  'entra',
  'okta',
  'onelogin',
  'ldap',
  'slack',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Gives a role to the people of a group, or to those with an attribute. The first rule that fits a person decides. */
export interface RoleRule {
  readonly when:
    | { readonly kind: 'group'; readonly group: string }
    | { readonly kind: 'attribute'; readonly attribute: string; readonly value: string };
  readonly role: Role;
}

/** Where users of an organization come from: a vendor's directory that is read, or a SCIM client that writes. */
export interface Source {
  readonly id: SourceId;
  readonly organizationId: OrganizationId;
  readonly kind: SourceKind;
  /** Chosen by the operator; unique in the organization. */
  readonly name: string;
  /** What the kind needs to find its server, such as a company's name; nothing secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** The credential, sealed for this record; `null` for a kind that has none. */
  readonly sealedSecret: string | null;
  /** The client that writes; only of a SCIM source. */
  readonly clientId: ClientId | null;
  readonly roleRules: readonly RoleRule[];
  /** Normalized logins of the people this source may make owners. */
  readonly allowedOwners: readonly string[];
  /** The largest share of its people, in percent, that one run may deactivate, suspend or demote without being asked. */
  readonly brakePercent: number;
  /** Minutes between runs; `null`: only on request. A SCIM source has no runs. */
  readonly everyMinutes: number | null;
  /** Where the vendor's list of changes goes on; `null` after a change of settings, or if the vendor has no such list. */
  readonly cursor: string | null;
  /** When a whole snapshot was last applied. */
  readonly lastFullAt: number | null;
  /** The latest run; `null` before the first. */
  readonly run: SyncRun | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Whether background work has to look at it: it has a schedule, or a run that is under way. */
export function isScheduled({ everyMinutes, run }: Pick<Source, 'everyMinutes' | 'run'>): boolean {
  return everyMinutes !== null || isUnderWay(run);
}

export const BRAKE_PERCENT = 10;
/** A run that takes away from fewer people than this is never stopped. */
export const BRAKE_LEAST = 5;
