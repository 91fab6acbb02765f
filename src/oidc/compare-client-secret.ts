import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Client } from '../domain/clients/client.ts';
import type { OidcAuthMethod } from '../domain/clients/oidc-client.ts';
import { Secret } from '../domain/crypto/secret.ts';
import { withOutage } from './create-adapter.ts';

type LibraryClient = InstanceType<Provider['Client']>;

/** Takes the place of the library's comparison, which would need the secrets: only digests of them are stored. */
export function createCompareClientSecret(
  authenticateClient: (credential: Secret) => Promise<Client | null>,
) {
  return async function compareClientSecret(this: LibraryClient, actual: string): Promise<boolean> {
    if (presentedBy(Provider.ctx) !== this.clientAuthMethod) {
      throw new errors.InvalidClientAuth('the client is registered for another authentication method');
    }
    const presented = new Secret(toCredential(this.clientId, actual));
    // A whole credential names its client: another client's must not pass for this one's.
    return (await withOutage(authenticateClient(presented)))?.id === this.clientId;
  };
}

/** The library accepts a secret in either place, whichever the client is registered for. */
function presentedBy(context: KoaContextWithOIDC | undefined): OidcAuthMethod {
  return context?.oidc.params?.client_secret === undefined ? 'client_secret_basic' : 'client_secret_post';
}

/** Clients may send the whole credential as it was shown, or only the secret in it. */
function toCredential(clientId: string, secret: string): string {
  return secret.startsWith('bkc_') ? secret : `bkc_${clientId}_${secret}`;
}
