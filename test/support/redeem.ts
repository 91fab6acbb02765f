import { type RedeemAnswer, redeemByHttp } from '../../src/demo/redeem-by-http.ts';
import type { Secret } from '../../src/domain/crypto/secret.ts';
import { createAddClient } from '../../src/services/clients/add-client.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import type { World } from './start-world.ts';

/** A client with a credential of its own. */
export interface Portal {
  readonly credential: Secret;
  /** @param instance which one is asked; the world's first unless told */
  redeem(user: string, code: string, instance?: { readonly httpUrl: string }): Promise<RedeemAnswer>;
}

/** A login service that may redeem the codes of the world's organization. */
export async function openPortal(world: World): Promise<Portal> {
  const { store, clock, keys, service } = world;
  const add = createAddClient({ store, clock, keys, random: systemRandom });
  const added = await add(world.organization.id, 'Acme portal');
  if (added.kind !== 'created') throw new Error(`The client could not be added: ${added.kind}`);
  const { credential } = added;
  return {
    credential,
    redeem: (user, code, { httpUrl } = service) =>
      redeemByHttp({ service: { ...service, httpUrl }, credential }, user, code),
  };
}
