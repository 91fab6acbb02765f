import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { openDeviceSecret, sealDeviceSecret } from '../requests/device-check/provider-secret.ts';
import { openSourceSecret, sealingKeyId, sealSourceSecret } from '../vendors/vendor-secret.ts';

export interface Resealed {
  readonly resealed: number;
  /** Sources and identity providers whose credential no key opens, by name. */
  readonly unreadable: readonly string[];
}

/** Seals every credential of a source or of device checks with the newest master key, so that older ones can be taken out of the ring. */
export function createResealSecrets(deps: ServiceDeps) {
  return async function resealSecrets(): Promise<Resealed> {
    const newest = deps.keys.current('seal').id;
    const unreadable: string[] = [];
    let resealed = 0;
    for (const { id: organizationId } of await deps.store.read.organizations.list()) {
      const changed = await deps.store.transact(organizationId, async (tx) => {
        const bad: string[] = [];
        let count = 0;
        for (const source of await tx.sources.list(organizationId)) {
          if (source.sealedSecret === null || sealingKeyId(source.sealedSecret) === newest) continue;
          const opened = openSourceSecret(deps, source);
          if (opened.kind === 'unreadable') {
            bad.push(source.name);
            continue;
          }
          const sealedSecret = sealSourceSecret(deps, source.id, opened.secret);
          await tx.sources.update({ ...source, sealedSecret });
          await tx.audit.append(
            draftOperatorAudit(deps, {
              organizationId,
              action: 'source.changed',
              target: source.id,
              details: { name: source.name, credential: 'sealed with the newest key', keyId: newest },
            }),
          );
          count += 1;
        }
        const provider = await tx.deviceProviders.find(organizationId);
        if (provider !== null && sealingKeyId(provider.sealedSecret) !== newest) {
          const secret = openDeviceSecret(deps, provider);
          if (secret === null) bad.push(provider.issuer);
          else {
            const sealedSecret = sealDeviceSecret(deps, organizationId, secret);
            await tx.deviceProviders.put({ ...provider, sealedSecret });
            const details = {
              issuer: provider.issuer,
              credential: 'sealed with the newest key',
              keyId: newest,
            };
            const action = 'organization.device_check_set';
            await tx.audit.append(
              draftOperatorAudit(deps, { organizationId, action, target: organizationId, details }),
            );
            count += 1;
          }
        }
        return { count, bad };
      });
      resealed += changed.count;
      unreadable.push(...changed.bad);
    }
    return { resealed, unreadable };
  };
}
