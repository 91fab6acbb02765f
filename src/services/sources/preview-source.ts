import type { OrganizationId } from '../../domain/ids.ts';
import type { SourceConnectors } from '../../ports/directory/source.ts';
import type { OpenSyncStaging } from '../../ports/directory/sync-staging.ts';
import { VendorError } from '../../ports/vendor.ts';
import type { ServiceDeps } from '../deps.ts';
import { openSourceSecret } from '../vendors/vendor-secret.ts';
import { findSource } from './find-source.ts';
import { planRun, type RunPlan, stageMissing } from './run/plan-run.ts';
import { readSnapshot } from './run/read-snapshot.ts';
import type { SyncProgress } from './run/run-sync.ts';
import { readSourceAccess } from './source-access.ts';
import type { SourceTest } from './test-source.ts';

export type PreviewResult =
  | ({ readonly kind: 'planned'; readonly brakePercent: number } & RunPlan)
  | Extract<SourceTest, { kind: 'failed' }>
  | { readonly kind: 'unknown_source' | 'not_read' | 'secret_unreadable' };

/** What a whole sync would do now, and why. Writes nothing; needs no lease. */
export function createPreviewSource(
  deps: Pick<ServiceDeps, 'store' | 'keys' | 'clock' | 'random'> & {
    readonly connectors: SourceConnectors;
    readonly openSyncStaging: OpenSyncStaging;
  },
) {
  return async function previewSource(
    organizationId: OrganizationId,
    nameOrId: string,
    {
      shownMax,
      signal,
      onProgress = () => {},
    }: {
      readonly shownMax: number;
      readonly signal: AbortSignal;
      readonly onProgress?: (progress: SyncProgress) => void;
    },
  ): Promise<PreviewResult> {
    const source = await findSource(deps.store.read.sources, organizationId, nameOrId);
    if (source === null) return { kind: 'unknown_source' };
    const connector = await deps.connectors.load(source.kind);
    if (connector === null) return { kind: 'not_read' };
    const opened = openSourceSecret(deps, source);
    if (opened.kind === 'unreadable') return { kind: 'secret_unreadable' };
    const stopIfAborted = async () => {
      if (signal.aborted) throw new VendorError('cancelled');
    };
    const staging = deps.openSyncStaging();
    try {
      const connection = connector.open(await readSourceAccess(deps, source, opened.secret));
      await readSnapshot(connection, staging, {
        cursor: null,
        signal,
        onPage: async (done) => onProgress({ step: 'read', done, total: null }),
      });
      await stageMissing(deps, staging, source, stopIfAborted);
      const total = staging.count();
      const plan = await planRun(deps, staging, source, {
        shownMax,
        onPage: async (done) => {
          onProgress({ step: 'plan', done, total });
          await stopIfAborted();
        },
      });
      return { kind: 'planned', brakePercent: source.brakePercent, ...plan };
    } catch (error) {
      if (error instanceof VendorError)
        return { kind: 'failed', problem: error.problem, detail: error.detail };
      throw error;
    } finally {
      staging.close();
    }
  };
}
