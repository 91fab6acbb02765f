import type { OrganizationId } from '../../domain/ids.ts';
import type { Provider, ProviderKind } from '../../domain/providers/provider.ts';
import type { ProviderConnector } from '../../ports/providers/provider.ts';
import type { ServiceDeps } from '../deps.ts';
import { secretNames } from '../vendors/vendor-secret.ts';
import { createAddProvider } from './add-provider.ts';
import { findProvider } from './find-provider.ts';
import type { ProviderDeps } from './open-provider.ts';
import { createRemoveProvider } from './remove-provider.ts';
import { createSetProvider } from './set-provider.ts';
import { createTestProvider } from './test-provider.ts';

/** A provider as it is shown: without its credential. */
export type ProviderSummary = Omit<Provider, 'sealedSecret'>;

/** What the operator has to give for a provider of a kind. */
export interface DescribedProviderKind extends Pick<ProviderConnector, 'checkSettings'> {
  readonly settingNames: readonly string[];
  /** The parts of the credential, in the order in which they are asked for. */
  readonly secretNames: readonly string[];
}

/** What an operator does with providers. */
export function createProviderServices(deps: ServiceDeps & ProviderDeps) {
  async function describeKind(kind: ProviderKind): Promise<DescribedProviderKind> {
    const connector = await deps.providerConnectors.load(kind);
    return {
      settingNames: connector.settings.filter(({ isSecret }) => !isSecret).map(({ name }) => name),
      secretNames: secretNames(connector),
      checkSettings: (settings) => connector.checkSettings(settings),
    };
  }

  return {
    describeKind,
    /** The same for a provider there is; `null` if there is no such provider. */
    async describeProvider(
      organizationId: OrganizationId,
      nameOrId: string,
    ): Promise<DescribedProviderKind | null> {
      const provider = await findProvider(deps.store.read.providers, organizationId, nameOrId);
      return provider && describeKind(provider.kind);
    },
    /** By name. */
    listProviders: async (organizationId: OrganizationId): Promise<ProviderSummary[]> =>
      (await deps.store.read.providers.list(organizationId)).map(
        ({ sealedSecret: _, ...provider }) => provider,
      ),
    addProvider: createAddProvider(deps),
    testProvider: createTestProvider(deps),
    setProvider: createSetProvider(deps),
    removeProvider: createRemoveProvider(deps),
  };
}
