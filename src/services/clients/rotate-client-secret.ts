import type { Client } from '../../domain/clients/client.ts';
import {
  CLIENT_SECRET_BYTES,
  digestSecret,
  formatCredential,
  newCredential,
} from '../../domain/clients/client-credential.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { findClient } from './find-client.ts';

export const OVERLAP_MS_DEFAULT = 24 * 3_600_000;
/** Any longer, and a leaked secret would outlive its rotation by too much. */
export const OVERLAP_MS_MAX = 30 * 24 * 3_600_000;

export type RotateClientSecretResult =
  /** The only place where the credential exists in plain: show it once. */
  | {
      readonly kind: 'rotated';
      readonly service: Client;
      readonly credential: Secret;
      /** The first moment at which the previous secret is no longer accepted. */
      readonly previousUntil: number;
    }
  | { readonly kind: 'unknown_service' }
  | { readonly kind: 'invalid_overlap' };

/** Gives a client a new secret. The previous one is accepted for the overlap; an older one no longer. */
export function createRotateClientSecret(deps: ServiceDeps) {
  /** @param overlapMs 0 ends the present secret immediately, for one that has leaked */
  return async function rotateClientSecret(
    organizationId: OrganizationId,
    nameOrId: string,
    overlapMs: number = OVERLAP_MS_DEFAULT,
  ): Promise<RotateClientSecretResult> {
    if (!Number.isInteger(overlapMs) || overlapMs < 0 || overlapMs > OVERLAP_MS_MAX)
      return { kind: 'invalid_overlap' };
    const bytes = deps.random.bytes(CLIENT_SECRET_BYTES);
    return deps.store.transact(organizationId, async (tx) => {
      const service = await findClient(tx.clients, organizationId, nameOrId);
      if (service === null) return { kind: 'unknown_service' };
      const credential = newCredential(service.id, bytes);
      const { keyId, secretDigest } = service;
      const previousUntil = deps.clock.now() + overlapMs;
      const secrets = {
        ...digestSecret(credential, deps.keys),
        previousSecret: overlapMs === 0 ? null : { keyId, secretDigest, expiresAt: previousUntil },
      };
      await tx.clients.setSecrets(organizationId, service.id, secrets);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'client.rotated',
          target: service.id,
          details: { name: service.name, previousUntil: new Date(previousUntil).toISOString() },
        }),
      );
      const rotated = { ...service, ...secrets };
      return { kind: 'rotated', service: rotated, credential: formatCredential(credential), previousUntil };
    });
  };
}
