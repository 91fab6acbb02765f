import { isId, type UserId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { type ReaderFacts, unknownReader } from '../../domain/organization/language.ts';
import type { ServiceDeps } from '../deps.ts';
import { readReader } from '../directory/find-reader.ts';
import type { DescribedNotice } from './described-notice.ts';

/** How the person reads to whom a notice goes; what many read is in the organization's language. */
export function createFindNoticeReader({ store: { read } }: Pick<ServiceDeps, 'store'>) {
  return async function findNoticeReader(notice: Notice, described: DescribedNotice): Promise<ReaderFacts> {
    const { organization } = described;
    const userId = readerOf(notice, described);
    return userId === null
      ? { ...unknownReader, language: organization.policy.language }
      : readReader(read, organization, userId, notice.slackTenantId);
  };
}

/** `null`: many read it */
function readerOf({ destination }: Notice, described: DescribedNotice): UserId | null {
  if (described.to.kind === 'mailbox') return described.to.user.id;
  switch (described.kind) {
    case 'hide_reveal':
    case 'close_code_message':
      return described.facts.issuedBy?.id ?? null;
    case 'close_prompt':
    case 'prompt_expired':
      return described.facts.requester.id;
    case 'close_message':
    case 'close_help_message':
      return described.readerId;
    default:
      return isId('user', destination) ? destination : null;
  }
}
