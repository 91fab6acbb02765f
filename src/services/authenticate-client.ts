import { digestSecret, isCredentialOf, parseCredential } from '../domain/client-credential.ts';
import { isClientExpired, type RelyingService } from '../domain/relying-service.ts';
import type { Secret } from '../domain/secret.ts';
import type { ServiceDeps } from './deps.ts';

/** `lastUsedAt` is for people who clean up: to the minute is enough, and spares a write for every request. */
const LAST_USED_STEP_MS = 60_000;

/**
 * Whose credential this is; `null` if nobody's, or if its time is over. An id that nobody has takes the same steps as a wrong secret, so the
 * time taken tells neither from the other.
 */
export function createAuthenticateClient({
  store,
  clock,
  keys,
}: Pick<ServiceDeps, 'store' | 'clock' | 'keys'>) {
  return async function authenticateClient(presented: Secret): Promise<RelyingService | null> {
    const credential = parseCredential(presented.reveal());
    if (credential === null) return null;
    const service = await store.read.relyingServices.find(credential.id);
    const now = clock.now();
    const decoy = { ...digestSecret(credential, keys), id: credential.id, previousSecret: null };
    const isSame = isCredentialOf(credential, service ?? decoy, keys, now);
    if (service === null || !isSame || isClientExpired(service, now)) return null;
    if (service.lastUsedAt !== null && now - service.lastUsedAt < LAST_USED_STEP_MS) return service;
    const { organizationId, id } = service;
    await store.transact(organizationId, (tx) => tx.relyingServices.setLastUsed(organizationId, id, now));
    return { ...service, lastUsedAt: now };
  };
}
