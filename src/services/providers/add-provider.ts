import type { Secret } from '../../domain/crypto/secret.ts';
import { foldName, type NameProblem, parseName } from '../../domain/directory/name.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Provider, ProviderKind } from '../../domain/providers/provider.ts';
import { canNameProvider } from '../../domain/providers/spell-rule.ts';
import type { TestedProvider } from '../../ports/providers/provider.ts';
import type { VendorSettingProblem } from '../../ports/vendor.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { parseVendorSecret, secretNames, type VendorSecretProblem } from '../vendors/vendor-secret.ts';
import type { ProviderDeps } from './open-provider.ts';
import { sealProviderSecret } from './provider-secret.ts';
import { type ProviderTest, tryConnection } from './test-provider.ts';

export interface NewProvider {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: Secret | null;
}

export type AddProviderResult =
  | { readonly kind: 'added'; readonly provider: Provider; readonly facts: TestedProvider['facts'] }
  | { readonly kind: 'invalid_name'; readonly problem: NameProblem }
  /** It would mean something else in a rule of the policy. */
  | { readonly kind: 'unfit_name' }
  | { readonly kind: 'name_taken' }
  | { readonly kind: 'invalid_settings'; readonly problems: readonly VendorSettingProblem[] }
  | {
      readonly kind: 'invalid_secret';
      readonly problem: VendorSecretProblem;
      readonly names: readonly string[];
    }
  /** The vendor was asked, and refused. Nothing was added. */
  | Extract<ProviderTest, { kind: 'failed' }>;

/** Adds a provider, after asking its vendor. The credential is stored sealed. No code comes from it until the policy says so. */
export function createAddProvider(deps: ServiceDeps & ProviderDeps) {
  return async function addProvider(
    organizationId: OrganizationId,
    { kind, name, settings, secret: given }: NewProvider,
    signal: AbortSignal,
  ): Promise<AddProviderResult> {
    const parsed = parseName(name);
    if (parsed.kind === 'bad') return { kind: 'invalid_name', problem: parsed.problem };
    if (!canNameProvider(parsed.name)) return { kind: 'unfit_name' };
    const folded = foldName(parsed.name);
    const isTaken = (all: readonly Provider[]) => all.some((one) => foldName(one.name) === folded);
    if (isTaken(await deps.store.read.providers.list(organizationId))) return { kind: 'name_taken' };
    const connector = await deps.providerConnectors.load(kind);
    const problems = connector.checkSettings(settings);
    if (problems.length > 0) return { kind: 'invalid_settings', problems };
    const credential = parseVendorSecret(connector, given);
    if (credential.kind === 'bad') return { ...credential, kind: 'invalid_secret' };
    const { secret } = credential;
    if (secret === null) return { kind: 'invalid_secret', problem: 'missing', names: secretNames(connector) };
    const tested = await tryConnection(connector.open({ settings, secret }), signal);
    if (tested.kind === 'failed') return tested;
    const id = deps.random.id('provider');
    const now = deps.clock.now();
    const sealedSecret = sealProviderSecret(deps, id, secret);
    const provider: Provider = {
      id,
      organizationId,
      kind,
      name: parsed.name,
      settings,
      sealedSecret,
      createdAt: now,
      updatedAt: now,
    };
    return deps.store.transact(organizationId, async (tx): Promise<AddProviderResult> => {
      if (isTaken(await tx.providers.list(organizationId))) return { kind: 'name_taken' };
      await tx.providers.insert(provider);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'provider.added',
          target: id,
          details: { ...settings, name: provider.name, kind },
        }),
      );
      return { kind: 'added', provider, facts: tested.facts };
    });
  };
}
