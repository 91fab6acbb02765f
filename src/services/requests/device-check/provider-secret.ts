import { SEAL_NONCE_BYTES, seal, unseal } from '../../../domain/crypto/seal.ts';
import type { Secret } from '../../../domain/crypto/secret.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { DeviceProvider } from '../../../domain/requests/device-check.ts';
import type { ServiceDeps } from '../../deps.ts';

export function sealDeviceSecret(
  { random, keys }: Pick<ServiceDeps, 'random' | 'keys'>,
  organizationId: OrganizationId,
  secret: Secret,
): string {
  const context = { purpose: 'device-secret', id: organizationId } as const;
  return seal(secret, context, random.bytes(SEAL_NONCE_BYTES), keys);
}

/** `null`: its master key is gone, or it was altered. */
export function openDeviceSecret(
  { keys }: Pick<ServiceDeps, 'keys'>,
  { organizationId, sealedSecret }: Pick<DeviceProvider, 'organizationId' | 'sealedSecret'>,
): Secret | null {
  return unseal(sealedSecret, { purpose: 'device-secret', id: organizationId }, keys);
}
