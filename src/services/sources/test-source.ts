import type { OrganizationId } from '../../domain/ids.ts';
import type {
  SourceAccess,
  SourceConnector,
  SourceConnectors,
  TestedSource,
} from '../../ports/directory/source.ts';
import { VendorError, type VendorProblem } from '../../ports/vendor.ts';
import type { ServiceDeps } from '../deps.ts';
import { openSourceSecret } from '../vendors/vendor-secret.ts';
import { findSource } from './find-source.ts';
import { readSourceAccess } from './source-access.ts';

export type SourceTest =
  | ({ readonly kind: 'works' } & TestedSource)
  | { readonly kind: 'failed'; readonly problem: VendorProblem; readonly detail: string | null };

/** Asks the vendor whether the credential works. */
export async function tryAccess(
  connector: SourceConnector,
  access: SourceAccess,
  signal: AbortSignal,
): Promise<SourceTest> {
  try {
    return { kind: 'works', ...(await connector.open(access).test(signal)) };
  } catch (error) {
    if (error instanceof VendorError) return { kind: 'failed', problem: error.problem, detail: error.detail };
    throw error;
  }
}

export type TestSourceResult =
  | SourceTest
  | { readonly kind: 'unknown_source' }
  /** A SCIM source: its client writes, and there is nothing to read. */
  | { readonly kind: 'not_read' }
  | { readonly kind: 'secret_unreadable' };

/** Whether a source can be read now. */
export function createTestSource(
  deps: Pick<ServiceDeps, 'store' | 'keys'> & { readonly connectors: SourceConnectors },
) {
  return async function testSource(
    organizationId: OrganizationId,
    nameOrId: string,
    signal: AbortSignal,
  ): Promise<TestSourceResult> {
    const source = await findSource(deps.store.read.sources, organizationId, nameOrId);
    if (source === null) return { kind: 'unknown_source' };
    const connector = await deps.connectors.load(source.kind);
    if (connector === null) return { kind: 'not_read' };
    const opened = openSourceSecret(deps, source);
    if (opened.kind === 'unreadable') return { kind: 'secret_unreadable' };
    return tryAccess(connector, await readSourceAccess(deps, source, opened.secret), signal);
  };
}
