import {
  CLIENT_SECRET_BYTES,
  digestSecret,
  formatCredential,
  newCredential,
} from '../domain/client-credential.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import type { Secret } from '../domain/secret.ts';
import type { ServiceDeps } from './deps.ts';
import { draftOperatorAudit } from './draft-operator-audit.ts';
import { parseName } from './parse-name.ts';

export type AddRelyingServiceResult =
  /** The credential exists here and nowhere else: show it once. */
  | { readonly kind: 'created'; readonly service: RelyingService; readonly credential: Secret }
  | { readonly kind: 'name_taken' }
  | { readonly kind: 'invalid_name'; readonly problem: string };

/** Makes a login service known and gives it a credential, of which only a keyed digest is kept. */
export function createAddRelyingService(deps: ServiceDeps) {
  return async function addRelyingService(
    organizationId: OrganizationId,
    text: string,
  ): Promise<AddRelyingServiceResult> {
    const parsed = parseName(text);
    if (parsed.kind === 'bad') return { kind: 'invalid_name', problem: parsed.problem };
    const credential = newCredential(deps.random.id('client'), deps.random.bytes(CLIENT_SECRET_BYTES));
    const service: RelyingService = {
      id: credential.id,
      organizationId,
      name: parsed.name,
      ...digestSecret(credential, deps.keys),
      createdAt: deps.clock.now(),
      lastUsedAt: null,
    };
    return deps.store.transact(organizationId, async (tx) => {
      const others = await tx.relyingServices.list(organizationId);
      if (others.some(({ name }) => name === service.name)) return { kind: 'name_taken' };
      await tx.relyingServices.insert(service);
      await tx.audit.append(
        draftOperatorAudit(deps, {
          organizationId,
          action: 'client.created',
          target: service.id,
          details: { name: service.name },
        }),
      );
      return { kind: 'created', service, credential: formatCredential(credential) };
    });
  };
}
