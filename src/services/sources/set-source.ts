import type { Secret } from '../../domain/crypto/secret.ts';
import type { RoleRule, Source } from '../../domain/directory/source.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { SourceConnectors } from '../../ports/directory/source.ts';
import type { VendorSettingProblem } from '../../ports/vendor.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import {
  openSourceSecret,
  parseVendorSecret,
  sealSourceSecret,
  type VendorSecretProblem,
} from '../vendors/vendor-secret.ts';
import { findSource } from './find-source.ts';
import { parseOwners } from './parse-owners.ts';
import { readSourceAccess } from './source-access.ts';
import { type SourceTest, tryAccess } from './test-source.ts';

/** A quarter of an hour: vendors limit how often a whole directory is read. */
export const EVERY_MINUTES_LEAST = 15;
/** A day: a person who left must not keep a live code for longer. */
export const EVERY_MINUTES_MOST = 24 * 60;

/** What is left out stays. */
export interface SourceChanges {
  /** An empty value takes a setting out. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly secret?: Secret;
  readonly everyMinutes?: number | null;
  readonly brakePercent?: number;
  /** All rules, in the order in which they are tried. */
  readonly roleRules?: readonly RoleRule[];
  readonly allowedOwners?: readonly string[];
}

export type ChangedField =
  | 'settings'
  | 'credential'
  | 'everyMinutes'
  | 'brakePercent'
  | 'roleRules'
  | 'allowedOwners';

export type SetSourceResult =
  | { readonly kind: 'changed'; readonly source: Source; readonly changed: readonly ChangedField[] }
  | { readonly kind: 'unchanged'; readonly source: Source }
  | { readonly kind: 'unknown_source' }
  /** A SCIM source has no settings, credential or schedule of its own. */
  | { readonly kind: 'not_read' }
  | { readonly kind: 'bad_interval'; readonly least: number; readonly most: number }
  | { readonly kind: 'bad_brake' }
  | { readonly kind: 'bad_owner'; readonly login: string }
  | { readonly kind: 'invalid_settings'; readonly problems: readonly VendorSettingProblem[] }
  | {
      readonly kind: 'invalid_secret';
      readonly problem: VendorSecretProblem;
      readonly names: readonly string[];
    }
  | { readonly kind: 'secret_unreadable' }
  | Extract<SourceTest, { kind: 'failed' }>;

/** Changes a source: everything that is named, or nothing. New settings or a new credential are tried with the vendor first. */
export function createSetSource(deps: ServiceDeps & { readonly connectors: SourceConnectors }) {
  return async function setSource(
    organizationId: OrganizationId,
    nameOrId: string,
    changes: SourceChanges,
    signal: AbortSignal,
  ): Promise<SetSourceResult> {
    const source = await findSource(deps.store.read.sources, organizationId, nameOrId);
    if (source === null) return { kind: 'unknown_source' };
    const { everyMinutes, brakePercent, allowedOwners = source.allowedOwners } = changes;
    if (typeof everyMinutes === 'number' && !isWhole(everyMinutes, EVERY_MINUTES_LEAST, EVERY_MINUTES_MOST))
      return { kind: 'bad_interval', least: EVERY_MINUTES_LEAST, most: EVERY_MINUTES_MOST };
    if (brakePercent !== undefined && !isWhole(brakePercent, 1, 100)) return { kind: 'bad_brake' };
    const owners = parseOwners(allowedOwners);
    if (owners.kind === 'bad_owner') return owners;
    const access = await checkAccess(source, changes, signal);
    if (access.kind !== 'fine') return access;
    const wanted = {
      settings: access.settings,
      sealedSecret:
        access.secret === null ? source.sealedSecret : sealSourceSecret(deps, source.id, access.secret),
      everyMinutes: everyMinutes === undefined ? source.everyMinutes : everyMinutes,
      brakePercent: brakePercent ?? source.brakePercent,
      roleRules: changes.roleRules ?? source.roleRules,
      allowedOwners: owners.logins,
    };
    return deps.store.transact(organizationId, async (tx) => {
      const before = await tx.sources.find(organizationId, source.id);
      if (before === null) return { kind: 'unknown_source' };
      const details = describeChanges(before, wanted);
      if (Object.keys(details).length === 0) return { kind: 'unchanged', source: before };
      const reads = ['settings', 'credential', 'roleRules', 'allowedOwners'].some(
        (field) => field in details,
      );
      const after = {
        ...before,
        ...wanted,
        // Another account has another list of changes, and a new rule is for everybody, not for those who change next.
        cursor: reads ? null : before.cursor,
        // A run that began with the old settings stops.
        updatedAt: Math.max(deps.clock.now(), before.updatedAt + 1),
      };
      await tx.sources.update(after);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, { organizationId, action: 'source.changed', target: source.id, details }),
      );
      return { kind: 'changed', source: after, changed: Object.keys(details) as ChangedField[] };
    });
  };

  async function checkAccess(
    source: Source,
    changes: SourceChanges,
    signal: AbortSignal,
  ): Promise<
    | { readonly kind: 'fine'; readonly settings: Source['settings']; readonly secret: Secret | null }
    | Extract<
        SetSourceResult,
        { kind: 'not_read' | 'invalid_settings' | 'invalid_secret' | 'secret_unreadable' | 'failed' }
      >
  > {
    if (changes.settings === undefined && changes.secret === undefined) {
      if (source.kind === 'scim' && changes.everyMinutes !== undefined) return { kind: 'not_read' };
      return { kind: 'fine', settings: source.settings, secret: null };
    }
    const connector = await deps.connectors.load(source.kind);
    if (connector === null) return { kind: 'not_read' };
    const settings = Object.fromEntries(
      Object.entries({ ...source.settings, ...changes.settings }).filter(([, value]) => value !== ''),
    );
    const problems = connector.checkSettings(settings);
    if (problems.length > 0) return { kind: 'invalid_settings', problems };
    let secret: Secret | null = null;
    if (changes.secret !== undefined) {
      const credential = parseVendorSecret(connector, changes.secret);
      if (credential.kind === 'bad') return { ...credential, kind: 'invalid_secret' };
      secret = credential.secret;
    }
    const opened = openSourceSecret(deps, source);
    if (secret === null && opened.kind === 'unreadable') return { kind: 'secret_unreadable' };
    const tried = secret ?? (opened.kind === 'opened' ? opened.secret : null);
    const access = await readSourceAccess(deps, { ...source, settings }, tried);
    const tested = await tryAccess(connector, access, signal);
    if (tested.kind === 'failed') return tested;
    return { kind: 'fine', settings: { ...settings, ...tested.settings }, secret };
  }
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

type Settable = Pick<
  Source,
  'settings' | 'sealedSecret' | 'everyMinutes' | 'brakePercent' | 'roleRules' | 'allowedOwners'
>;

/** Before and after of each field that changes, as text; of the credential only that it changes. */
function describeChanges(before: Settable, after: Settable): Partial<Record<ChangedField, string>> {
  const details: Partial<Record<ChangedField, string>> = {};
  for (const field of ['settings', 'everyMinutes', 'brakePercent', 'roleRules', 'allowedOwners'] as const) {
    const [old, changed] = [JSON.stringify(before[field]), JSON.stringify(after[field])];
    if (old !== changed) details[field] = `${old} -> ${changed}`;
  }
  if (before.sealedSecret !== after.sealedSecret) details.credential = 'changed';
  return details;
}
