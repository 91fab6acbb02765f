import type { ServiceDeps } from './deps.ts';

export interface MissingKey {
  readonly keyId: string;
  /** what cannot be read without it */
  readonly neededBy: string;
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
          missing.push({ keyId: event.keyId, neededBy: `the audit history of ${name}` });
        }
      }
      for (const { name: service, keyId, previousSecret } of await store.read.relyingServices.list(id)) {
        for (const needed of [keyId, previousSecret?.keyId ?? keyId]) {
          if (keys.find('client-secret', needed) === null) {
            missing.push({ keyId: needed, neededBy: `the relying service ${service}` });
          }
        }
      }
    }
    return missing.filter(
      (one, index) =>
        missing.findIndex((other) => other.keyId === one.keyId && other.neededBy === one.neededBy) === index,
    );
  };
}
