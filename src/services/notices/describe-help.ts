import type { HelpNews, Notice, NoticeContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';
import { type HelpFacts, readHelpFacts } from '../requests/help/help-facts.ts';
import type { NoticeAddress, NoticeDescription } from './described-notice.ts';
import type { NoticeAddresses } from './find-notice-address.ts';
import type { HelpNotice } from './help-notice.ts';

type HelpContent = Extract<NoticeContent, { kind: HelpNotice['kind'] }>;

/** Notices about someone who waits for help. */
export function createDescribeHelp(
  { store: { read }, clock }: Pick<ServiceDeps, 'store' | 'clock'>,
  address: NoticeAddresses,
) {
  return async function describeHelp(
    organization: Organization,
    notice: Notice,
    content: HelpContent,
  ): Promise<NoticeDescription> {
    const help = await read.helpRequests.find(organization.id, content.helpRequestId);
    const about = help === null ? null : await readHelpFacts(read, help, clock.now());
    if (about === null) return { kind: 'pointless', why: 'request_gone' };
    // Someone was faster: there is nothing to take.
    if (content.kind === 'helper_help_waiting' && about.state !== 'waiting') return { kind: 'settled' };
    // It has moved on, and has its own news.
    if (content.kind === 'help_news' && isOver(content.news, about)) return { kind: 'settled' };
    const to = await findAddress(organization, notice, content, about);
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    const common = { to, organization, about };
    switch (content.kind) {
      case 'target_help_asked':
      case 'helper_help_waiting':
      case 'helper_help_ended':
        return { kind: content.kind, ...common };
      case 'help_news': {
        const { kind, news, userId: readerId } = content;
        return { kind, ...common, news, readerId, hasWords: await hasWords(organization, about) };
      }
      case 'security_help_disowned':
        return { kind: content.kind, ...common, readerId: content.ownerId };
      case 'close_help_message':
        return { kind: content.kind, ...common, readerId: content.readerId };
    }
  };

  async function findAddress(
    organization: Organization,
    notice: Notice,
    content: HelpContent,
    { target }: HelpFacts,
  ): Promise<NoticeAddress | null> {
    switch (content.kind) {
      case 'target_help_asked':
        return address.ofPerson(notice, target.id);
      case 'help_news':
        return address.ofPerson(notice, content.userId);
      case 'helper_help_waiting':
      case 'helper_help_ended':
        return address.ofPerson(notice, content.helperId);
      case 'security_help_disowned':
        return address.ofSecurity(organization, notice, content.ownerId);
      case 'close_help_message':
        return { kind: 'message', channelId: content.channelId, ts: content.ts };
    }
  }

  /** They go out with the request that was opened when it was taken. */
  async function hasWords({ id, policy }: Organization, { target, taker }: HelpFacts): Promise<boolean> {
    const open = taker === null ? [] : await read.requests.listOpenByTarget(id, target.id);
    return open.some(
      ({ requesterId, terms }) => requesterId === taker?.id && policy.twoWayWords.includes(terms.tier),
    );
  }
}

function isOver(news: HelpNews, { state }: HelpFacts): boolean {
  if (news === 'taken') return state !== 'taken';
  return news === 'given_back' && state !== 'waiting';
}
