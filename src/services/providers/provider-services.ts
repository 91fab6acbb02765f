import type { OrganizationId } from '../../domain/ids.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { ServiceDeps } from '../deps.ts';
import type { ProviderDeps } from './open-provider.ts';
import { createTestProvider } from './test-provider.ts';

/** A provider as it is shown: without its credential. */
export type ProviderSummary = Omit<Provider, 'sealedSecret'>;

/** What an operator does with providers. */
export function createProviderServices(deps: ServiceDeps & ProviderDeps) {
  return {
    /** By name. */
    listProviders: async (organizationId: OrganizationId): Promise<ProviderSummary[]> =>
      (await deps.store.read.providers.list(organizationId)).map(
        ({ sealedSecret: _, ...provider }) => provider,
      ),
    testProvider: createTestProvider(deps),
  };
}
