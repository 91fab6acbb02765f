import type { SourceConnectors } from '../../ports/source.ts';
import type { ServiceDeps } from '../deps.ts';
import { createAddSource } from './add-source.ts';
import { createDescribeKind, createDescribeSource } from './describe-kind.ts';
import { createListConflicts } from './list-conflicts.ts';
import { createListSources } from './list-sources.ts';
import { createRemoveSource } from './remove-source.ts';
import { createResealSecrets } from './reseal-secrets.ts';
import { createSetSource } from './set-source.ts';
import { createTestSource } from './test-source.ts';

export interface SourceDeps extends ServiceDeps {
  readonly connectors: SourceConnectors;
}

/** What an operator does with sources. */
export function createSourceServices(deps: SourceDeps) {
  return {
    listKinds: () => deps.connectors.listKinds(),
    describeKind: createDescribeKind(deps),
    describeSource: createDescribeSource(deps),
    addSource: createAddSource(deps),
    setSource: createSetSource(deps),
    removeSource: createRemoveSource(deps),
    listSources: createListSources(deps),
    testSource: createTestSource(deps),
    listConflicts: createListConflicts(deps),
    resealSecrets: createResealSecrets(deps),
  };
}
