import type { SyncRun } from '../../domain/directory/sync-run.ts';
import type { Notice, NoticeContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';
import type { NoticeDescription } from './described-notice.ts';
import type { NoticeAddresses } from './find-notice-address.ts';

type SourceContent = Extract<
  NoticeContent,
  { kind: 'security_sync_waiting' | 'security_source_failing' | 'security_source_works' }
>;

/** Notices about a source: a run that waits for an owner, one that fails, one that works again. */
export function createDescribeSources(
  { store: { read } }: Pick<ServiceDeps, 'store'>,
  address: NoticeAddresses,
) {
  return async function describeSource(
    organization: Organization,
    notice: Notice,
    content: SourceContent,
  ): Promise<NoticeDescription> {
    const source = await read.sources.find(organization.id, content.sourceId);
    // It was removed, or what there was to say of it is over.
    if (source === null || isOver(content, source.run)) return { kind: 'settled' };
    const to = await address.ofSecurity(organization, notice, content.ownerId);
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    if (content.kind === 'security_sync_waiting') {
      const { kind, runId, losing, live, names } = content;
      const facts = { runId, losing, live, names, percent: source.brakePercent };
      return { kind, to, organization, source: source.name, ...facts };
    }
    const { sourceId: _, ownerId: __, ...facts } = content;
    return { ...facts, to, organization, source: { id: source.id, name: source.name } };
  };
}

function isOver(content: SourceContent, run: SyncRun | null): boolean {
  switch (content.kind) {
    case 'security_sync_waiting':
      return run?.id !== content.runId || run.state !== 'waiting';
    case 'security_source_failing':
      return run?.streak?.failed === 0;
    case 'security_source_works':
      return false;
  }
}
