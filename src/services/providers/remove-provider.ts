import type { OrganizationId } from '../../domain/ids.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import { spellProviderRule } from '../../domain/providers/spell-rule.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { nameGroups } from '../organization/groups/list-groups.ts';
import { findProvider } from './find-provider.ts';
import { hasCodes } from './has-codes.ts';

export type RemoveProviderResult =
  | { readonly kind: 'removed' | 'unconfirmed' | 'has_codes'; readonly provider: Provider }
  /** Rules of the policy name it, as they are typed. */
  | { readonly kind: 'in_policy'; readonly provider: Provider; readonly rules: readonly string[] }
  | { readonly kind: 'unknown_provider' };

/** Removes a provider with its credential: only once nothing needs it, as a code could not be ended without it. */
export function createRemoveProvider(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function removeProvider(
    organizationId: OrganizationId,
    nameOrId: string,
    isConfirmed: boolean,
  ): Promise<RemoveProviderResult> {
    return deps.store.transact(organizationId, async (tx): Promise<RemoveProviderResult> => {
      const provider = await findProvider(tx.providers, organizationId, nameOrId);
      if (provider === null) return { kind: 'unknown_provider' };
      const { id, name, kind } = provider;
      const policy = (await tx.organizations.findById(organizationId))?.policy;
      const named = (policy?.providers ?? []).filter(({ providerId }) => providerId === id);
      if (named.length > 0) {
        const ids = named.flatMap(({ when }) => (when.kind === 'group' ? [when.groupId] : []));
        const groups = await nameGroups(tx, organizationId, ids);
        const rules = named.map((rule) => spellProviderRule(rule, groups, [provider]));
        return { kind: 'in_policy', provider, rules };
      }
      if (await hasCodes(tx, provider)) return { kind: 'has_codes', provider };
      if (!isConfirmed) return { kind: 'unconfirmed', provider };
      await tx.providers.remove(organizationId, id);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'provider.removed',
          target: id,
          details: { name, kind },
        }),
      );
      return { kind: 'removed', provider };
    });
  };
}
