import type { Source } from '../../domain/directory/source.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { findSource } from './find-source.ts';

export type RemoveSourceResult =
  | { readonly kind: 'removed'; readonly source: Source; readonly people: number }
  /** Its people would be without a source: nothing was done. */
  | { readonly kind: 'has_people'; readonly source: Source; readonly people: number }
  | { readonly kind: 'unknown_source' };

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
    return deps.store.transact(organizationId, async (tx) => {
      const source = await findSource(tx.sources, organizationId, nameOrId);
      if (source === null) return { kind: 'unknown_source' };
      const people = await tx.sourcePeople.count(organizationId, source.id);
      if (people > 0 && !isConfirmed) return { kind: 'has_people', source, people };
      await tx.sources.remove(organizationId, source.id);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'source.removed',
          target: source.id,
          details: { name: source.name, kind: source.kind, people },
        }),
      );
      return { kind: 'removed', source, people };
    });
  };
}
