import type { Client, ClientScope } from '../../domain/clients/client.ts';
import { parseCredential } from '../../domain/clients/client-credential.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import { createRecordRefusal } from '../audit/record-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { createAuthenticateClient } from './authenticate-client.ts';

export const RATE_WINDOW_MS = 60_000;

export type AdmitResult =
  | { readonly kind: 'admitted'; readonly client: Client }
  /** No credential of anybody, or one whose time is over: the outside hears the same. */
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden'; readonly client: Client }
  | { readonly kind: 'rate_limited'; readonly client: Client; readonly retryAfterSeconds: number };

/** Whose request it is, whether they may make it, and whether they have not made too many: in this order, before anything is read of it. */
export function createAdmitClient(deps: ServiceDeps) {
  const authenticateClient = createAuthenticateClient(deps);
  const recordRefusal = createRecordRefusal(deps);

  /** Of a service that there is; of others there is the log. */
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
      // Beside the answer, which must not take longer for a service that there is.
      recordCredential(credential, source).catch(() => undefined);
      return { kind: 'unauthorized' };
    }
    return admitRequest(deps, client, scope, source);
  };
}

/**
 * The same for a client that has proved who it is in another way, as OpenID Connect has them.
 * @param door counts by itself, up to the same limit: what strangers may ask in a service's name must not use up what the service asks
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
    // Once a window: the history must not grow by a line for each of a flood.
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
