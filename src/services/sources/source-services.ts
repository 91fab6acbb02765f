import type { OrganizationId } from '../../domain/ids.ts';
import { operatorActor } from '../audit/draft-operator-audit.ts';
import { createAddSource } from './add-source.ts';
import { createCancelSync, type DecideResult, decideWaiting } from './decide-waiting.ts';
import { createDescribeKind, createDescribeSource } from './describe-kind.ts';
import { findSource } from './find-source.ts';
import { createFindConflict, createListConflicts } from './list-conflicts.ts';
import { createListSources } from './list-sources.ts';
import { createPreviewSource } from './preview-source.ts';
import { createRemoveSource } from './remove-source.ts';
import { createResealSecrets } from './reseal-secrets.ts';
import { createRunSync, type SyncDeps } from './run/run-sync.ts';
import { createSetSource } from './set-source.ts';
import { createTestSource } from './test-source.ts';

/** What an operator does with sources. */
export function createSourceServices(deps: SyncDeps) {
  return {
    listKinds: () => deps.connectors.listKinds(),
    describeKind: createDescribeKind(deps),
    describeSource: createDescribeSource(deps),
    findSource: (organizationId: OrganizationId, nameOrId: string) =>
      findSource(deps.store.read.sources, organizationId, nameOrId),
    addSource: createAddSource(deps),
    setSource: createSetSource(deps),
    removeSource: createRemoveSource(deps),
    listSources: createListSources(deps),
    testSource: createTestSource(deps),
    previewSource: createPreviewSource(deps),
    runSync: createRunSync(deps),
    cancelSync: createCancelSync(deps),
    /** The operator decides in an owner's place: they have the keys and the database. */
    decideWaiting: (
      organizationId: OrganizationId,
      nameOrId: string,
      kind: 'apply' | 'discard',
    ): Promise<DecideResult> =>
      deps.store.transact(organizationId, async (tx) => {
        const source = await findSource(tx.sources, organizationId, nameOrId);
        if (source === null) return { kind: 'unknown_source' };
        const decision = { kind, digest: null, actor: operatorActor(deps), origin: 'cli' };
        return decideWaiting(deps, tx, organizationId, source.id, decision);
      }),
    listConflicts: createListConflicts(deps),
    findConflict: createFindConflict(deps),
    resealSecrets: createResealSecrets(deps),
  };
}
