import type { Provider } from '../../domain/providers/provider.ts';
import type { ProviderConnection, ProviderConnectors } from '../../ports/providers/provider.ts';
import type { ServiceDeps } from '../deps.ts';
import { openProviderSecret } from './provider-secret.ts';

export interface ProviderDeps {
  readonly providerConnectors: ProviderConnectors;
}

export type OpenedProvider =
  | { readonly kind: 'opened'; readonly connection: ProviderConnection }
  /** Its master key is gone, or it was altered. */
  | { readonly kind: 'secret_unreadable' };

/** Nothing is sent yet. */
export async function openProvider(
  deps: Pick<ServiceDeps, 'keys'> & ProviderDeps,
  provider: Pick<Provider, 'id' | 'kind' | 'settings' | 'sealedSecret'>,
): Promise<OpenedProvider> {
  const secret = openProviderSecret(deps, provider);
  if (secret === null) return { kind: 'secret_unreadable' };
  const connector = await deps.providerConnectors.load(provider.kind);
  return { kind: 'opened', connection: connector.open({ settings: provider.settings, secret }) };
}
