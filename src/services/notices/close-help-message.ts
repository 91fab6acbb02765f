import type { UserId } from '../../domain/ids.ts';
import type { Notice, NoticeContent } from '../../domain/notices/notice.ts';
import { type HelpRequest, type HelpState, helpStateAt } from '../../domain/requests/help-request.ts';
import type { PostedMessage } from '../../ports/notifier.ts';
import type { ServiceDeps } from '../deps.ts';
import { CLOSING_DELAY_MS } from './close-message.ts';

/** The notices about a request for help that have buttons, while it's in a state in which they make sense. */
type ClosableHelp = Extract<
  NoticeContent,
  { kind: 'target_help_asked' | 'help_news' | 'helper_help_waiting' }
>;

export function isClosableHelp(content: NoticeContent): content is ClosableHelp {
  return (
    content.kind === 'target_help_asked' ||
    content.kind === 'helper_help_waiting' ||
    (content.kind === 'help_news' && stateOf(content) !== null)
  );
}

/** Stores where such a message was posted: see `rememberToClose`. */
export async function rememberToCloseHelp(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>,
  { organizationId, slackTenantId, content }: Notice & { readonly content: ClosableHelp },
  { channelId, ts }: PostedMessage,
): Promise<void> {
  await deps.store.transact(organizationId, async (tx) => {
    const help = await tx.helpRequests.find(organizationId, content.helpRequestId);
    if (help === null) return;
    const now = deps.clock.now();
    const isAsPosted = helpStateAt(help, now) === stateOf(content);
    const readerId = readerOf(content, help);
    const closing = { kind: 'close_help_message', helpRequestId: help.id, readerId, channelId, ts } as const;
    const id = deps.random.id('notice');
    await tx.notices.enqueue({
      id,
      organizationId,
      channel: 'slack',
      // With the token that posted it: no other can change it (S13).
      slackTenantId,
      destination: id,
      content: closing,
      dueAt: isAsPosted ? help.expiresAt + CLOSING_DELAY_MS : now,
      attempts: 0,
      createdAt: now,
    });
  });
}

/** The state in which its buttons make sense; `null`: it has none. */
function stateOf(content: ClosableHelp): HelpState | null {
  if (content.kind !== 'help_news' || content.news === 'given_back') return 'waiting';
  return content.news === 'taken' ? 'taken' : null;
}

function readerOf(content: ClosableHelp, { targetId }: HelpRequest): UserId {
  if (content.kind === 'target_help_asked') return targetId;
  return content.kind === 'help_news' ? content.userId : content.helperId;
}
