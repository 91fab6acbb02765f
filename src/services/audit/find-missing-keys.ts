import type { ServiceDeps } from '../deps.ts';
import { sealingKeyId } from '../vendors/vendor-secret.ts';

/** Codes that can still be redeemed; those that expire first. */
const CODES_MAX = 1000;

export interface MissingKey {
  readonly keyId: string;
  /** what can't be read without it: an organization's history, a client, a code, or the credential of a source, a provider or device checks */
  readonly neededBy: 'audit' | 'client' | 'code' | 'device' | 'provider' | 'source';
  /** of the organization, client, provider or source; empty for a code */
  readonly name: string;
}

/** Master keys that records name but the ring does not have: taken out too early, or another installation's `.env`. */
export function createFindMissingKeys({ store, keys }: Pick<ServiceDeps, 'store' | 'keys'>) {
  return async function findMissingKeys(): Promise<MissingKey[]> {
    const missing: MissingKey[] = [];
    for (const { id, name } of await store.read.organizations.list()) {
      const [first] = await store.read.audit.list(id, { after: 0, limit: 1 });
      const [last] = await store.read.audit.listLatest(id, 1);
      for (const event of [first, last]) {
        if (event !== undefined && keys.find('audit-chain', event.keyId) === null) {
          missing.push({ keyId: event.keyId, neededBy: 'audit', name });
        }
      }
      for (const { name: source, sealedSecret } of await store.read.sources.list(id)) {
        const keyId = sealedSecret === null ? null : sealingKeyId(sealedSecret);
        if (keyId !== null && keys.find('seal', keyId) === null)
          missing.push({ keyId, neededBy: 'source', name: source });
      }
      for (const { name: provider, sealedSecret } of await store.read.providers.list(id)) {
        const keyId = sealingKeyId(sealedSecret);
        if (keys.find('seal', keyId) === null) missing.push({ keyId, neededBy: 'provider', name: provider });
      }
      const devices = await store.read.deviceProviders.find(id);
      const sealingKey = devices && sealingKeyId(devices.sealedSecret);
      if (sealingKey !== null && keys.find('seal', sealingKey) === null)
        missing.push({ keyId: sealingKey, neededBy: 'device', name });
      for (const { name: service, keyId, previousSecret } of await store.read.clients.list(id)) {
        for (const needed of [keyId, previousSecret?.keyId ?? keyId]) {
          if (keys.find('client-secret', needed) === null) {
            missing.push({ keyId: needed, neededBy: 'client', name: service });
          }
        }
      }
    }
    for (const { hash } of await store.read.codes.listOverdue(Number.MAX_SAFE_INTEGER, CODES_MAX)) {
      if (hash !== null && keys.find('code-pepper', hash.keyId) === null)
        missing.push({ keyId: hash.keyId, neededBy: 'code', name: '' });
    }
    return missing.filter(
      (one, index) =>
        missing.findIndex(
          (other) => other.keyId === one.keyId && other.neededBy === one.neededBy && other.name === one.name,
        ) === index,
    );
  };
}
