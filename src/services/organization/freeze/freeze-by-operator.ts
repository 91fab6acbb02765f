import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { parseLogin } from '../../../domain/directory/email.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { operatorActor } from '../../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../../deps.ts';
import { releaseIssuer } from './freeze-issuer.ts';
import { type FrozenNow, freezeIssuing, revokeAllCodes } from './freeze-issuing.ts';
import { type UnfreezeResult, unfreezeIssuing } from './unfreeze-issuing.ts';

export type ReleaseByOperatorResult =
  | { readonly kind: 'released' | 'not_frozen'; readonly user: DirectoryUser }
  | { readonly kind: 'unknown_user' };

/** The same at the command line. An operator counts as one person: never as both of the two who unfreeze. */
export function createFreezeByOperator(deps: ServiceDeps) {
  const acting = () => ({ actor: operatorActor(deps), source: 'cli' }) as const;

  return {
    /** `codesRevoked`: `null` unless asked for. */
    freeze: (
      organizationId: OrganizationId,
      { reason, revokesCodes }: { readonly reason: string; readonly revokesCodes: boolean },
    ): Promise<FrozenNow & { readonly codesRevoked: number | null }> =>
      deps.store.transact(organizationId, async (tx) => {
        const frozen = await freezeIssuing(deps, tx, organizationId, acting(), reason);
        const codesRevoked = revokesCodes ? await revokeAllCodes(deps, tx, organizationId, acting()) : null;
        return { ...frozen, codesRevoked };
      }),

    unfreeze: (organizationId: OrganizationId): Promise<UnfreezeResult> =>
      deps.store.transact(organizationId, (tx) =>
        unfreezeIssuing(deps, tx, organizationId, { ...acting(), user: null }, null),
      ),

    release: (organizationId: OrganizationId, text: string): Promise<ReleaseByOperatorResult> =>
      deps.store.transact(organizationId, async (tx): Promise<ReleaseByOperatorResult> => {
        const login = parseLogin(text);
        const user = login === null ? null : await tx.directory.findUserByLogin(organizationId, login);
        if (user === null) return { kind: 'unknown_user' };
        return { kind: await releaseIssuer(deps, tx, user, acting()), user };
      }),
  };
}
