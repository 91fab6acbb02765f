import type { AuditDetails } from '../../domain/audit/audit-event.ts';
import type { Client } from '../../domain/clients/client.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ClientAllowance } from '../../ports/clients.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { type AllowanceProblem, findAllowanceProblem } from './find-allowance-problem.ts';
import { findClient } from './find-client.ts';
import { openScimSource } from './scim-source.ts';

export type ChangeClientResult =
  | { readonly kind: 'changed' | 'unchanged'; readonly service: Client }
  | { readonly kind: 'unknown_service' }
  | { readonly kind: 'invalid_terms'; readonly problem: AllowanceProblem }
  /** It was added without redirect URIs, so it cannot become a client of OpenID Connect. */
  | { readonly kind: 'no_redirect_uri' }
  /** It would need a source of its name, which there is. */
  | { readonly kind: 'source_name_taken' };

/**
 * Changes what a client may do, how often and until when; its credential stays. All of the named fields or
 * none; recorded field by field, before and after.
 */
export function createChangeClient(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function changeClient(
    organizationId: OrganizationId,
    nameOrId: string,
    changes: Partial<ClientAllowance>,
  ): Promise<ChangeClientResult> {
    const problem = findAllowanceProblem(changes, deps.clock.now());
    if (problem !== null) return { kind: 'invalid_terms', problem };
    return deps.store.transact(organizationId, async (tx) => {
      const before = await findClient(tx.clients, organizationId, nameOrId);
      if (before === null) return { kind: 'unknown_service' };
      const service: Client = { ...before, ...changes };
      if (service.scopes.includes('oidc') && service.redirectUris.length === 0) {
        return { kind: 'no_redirect_uri' };
      }
      const details = describeChanges(before, service);
      if (Object.keys(details).length === 0) return { kind: 'unchanged', service: before };
      const isNewToScim = service.scopes.includes('scim') && !before.scopes.includes('scim');
      if (isNewToScim && !(await hasSource(deps, tx, service))) return { kind: 'source_name_taken' };
      await tx.clients.setAllowance(organizationId, service.id, service);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'client.changed',
          target: service.id,
          details: { name: service.name, ...details },
        }),
      );
      return { kind: 'changed', service };
    });
  };
}

/** It may have one from before, when it was last allowed to use SCIM. */
async function hasSource(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  client: Client,
): Promise<boolean> {
  const source = await tx.sources.findByClient(client.organizationId, client.id);
  return source !== null || openScimSource(deps, tx, client, false);
}

function describeChanges(before: Client, after: Client): AuditDetails {
  const [old, changed] = [describeAllowance(before), describeAllowance(after)];
  return Object.fromEntries(
    Object.entries(changed)
      .filter(([field, text]) => old[field] !== text)
      .map(([field, text]) => [field, `${old[field]} -> ${text}`]),
  );
}

/** The order in which scopes are given does not matter. */
function describeAllowance({
  scopes,
  requestsPerMinute,
  expiresAt,
}: ClientAllowance): Record<string, string> {
  return {
    scopes: scopes.toSorted().join(' '),
    requestsPerMinute: String(requestsPerMinute),
    expiresAt: expiresAt === null ? 'never' : new Date(expiresAt).toISOString(),
  };
}
