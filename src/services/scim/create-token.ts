import { ACCESS_TOKEN_SECONDS, createAccessToken } from '../../domain/clients/access-token.ts';
import { parseCredential } from '../../domain/clients/client-credential.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import { type AdmitResult, createAdmitClient } from '../clients/admit-client.ts';
import type { ServiceDeps } from '../deps.ts';

export type CreateTokenResult =
  | { readonly kind: 'created'; readonly token: Secret; readonly lifetimeSeconds: number }
  | Exclude<AdmitResult, { kind: 'admitted' }>;

/** A short-lived token for a client's credential (RFC 6749, 4.4), for clients that would rather not send the credential every time. */
export function createCreateToken(deps: ServiceDeps) {
  const admitClient = createAdmitClient(deps);

  /** @param secret the whole credential, or only the secret in it */
  return async function createToken(
    clientId: string,
    secret: Secret,
    from: string,
  ): Promise<CreateTokenResult> {
    const text = secret.reveal();
    const credential = text.startsWith('bkc_') ? text : `bkc_${clientId}_${text}`;
    // A whole credential names its client: another client's must not pass for this one's.
    if (parseCredential(credential)?.id !== clientId) return { kind: 'unauthorized' };
    const admitted = await admitClient(new Secret(credential), 'scim', from);
    if (admitted.kind !== 'admitted') return admitted;
    const token = createAccessToken(admitted.client, deps.clock.now(), deps.keys);
    return { kind: 'created', token, lifetimeSeconds: ACCESS_TOKEN_SECONDS };
  };
}
