import { SEAL_NONCE_BYTES, seal, unseal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { ProviderId } from '../../domain/ids.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { ServiceDeps } from '../deps.ts';

export function sealProviderSecret(
  { random, keys }: Pick<ServiceDeps, 'random' | 'keys'>,
  id: ProviderId,
  secret: Secret,
): string {
  return seal(secret, { purpose: 'provider-secret', id }, random.bytes(SEAL_NONCE_BYTES), keys);
}

/** `null`: its master key is gone, or it was altered. */
export function openProviderSecret(
  { keys }: Pick<ServiceDeps, 'keys'>,
  { id, sealedSecret }: Pick<Provider, 'id' | 'sealedSecret'>,
): Secret | null {
  return unseal(sealedSecret, { purpose: 'provider-secret', id }, keys);
}
