import { isAccessTokenOf, parseAccessToken } from '../../domain/clients/access-token.ts';
import { isClientExpired } from '../../domain/clients/client.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { ClientId } from '../../domain/ids.ts';
import { type AdmitResult, admitRequest, createAdmitClient } from '../clients/admit-client.ts';
import { recordUse } from '../clients/record-use.ts';
import { shouldRecordUse } from '../clients/should-record-use.ts';
import type { ServiceDeps } from '../deps.ts';
import type { ScimCaller } from './scim-caller.ts';

export type AdmitScimResult =
  | { readonly kind: 'admitted'; readonly caller: ScimCaller }
  | Exclude<AdmitResult, { kind: 'admitted' }>
  /** Its source was removed. */
  | { readonly kind: 'no_source'; readonly client: { readonly id: ClientId } };

/** Whose request it is, by the client's credential or by an access token made with it. */
export function createAdmitScimClient(deps: ServiceDeps) {
  const admitClient = createAdmitClient(deps);

  async function admitToken(presented: Secret, from: string): Promise<AdmitResult | null> {
    const token = parseAccessToken(presented.reveal());
    if (token === null) return null;
    const client = await deps.store.read.clients.find(token.clientId);
    const now = deps.clock.now();
    if (client === null || !isAccessTokenOf(token, client, deps.keys, now) || isClientExpired(client, now))
      return { kind: 'unauthorized' };
    if (shouldRecordUse(client, now))
      await deps.store.transact(client.organizationId, (tx) => recordUse(deps, tx, client));
    return admitRequest(deps, client, 'scim', from);
  }

  /** @param from `http:<address>` */
  return async function admitScimClient(presented: Secret, from: string): Promise<AdmitScimResult> {
    const admitted = (await admitToken(presented, from)) ?? (await admitClient(presented, 'scim', from));
    if (admitted.kind !== 'admitted') return admitted;
    const { client } = admitted;
    const source = await deps.store.read.sources.findByClient(client.organizationId, client.id);
    return source === null
      ? { kind: 'no_source', client }
      : { kind: 'admitted', caller: { client, source, from } };
  };
}
