import type { Secret } from '../../../domain/crypto/secret.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { DeviceProvider } from '../../../domain/requests/device-check.ts';
import { type Tier, tiers } from '../../../domain/requests/tier.ts';
import { DeviceCheckError, type DeviceProblem } from '../../../ports/device-check.ts';
import { draftOperatorAudit } from '../../audit/draft-operator-audit.ts';
import { auditAndNotifyOwners } from '../../notices/notify-of-change.ts';
import { openDeviceSecret, sealDeviceSecret } from './provider-secret.ts';
import type { DeviceCheckDeps } from './run-checks.ts';

type Failed = { readonly kind: 'failed'; readonly problem: DeviceProblem; readonly detail: string | null };

export interface NewDeviceProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: Secret;
}

export type SetDeviceProviderResult =
  | { readonly kind: 'set'; readonly replaced: boolean }
  | { readonly kind: 'no_client' | 'no_secret' }
  /** The provider was asked, and people can't be asked by it. Nothing was changed. */
  | Failed;

export type TestDeviceProviderResult =
  | { readonly kind: 'works'; readonly issuer: string }
  | { readonly kind: 'unset' | 'secret_unreadable' }
  | Failed;

export type RemoveDeviceProviderResult =
  | { readonly kind: 'removed' | 'unset' }
  /** These tiers allow the method: their requests could be waiting for it. */
  | { readonly kind: 'needed'; readonly tiers: readonly Tier[] };

const CLIENT_ID = /^[\x21-\x7e]{1,200}$/;
const SECRET_LENGTH_MAX = 2000;

/** What an operator does with the identity provider that asks people on their devices. */
export function createDeviceProviderServices(deps: DeviceCheckDeps) {
  const { store, clock } = deps;

  async function tryProvider(provider: NewDeviceProvider): Promise<Failed | null> {
    try {
      await deps.deviceChecker.test(provider);
      return null;
    } catch (error) {
      if (!(error instanceof DeviceCheckError)) throw error;
      return { kind: 'failed', problem: error.problem, detail: error.detail };
    }
  }

  return {
    find: (organizationId: OrganizationId): Promise<DeviceProvider | null> =>
      store.read.deviceProviders.find(organizationId),

    /** Tested first. Questions that wait for an answer of another provider end. */
    async set(
      organizationId: OrganizationId,
      { issuer, clientId, secret }: NewDeviceProvider,
    ): Promise<SetDeviceProviderResult> {
      const length = secret.reveal().length;
      if (!CLIENT_ID.test(clientId)) return { kind: 'no_client' };
      if (length === 0 || length > SECRET_LENGTH_MAX) return { kind: 'no_secret' };
      const failed = await tryProvider({ issuer, clientId, secret });
      if (failed !== null) return failed;
      const provider: DeviceProvider = {
        organizationId,
        issuer,
        clientId,
        sealedSecret: sealDeviceSecret(deps, organizationId, secret),
        updatedAt: clock.now(),
      };
      return store.transact(organizationId, async (tx) => {
        const before = await tx.deviceProviders.find(organizationId);
        await tx.deviceProviders.put(provider);
        const change = (old: string | undefined, now: string) =>
          old === undefined || old === now ? now : `${old} -> ${now}`;
        await auditAndNotifyOwners(
          deps,
          tx,
          draftOperatorAudit(deps, {
            organizationId,
            action: 'organization.device_check_set',
            target: organizationId,
            details: {
              issuer: change(before?.issuer, issuer),
              clientId: change(before?.clientId, clientId),
            },
          }),
        );
        return { kind: 'set', replaced: before !== null };
      });
    },

    async test(organizationId: OrganizationId): Promise<TestDeviceProviderResult> {
      const provider = await store.read.deviceProviders.find(organizationId);
      if (provider === null) return { kind: 'unset' };
      const secret = openDeviceSecret(deps, provider);
      if (secret === null) return { kind: 'secret_unreadable' };
      return (await tryProvider({ ...provider, secret })) ?? { kind: 'works', issuer: provider.issuer };
    },

    remove: (organizationId: OrganizationId): Promise<RemoveDeviceProviderResult> =>
      store.transact(organizationId, async (tx) => {
        const provider = await tx.deviceProviders.find(organizationId);
        const policy = (await tx.organizations.findById(organizationId))?.policy;
        if (provider === null || policy === undefined) return { kind: 'unset' };
        const needing = tiers.filter((tier) => policy.tiers[tier].verificationMethods.includes('device'));
        if (needing.length > 0) return { kind: 'needed', tiers: needing };
        await tx.deviceProviders.remove(organizationId);
        const { issuer, clientId } = provider;
        await auditAndNotifyOwners(
          deps,
          tx,
          draftOperatorAudit(deps, {
            organizationId,
            action: 'organization.device_check_removed',
            target: organizationId,
            details: { issuer, clientId },
          }),
        );
        return { kind: 'removed' };
      }),
  };
}
