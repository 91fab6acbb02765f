import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { findLink } from './find-link.ts';
import type { Resolution } from './resolve-identity.ts';
import type { Asker } from './resolve-issuer.ts';
import { type AskingPair, resolveTarget } from './resolve-pair.ts';

/**
 * The person whose codes are looked at or revoked. Here the stored link is enough: a conflict over an e-mail address, perhaps the attack
 * itself, must not keep an admin from finding and revoking the code.
 */
export async function findKnownTarget(
  deps: ServiceDeps,
  tx: Transaction,
  input: Omit<Asker, 'requester'> & Pick<AskingPair, 'targetSlackId' | 'target'>,
): Promise<Resolution> {
  const link = await findLink(tx, input, input.targetSlackId);
  return link?.user == null ? resolveTarget(deps, tx, input) : { kind: 'resolved', user: link.user };
}
