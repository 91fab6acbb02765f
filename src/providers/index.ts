import type { ProviderKind } from '../domain/providers/provider.ts';
import type { ProviderConnector } from '../ports/providers/provider.ts';
import type { VendorWorld } from '../vendors/vendor-world.ts';
import { createAuth0Provider } from './auth0/auth0-connector.ts';
import { createDuoConnector } from './duo/duo-connector.ts';
import { createEntraProvider } from './entra/entra-connector.ts';
import { createGoogleProvider } from './google/google-connector.ts';
import { createOktaProvider } from './okta/okta-connector.ts';
import { createOneLoginProvider } from './onelogin/onelogin-connector.ts';

type Create = (world: VendorWorld) => ProviderConnector;

const create: Record<ProviderKind, Create> = {
  auth0: createAuth0Provider,
  entra: createEntraProvider,
  okta: createOktaProvider,
  google: createGoogleProvider,
  onelogin: createOneLoginProvider,
  duo: createDuoConnector,
};

/** The connector of a kind. */
export function createProviderConnector(kind: ProviderKind, world: VendorWorld): ProviderConnector {
  return create[kind](world);
}
