import type { Secret } from '../../domain/crypto/secret.ts';
import { type NameProblem, parseName } from '../../domain/directory/name.ts';
import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import { BRAKE_PERCENT, type RoleRule, type Source, type SourceKind } from '../../domain/directory/source.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { SourceConnectors } from '../../ports/directory/source.ts';
import type { VendorSettingProblem } from '../../ports/vendor.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { createConnectFirstWorkspace } from '../organization/connect-first-workspace.ts';
import { parseVendorSecret, sealSourceSecret, type VendorSecretProblem } from '../vendors/vendor-secret.ts';
import { parseOwners } from './parse-owners.ts';
import { type SourceTest, tryAccess } from './test-source.ts';

/** An hour: soon enough for a new employee, and far below every vendor's limit. */
export const SYNC_MINUTES = 60;

export interface NewSource {
  readonly kind: SourceKind;
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: Secret | null;
  readonly roleRules?: readonly RoleRule[];
  readonly allowedOwners?: readonly string[];
}

export type AddSourceResult =
  | { readonly kind: 'added'; readonly source: Source; readonly people: number | null }
  | { readonly kind: 'unknown_kind' }
  | { readonly kind: 'invalid_name'; readonly problem: NameProblem }
  | { readonly kind: 'name_taken' }
  | { readonly kind: 'bad_owner'; readonly login: string }
  | { readonly kind: 'invalid_settings'; readonly problems: readonly VendorSettingProblem[] }
  | {
      readonly kind: 'invalid_secret';
      readonly problem: VendorSecretProblem;
      readonly names: readonly string[];
    }
  /** The vendor was asked, and refused. Nothing was added. */
  | Extract<SourceTest, { kind: 'failed' }>;

/** Adds a source, after asking its vendor. The credential is stored sealed. Nothing is read until the first sync is asked for. */
export function createAddSource(deps: ServiceDeps & { readonly connectors: SourceConnectors }) {
  const connectFirstWorkspace = createConnectFirstWorkspace(deps);
  return async function addSource(
    organizationId: OrganizationId,
    { kind, name, settings: wanted, secret: given, roleRules = [], allowedOwners = [] }: NewSource,
    signal: AbortSignal,
  ): Promise<AddSourceResult> {
    const connector = await deps.connectors.load(kind);
    if (connector === null) return { kind: 'unknown_kind' };
    const parsed = parseName(name);
    if (parsed.kind === 'bad') return { kind: 'invalid_name', problem: parsed.problem };
    const isTaken = (sources: readonly Source[]) => sources.some((one) => one.name === parsed.name);
    if (isTaken(await deps.store.read.sources.list(organizationId))) return { kind: 'name_taken' };
    const owners = parseOwners(allowedOwners);
    if (owners.kind === 'bad_owner') return owners;
    const problems = connector.checkSettings(wanted);
    if (problems.length > 0) return { kind: 'invalid_settings', problems };
    const credential = parseVendorSecret(connector, given);
    if (credential.kind === 'bad') return { ...credential, kind: 'invalid_secret' };
    const { secret } = credential;
    const tested = await tryAccess(connector, { settings: wanted, secret }, signal);
    if (tested.kind === 'failed') return tested;
    const { slackWorkspace: workspace } = tested;
    if (workspace !== undefined && !(await isOfOrganization(organizationId, workspace)))
      return { kind: 'failed', problem: 'wrong_workspace', detail: slackTenantIdOf(workspace) };
    const settings = { ...wanted, ...tested.settings };
    const id = deps.random.id('source');
    const now = deps.clock.now();
    const source: Source = {
      id,
      organizationId,
      kind,
      name: parsed.name,
      settings,
      sealedSecret: sealSourceSecret(deps, id, secret),
      clientId: null,
      roleRules,
      allowedOwners: owners.logins,
      brakePercent: BRAKE_PERCENT,
      everyMinutes: SYNC_MINUTES,
      cursor: null,
      lastFullAt: null,
      run: null,
      createdAt: now,
      updatedAt: now,
    };
    return deps.store.transact(organizationId, async (tx) => {
      if (isTaken(await tx.sources.list(organizationId))) return { kind: 'name_taken' };
      await tx.sources.insert(source);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'source.added',
          target: id,
          details: {
            name: source.name,
            kind,
            ...settings,
            ...(roleRules.length > 0 && { roleRules: JSON.stringify(roleRules) }),
            ...(owners.logins.length > 0 && { allowedOwners: JSON.stringify(owners.logins) }),
          },
        }),
      );
      return { kind: 'added', source, people: tested.people };
    });
  };

  /** A first workspace is connected by the same rule as when the bot starts. */
  async function isOfOrganization(
    organizationId: OrganizationId,
    workspace: SlackWorkspace,
  ): Promise<boolean> {
    const found = await connectFirstWorkspace(workspace);
    const isConnected = found.kind === 'connected' || found.kind === 'already_connected';
    return isConnected && found.organization.id === organizationId;
  }
}
