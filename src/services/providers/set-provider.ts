import type { Secret } from '../../domain/crypto/secret.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { ProviderConnector, TestedProvider } from '../../ports/providers/provider.ts';
import type { VendorSettingProblem } from '../../ports/vendor.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { parseVendorSecret, type VendorSecretProblem } from '../vendors/vendor-secret.ts';
import { findProvider } from './find-provider.ts';
import { hasCodes } from './has-codes.ts';
import type { ProviderDeps } from './open-provider.ts';
import { openProviderSecret, sealProviderSecret } from './provider-secret.ts';
import { type ProviderTest, tryConnection } from './test-provider.ts';

/** What is left out stays. */
export interface ProviderChanges {
  /** An empty value takes a setting out. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly secret?: Secret;
}

export type ChangedProviderField = 'settings' | 'credential';

export type SetProviderResult =
  | {
      readonly kind: 'changed';
      readonly provider: Provider;
      readonly changed: readonly ChangedProviderField[];
      readonly facts: TestedProvider['facts'];
    }
  | { readonly kind: 'unchanged' | 'unknown_provider' | 'secret_unreadable' }
  /** Someone changed it while the vendor was asked. */
  | { readonly kind: 'late' }
  /** Unless confirmed: if the settings mean another tenant, its codes that work, or are still to be ended, can no longer be found. */
  | { readonly kind: 'has_codes'; readonly provider: Provider }
  | { readonly kind: 'invalid_settings'; readonly problems: readonly VendorSettingProblem[] }
  | {
      readonly kind: 'invalid_secret';
      readonly problem: VendorSecretProblem;
      readonly names: readonly string[];
    }
  | Extract<ProviderTest, { kind: 'failed' }>;

/** Changes a provider: everything that is named, or nothing. The vendor is asked first. */
export function createSetProvider(deps: ServiceDeps & ProviderDeps) {
  return async function setProvider(
    organizationId: OrganizationId,
    nameOrId: string,
    changes: ProviderChanges & { readonly isConfirmed?: boolean },
    signal: AbortSignal,
  ): Promise<SetProviderResult> {
    const provider = await findProvider(deps.store.read.providers, organizationId, nameOrId);
    if (provider === null) return { kind: 'unknown_provider' };
    const connector = await deps.providerConnectors.load(provider.kind);
    const settings = mergeSettings(provider.settings, changes.settings);
    const problems = connector.checkSettings(settings);
    if (problems.length > 0) return { kind: 'invalid_settings', problems };
    const secret = readSecret(connector, provider, changes.secret);
    if (secret.kind !== 'secret') return secret;
    const tested = await tryConnection(connector.open({ settings, secret: secret.secret }), signal);
    if (tested.kind === 'failed') return tested;
    const details = describeChanges(provider.settings, settings, changes.secret !== undefined);
    if (Object.keys(details).length === 0) return { kind: 'unchanged' };
    const sealedSecret =
      changes.secret === undefined
        ? provider.sealedSecret
        : sealProviderSecret(deps, provider.id, secret.secret);
    return deps.store.transact(organizationId, async (tx): Promise<SetProviderResult> => {
      const before = await tx.providers.find(organizationId, provider.id);
      if (before === null) return { kind: 'unknown_provider' };
      if (before.updatedAt !== provider.updatedAt) return { kind: 'late' };
      if ('settings' in details && changes.isConfirmed !== true && (await hasCodes(tx, provider)))
        return { kind: 'has_codes', provider };
      const updatedAt = Math.max(deps.clock.now(), before.updatedAt + 1);
      const after = { ...before, settings, sealedSecret, updatedAt };
      await tx.providers.update(after);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'provider.changed',
          target: provider.id,
          details: { name: before.name, ...details },
        }),
      );
      const changed = Object.keys(details) as ChangedProviderField[];
      return { kind: 'changed', provider: after, changed, facts: tested.facts };
    });
  };

  function readSecret(connector: ProviderConnector, provider: Provider, given: Secret | undefined) {
    if (given === undefined) {
      const secret = openProviderSecret(deps, provider);
      return secret === null
        ? ({ kind: 'secret_unreadable' } as const)
        : ({ kind: 'secret', secret } as const);
    }
    const credential = parseVendorSecret(connector, given);
    if (credential.kind === 'bad') return { ...credential, kind: 'invalid_secret' } as const;
    return credential.secret === null
      ? ({ kind: 'invalid_secret', problem: 'missing', names: [] } as const)
      : ({ kind: 'secret', secret: credential.secret } as const);
  }
}

function mergeSettings(
  before: Provider['settings'],
  changes: ProviderChanges['settings'],
): Provider['settings'] {
  return Object.fromEntries(
    Object.entries({ ...before, ...changes })
      .filter(([, value]) => value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Before and after of the settings, as text; of the credential only that it changes. */
function describeChanges(
  before: Provider['settings'],
  after: Provider['settings'],
  hasSecret: boolean,
): Partial<Record<ChangedProviderField, string>> {
  const [old, changed] = [before, after].map((each) => JSON.stringify(mergeSettings(each, {})));
  return {
    ...(old === changed ? {} : { settings: `${old} -> ${changed}` }),
    ...(hasSecret ? { credential: 'changed' } : {}),
  };
}
