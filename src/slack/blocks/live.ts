import type { KnownBlock } from '@slack/types';
import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { needsApproval } from '../../domain/requests/issue-request.ts';
import { findGlass } from '../../domain/requests/judge-break-glass.ts';
import { say } from '../../messages/say.ts';
import type { LiveItem, OpenRequest } from '../../services/codes/read-live.ts';
import { actionIds } from '../ids.ts';
import { button, section } from './message.ts';
import { formatMoment, formatTime } from './mrkdwn.ts';
import { describeMaker } from './outlives.ts';
import { type Actor, actorFor, nameIssuer, shortNameOf } from './people.ts';
import { describeReason } from './records.ts';

type Button = ReturnType<typeof button>;

/**
 * A live code, with the button that revokes it, or an open request, with what it waits for.
 * @param readerId a directory user's: they are "you"
 * @param revoke makes the button of a code
 */
export function buildLiveItem(
  item: LiveItem,
  readerId: string,
  revoke: (codeId: string, name: string) => Button,
): KnownBlock {
  const name = shortNameOf(item.target);
  if (item.kind === 'request') return buildRequest(item, name, readerId);
  const { code, state, issuedBy, mayRevoke } = item;
  const issuer: Actor =
    issuedBy === null ? { by: nameIssuer(null), you: 'no' } : actorFor(readerId, issuedBy, shortNameOf);
  const line =
    state === 'undelivered'
      ? say('slack.list.code.undelivered', { name, ...issuer })
      : describeCode(code, { name, ...issuer, time: formatTime(code.createdAt) });
  const text = [line, ...describeMaker(code)].join(' ');
  return mayRevoke ? section(text, revoke(code.id, name)) : section(text);
}

function describeCode(
  { startsAt, expiresAt }: BackupCode,
  facts: Actor & { readonly name: string; readonly time: string },
): string {
  return startsAt === null
    ? say('slack.list.code', { ...facts, until: formatTime(expiresAt) })
    : say('slack.list.code.later', {
        ...facts,
        start: formatMoment(startsAt),
        until: formatMoment(expiresAt),
      });
}

function buildRequest(item: OpenRequest, name: string, readerId: string): KnownBlock {
  const { request, requester } = item;
  const by = actorFor(readerId, requester, shortNameOf);
  const line = say('slack.list.request', {
    name,
    ...by,
    time: formatTime(request.createdAt),
    reason: describeReason(request.reason),
  });
  const text = `${line}\n${describeWait(item, by)}`;
  // The prompt is an ephemeral, which is gone when Slack reloads (S12).
  return request.requesterId === readerId
    ? section(
        text,
        button(say('slack.button.continue'), { actionId: actionIds.showPrompt, value: request.id }),
      )
    : section(text);
}

function describeWait({ request, approver, isHeld }: OpenRequest, requester: Actor): string {
  const facts = { ...requester, until: formatTime(request.expiresAt) };
  if (isHeld) return say('slack.list.request.held', facts);
  const glass = findGlass(request);
  if (glass !== null && request.state === 'approved')
    return say('slack.list.request.glass', { ...facts, rehearsal: glass.isRehearsal ? 'yes' : 'no' });
  if (request.state === 'approved') {
    const by = approver === null ? say('slack.another_admin') : shortNameOf(approver);
    return say('slack.list.request.approved', { ...facts, approver: by });
  }
  if (request.approvalAskedAt !== null) return say('slack.list.request.approval', facts);
  return say(needsApproval(request) ? 'slack.list.request.ask' : 'slack.list.request.click', facts);
}
