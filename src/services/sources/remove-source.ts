import type { Source } from '../../domain/directory/source.ts';
import type { OrganizationId, SourceId } from '../../domain/ids.ts';
import { listPolicyGroups } from '../../domain/organization/policy-groups.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { endRightsLost } from '../requests/end-rights-lost.ts';
import { findSource } from './find-source.ts';

export type RemoveSourceResult =
  | {
      readonly kind: 'removed';
      readonly source: Source;
      readonly people: number;
      /** The names of its groups that the policy names: they protect no one from now on. */
      readonly policyGroups: readonly string[];
    }
  /** Its people would be without a source: nothing was done. */
  | {
      readonly kind: 'has_people';
      readonly source: Source;
      readonly people: number;
      readonly policyGroups: readonly string[];
    }
  | { readonly kind: 'unknown_source' };

/** A source may own a million rows. To remove them in one transaction would hold SQLite's one writer, and so every code, for seconds. */
const ROWS_AT_ONCE = 1000;

/** The credential is gone, a run under way finds that it is no longer wanted, none follows, and no client finds its source. */
const nothingWrites = { sealedSecret: null, run: null, everyMinutes: null, clientId: null } as const;

/**
 * Removes a source with its credential, conflicts and groups. Its people stay in the directory as they are, with their codes, and no
 * longer change by themselves: from then on the operator's list governs them.
 */
export function createRemoveSource(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  /** @param isConfirmed remove it even if it has people */
  return async function removeSource(
    organizationId: OrganizationId,
    nameOrId: string,
    isConfirmed: boolean,
  ): Promise<RemoveSourceResult> {
    const result = await deps.store.transact(organizationId, async (tx): Promise<RemoveSourceResult> => {
      const source = await findSource(tx.sources, organizationId, nameOrId);
      if (source === null) return { kind: 'unknown_source' };
      const people = await tx.sourcePeople.count(organizationId, source.id);
      const policyGroups = await listPolicyGroupsOf(tx, source);
      if (people > 0 && !isConfirmed) return { kind: 'has_people', source, people, policyGroups };
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'source.removed',
          target: source.id,
          details: {
            name: source.name,
            kind: source.kind,
            people,
            ...(policyGroups.length === 0 ? {} : { policyGroups: policyGroups.join(', ') }),
          },
        }),
      );
      await tx.sources.update({ ...source, ...nothingWrites });
      return { kind: 'removed', source, people, policyGroups };
    });
    if (result.kind === 'removed') await removeBitByBit(organizationId, result.source.id);
    return result;
  };

  /** Killed in between, it leaves a source that no one writes, to be removed again. */
  async function removeBitByBit(organizationId: OrganizationId, id: SourceId): Promise<void> {
    const removeSome = () =>
      deps.store.transact(organizationId, (tx) => tx.sources.removeSome(organizationId, id, ROWS_AT_ONCE));
    while ((await removeSome()) === ROWS_AT_ONCE);
    await deps.store.transact(organizationId, async (tx) => {
      await tx.sources.remove(organizationId, id);
      await endRightsLost(deps, tx, organizationId, (facts) => draftOperatorAudit(deps, facts));
    });
  }
}

async function listPolicyGroupsOf(tx: Transaction, { organizationId, id }: Source): Promise<string[]> {
  const policy = (await tx.organizations.findById(organizationId))?.policy;
  const names: string[] = [];
  for (const groupId of policy === undefined ? [] : listPolicyGroups(policy)) {
    const group = await tx.groups.find(organizationId, groupId);
    if (group?.sourceId === id) names.push(group.name);
  }
  return names;
}
