import type { IncomingMessage } from 'node:http';
import type { errors, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { RecordRefusal } from '../services/audit/record-refusal.ts';
import type { FindOidcClient, OidcClient } from '../services/clients/find-oidc-client.ts';
import type { SourceOf } from './limit-service.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface RefusalDeps {
  readonly log: { warn(facts: object, message: string): void };
  readonly findOidcClient: FindOidcClient;
  readonly recordRefusal: RecordRefusal;
  readonly sourceOf: SourceOf;
}

/**
 * Logs every refusal of the library with the caller's address, and records those at the token and userinfo endpoints in the history as well.
 * Of the request only Entra ID's request id is written: it is what its administrators and ours have in common.
 */
export function watchRefusals(provider: Provider, deps: RefusalDeps): void {
  const { log, sourceOf } = deps;

  function logRefusal(context: KoaContextWithOIDC, error: errors.OIDCProviderError, message: string): void {
    const { oidc, query, req } = context;
    const { error: refusal, error_description: reason } = error;
    const id = query['client-request-id'];
    const named = typeof id === 'string' && GUID.test(id) ? { clientRequestId: id } : {};
    log.warn({ ...named, source: sourceOf(req), client: oidc?.client?.clientId, refusal, reason }, message);
  }

  async function record(context: KoaContextWithOIDC, door: string, refusal: string): Promise<void> {
    const clientId = context.oidc?.client?.clientId;
    const client = clientId === undefined ? null : await deps.findOidcClient(clientId);
    if (client === null) return;
    const { organizationId, id } = client.service;
    await deps.recordRefusal({
      organizationId,
      action: 'client.refused',
      actor: { kind: 'client', id },
      reason: `${door}: ${refusal}`,
      source: sourceOf(context.req),
    });
  }

  provider.on('authorization.error', (context, error) =>
    logRefusal(context, error, 'A sign-in was not begun'),
  );
  const watch = (door: string) => (context: KoaContextWithOIDC, error: errors.OIDCProviderError) => {
    logRefusal(context, error, `A request at the ${door} endpoint was refused`);
    // Does not delay the answer. A client over its limit is in the history already, and an outage is not an attempt.
    if (error.statusCode < 429) record(context, door, error.error).catch(() => undefined);
  };
  provider.on('grant.error', watch('token'));
  provider.on('userinfo.error', watch('userinfo'));
}

/** Records refused hints, sparsely, because anyone can send one in a client's name. */
export function createRecordHint({
  recordRefusal,
  sourceOf,
}: Pick<RefusalDeps, 'recordRefusal' | 'sourceOf'>) {
  return function recordHint({ service }: OidcClient, why: string, request: IncomingMessage): void {
    const { organizationId, id } = service;
    const actor = { kind: 'client', id } as const;
    void recordRefusal({
      organizationId,
      action: 'sign_in.refused',
      actor,
      reason: why,
      source: sourceOf(request),
    });
  };
}
