import type { OrganizationId } from '../../domain/ids.ts';
import type { ProviderConnection, TestedProvider } from '../../ports/providers/provider.ts';
import { VendorError, type VendorProblem } from '../../ports/vendor.ts';
import type { ServiceDeps } from '../deps.ts';
import { findProvider } from './find-provider.ts';
import { openProvider, type ProviderDeps } from './open-provider.ts';

export type ProviderTest =
  | ({ readonly kind: 'works' } & TestedProvider)
  | { readonly kind: 'failed'; readonly problem: VendorProblem; readonly detail: string | null };

/** Asks the vendor whether the credential works and may do what codes need. */
export async function tryConnection(
  connection: ProviderConnection,
  signal: AbortSignal,
): Promise<ProviderTest> {
  try {
    return { kind: 'works', ...(await connection.test(signal)) };
  } catch (error) {
    if (error instanceof VendorError) return { kind: 'failed', problem: error.problem, detail: error.detail };
    throw error;
  }
}

export type TestProviderResult =
  | ProviderTest
  | { readonly kind: 'unknown_provider' }
  | { readonly kind: 'secret_unreadable' };

/** Whether a provider's codes can be asked for now. None is made. */
export function createTestProvider(deps: Pick<ServiceDeps, 'store' | 'keys'> & ProviderDeps) {
  return async function testProvider(
    organizationId: OrganizationId,
    nameOrId: string,
    signal: AbortSignal,
  ): Promise<TestProviderResult> {
    const provider = await findProvider(deps.store.read.providers, organizationId, nameOrId);
    if (provider === null) return { kind: 'unknown_provider' };
    const opened = await openProvider(deps, provider);
    return opened.kind === 'opened' ? tryConnection(opened.connection, signal) : opened;
  };
}
