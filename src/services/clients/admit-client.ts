import type { Client, ClientScope } from '../../domain/clients/client.ts';
import { parseCredential } from '../../domain/clients/client-credential.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import { createRecordRefusal } from '../audit/record-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { createAuthenticateClient } from './authenticate-client.ts';

export const RATE_WINDOW_MS = 60_000;

export type AdmitResult =
  | { readonly kind: 'admitted'; readonly client: Client }
  /** An unknown or expired credential: outside, both get the same answer. */
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden'; readonly client: Client }
  | { readonly kind: 'rate_limited'; readonly client: Client; readonly retryAfterSeconds: number };

/**
 * Which client's request it is, whether it may make it, and whether it has made too many: in this order, before
 * anything of the request is read.
 */
export function createAdmitClient(deps: ServiceDeps) {
  const authenticateClient = createAuthenticateClient(deps);
  const recordRefusal = createRecordRefusal(deps);

  /** For an existing client; the log has the others. */
  async function recordCredential(presented: Secret, source: string): Promise<void> {
    const credential = parseCredential(presented.reveal());
    const service = credential === null ? null : await deps.store.read.clients.find(credential.id);
    if (service === null) return;
    const { organizationId, id } = service;
    const facts = { organizationId, actor: { kind: 'client', id }, reason: 'credential', source } as const;
    await recordRefusal({ ...facts, action: 'client.refused' });
  }

  /** @param source `http:<address>` */
  return async function admitClient(
    credential: Secret,
    scope: ClientScope,
    source: string,
  ): Promise<AdmitResult> {
    const client = await authenticateClient(credential);
    if (client === null) {
      // Not awaited: the answer must not take longer for an existing client.
      recordCredential(credential, source).catch(() => undefined);
      return { kind: 'unauthorized' };
    }
    return admitRequest(deps, client, scope, source);
  };
}

/**
 * The same for a client that has proved who it is in another way, as OpenID Connect provides.
 * @param door counts by itself, up to the same limit: requests that strangers may send in a client's name must
 * not use up the client's own
 */
export async function admitRequest(
  deps: ServiceDeps,
  client: Client,
  scope: ClientScope,
  source: string,
  door = '',
): Promise<Exclude<AdmitResult, { kind: 'unauthorized' }>> {
  const now = deps.clock.now();
  const windowStartedAt = now - (now % RATE_WINDOW_MS);
  const windowEndsAt = windowStartedAt + RATE_WINDOW_MS;
  const count = await deps.store.rateCounters.count(
    `${client.id}${door}:${windowStartedAt}`,
    windowEndsAt + RATE_WINDOW_MS,
    now,
  );
  if (count > client.requestsPerMinute) {
    // Once a minute: a flood of requests must not become a flood of events.
    if (count === client.requestsPerMinute + 1) await auditRefusal(deps, client, 'rate_limited', source);
    return {
      kind: 'rate_limited',
      client,
      retryAfterSeconds: Math.max(1, Math.ceil((windowEndsAt - now) / 1000)),
    };
  }
  if (client.scopes.includes(scope)) return { kind: 'admitted', client };
  await auditRefusal(deps, client, `lacks ${scope}`, source);
  return { kind: 'forbidden', client };
}

async function auditRefusal(
  deps: ServiceDeps,
  { id, organizationId }: Client,
  reason: string,
  source: string,
): Promise<void> {
  await deps.store.transact(organizationId, (tx) =>
    tx.audit.append(
      draftAudit(deps, {
        organizationId,
        action: 'client.refused',
        outcome: 'refused',
        actor: { kind: 'client', id },
        reason,
        source,
      }),
    ),
  );
}
