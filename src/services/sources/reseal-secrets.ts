import type { AuditAction, AuditDetails } from '../../domain/audit/audit-event.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { openProviderSecret, sealProviderSecret } from '../providers/provider-secret.ts';
import { openDeviceSecret, sealDeviceSecret } from '../requests/device-check/provider-secret.ts';
import { openSourceSecret, sealingKeyId, sealSourceSecret } from '../vendors/vendor-secret.ts';

export interface Resealed {
  readonly resealed: number;
  /** Sources, providers and identity providers whose credential no key opens, by name. */
  readonly unreadable: readonly string[];
}

/** A credential that an older key sealed. */
interface Sealed {
  readonly name: string;
  readonly audit: { readonly action: AuditAction; readonly target: string; readonly details: AuditDetails };
  /** Seals it with the newest key; `false` if no key opens it. */
  readonly reseal: () => Promise<boolean>;
}

/** Seals every credential of a source, a provider or device checks with the newest master key, so that older ones can be taken out of the ring. */
export function createResealSecrets(deps: ServiceDeps) {
  return async function resealSecrets(): Promise<Resealed> {
    const newest = deps.keys.current('seal').id;
    const unreadable: string[] = [];
    let resealed = 0;
    for (const { id: organizationId } of await deps.store.read.organizations.list()) {
      const changed = await deps.store.transact(organizationId, async (tx) => {
        const bad: string[] = [];
        let count = 0;
        for (const { name, audit, reseal } of await listOutdated(tx, organizationId, newest)) {
          if (!(await reseal())) {
            bad.push(name);
            continue;
          }
          const details = { ...audit.details, credential: 'sealed with the newest key', keyId: newest };
          await tx.audit.append(draftOperatorAudit(deps, { organizationId, ...audit, details }));
          count += 1;
        }
        return { count, bad };
      });
      resealed += changed.count;
      unreadable.push(...changed.bad);
    }
    return { resealed, unreadable };
  };

  async function listOutdated(
    tx: Transaction,
    organizationId: OrganizationId,
    newest: string,
  ): Promise<Sealed[]> {
    const isOutdated = ({ sealedSecret }: { readonly sealedSecret: string | null }) =>
      sealedSecret !== null && sealingKeyId(sealedSecret) !== newest;
    const sources = (await tx.sources.list(organizationId)).filter(isOutdated);
    const providers = (await tx.providers.list(organizationId)).filter(isOutdated);
    const device = await tx.deviceProviders.find(organizationId);
    return [
      ...sources.map((source): Sealed => {
        const { id, name } = source;
        return {
          name,
          audit: { action: 'source.changed', target: id, details: { name } },
          async reseal() {
            const opened = openSourceSecret(deps, source);
            if (opened.kind === 'unreadable') return false;
            await tx.sources.update({ ...source, sealedSecret: sealSourceSecret(deps, id, opened.secret) });
            return true;
          },
        };
      }),
      ...providers.map((provider): Sealed => {
        const { id, name } = provider;
        return {
          name,
          audit: { action: 'provider.changed', target: id, details: { name } },
          async reseal() {
            const secret = openProviderSecret(deps, provider);
            if (secret === null) return false;
            await tx.providers.update({ ...provider, sealedSecret: sealProviderSecret(deps, id, secret) });
            return true;
          },
        };
      }),
      ...(device !== null && isOutdated(device)
        ? [
            {
              name: device.issuer,
              audit: {
                action: 'organization.device_check_set',
                target: organizationId,
                details: { issuer: device.issuer },
              } as const,
              async reseal() {
                const secret = openDeviceSecret(deps, device);
                if (secret === null) return false;
                const sealedSecret = sealDeviceSecret(deps, organizationId, secret);
                await tx.deviceProviders.put({ ...device, sealedSecret });
                return true;
              },
            },
          ]
        : []),
    ];
  }
}
