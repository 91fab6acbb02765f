import type { Source } from '../../domain/directory/source.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';
import { findNextRunAt } from './run/find-next-run.ts';

/** A source as it is shown: without its credential. */
export interface SourceSummary extends Omit<Source, 'sealedSecret' | 'cursor'> {
  readonly people: number;
  readonly conflicts: number;
  /** `null`: only when it is asked for. */
  readonly nextRunAt: number | null;
}

/** By name. */
export function createListSources({ store }: Pick<ServiceDeps, 'store'>) {
  return async function listSources(organizationId: OrganizationId): Promise<SourceSummary[]> {
    const { sources, sourcePeople, conflicts } = store.read;
    return Promise.all(
      (await sources.list(organizationId)).map(async ({ sealedSecret: _, cursor: __, ...source }) => ({
        ...source,
        people: await sourcePeople.count(organizationId, source.id),
        conflicts: await conflicts.count(organizationId, source.id),
        nextRunAt: findNextRunAt(source),
      })),
    );
  };
}
