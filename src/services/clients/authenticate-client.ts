import { type Client, isClientExpired } from '../../domain/clients/client.ts';
import { digestSecret, isCredentialOf, parseCredential } from '../../domain/clients/client-credential.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { ServiceDeps } from '../deps.ts';
import { recordUse } from './record-use.ts';
import { shouldRecordUse } from './should-record-use.ts';

/**
 * The client of a credential; `null` if there is none, or it has expired. An unknown id takes the same steps as
 * a wrong secret, so the time taken does not tell them apart.
 */
export function createAuthenticateClient({
  store,
  clock,
  random,
  keys,
}: Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'keys'>) {
  return async function authenticateClient(presented: Secret): Promise<Client | null> {
    const credential = parseCredential(presented.reveal());
    if (credential === null) return null;
    const service = await store.read.clients.find(credential.id);
    const now = clock.now();
    const decoy = { ...digestSecret(credential, keys), id: credential.id, previousSecret: null };
    const isSame = isCredentialOf(credential, service ?? decoy, keys, now);
    if (service === null || !isSame || isClientExpired(service, now)) return null;
    if (!shouldRecordUse(service, now)) return service;
    await store.transact(service.organizationId, (tx) => recordUse({ clock, random }, tx, service));
    return { ...service, lastUsedAt: now };
  };
}
