import type { AuditAction } from '../../../domain/audit/audit-event.ts';
import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import { roleNames } from '../../../domain/directory/roles.ts';
import type { RedeemAlarm } from '../../../domain/notices/notice.ts';
import type { DescribedNotice, JudgedCodeFacts } from '../../../services/notices/describe-notice.ts';
import type { RequestFacts } from '../../../services/requests/read-request-facts.ts';
import { type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime, shortenMrkdwn } from '../../blocks/mrkdwn.ts';
import { nameIssuer, nameOf } from '../../blocks/people.ts';
import { buildRecord, describeReason, describeState } from '../../blocks/records.ts';

type Change = Extract<DescribedNotice, { kind: 'security_change' }>;

/** Below Slack's 3,000 characters for a section. */
const SECTION_LENGTH_MAX = 2900;

export function buildSecurityIssued(facts: JudgedCodeFacts): SlackMessage {
  const { issuedBy, target, code, approver, reason } = facts;
  const approved = approver === null ? '' : ` Approved by ${nameOf(approver)}.`;
  return buildRecord(
    `:key: ${nameIssuer(issuedBy)} generated a backup code for *${nameOf(target)}*.`,
    describeAccount(target),
    `${formatTime(code.createdAt)}.${approved} Reason: ${describeReason(reason)}.`,
  );
}

export function buildSecurityRevoked({ code, target, issuedBy, revoker }: JudgedCodeFacts): SlackMessage {
  const by = revoker === null ? 'An administrator' : nameOf(revoker);
  return buildRecord(
    `:no_entry: ${by} revoked the backup code for *${nameOf(target)}*.`,
    describeAccount(target),
    `${formatTime(code.settledAt ?? code.createdAt)}. ${nameIssuer(issuedBy)} had generated it ${formatTime(code.createdAt)}.`,
  );
}

export function buildRequestDecided(
  { request, requester, target, approver }: RequestFacts,
  verdict: 'approved' | 'rejected',
): SlackMessage {
  // Three names in one section: the longest, once escaped, would pass what it holds (S14).
  const short = (user: DirectoryUser): string => shortenMrkdwn(nameOf(user), 900);
  const by = approver === null ? 'Another administrator' : short(approver);
  const icon = verdict === 'approved' ? ':white_check_mark:' : ':no_entry:';
  return buildRecord(
    `${icon} ${by} ${verdict} ${short(requester)}’s request for a backup code for *${short(target)}*.`,
    describeAccount(target),
    `Requested ${formatTime(request.createdAt)}. Reason: ${describeReason(request.reason)}.`,
  );
}

/** To those who guard the organization. */
export function buildSecurityTargetNotTold({ code, state, target, issuedBy }: JudgedCodeFacts): SlackMessage {
  return buildRecord(
    `:warning: *${nameOf(target)} doesn’t know about the backup code* that ${nameIssuer(issuedBy)} generated for them: I can’t reach them in Slack.`,
    `Issued ${formatTime(code.createdAt)}. ${describeState(state, code.expiresAt, code.settledAt)} Call them and ask if they requested it. If they didn’t, revoke it: \`/backupcode status @name\`.`,
  );
}

/** To whoever generated the code. */
export function buildRequesterTargetNotTold({ code, target }: JudgedCodeFacts): SlackMessage {
  const name = nameOf(target);
  return buildRecord(
    `:warning: *I couldn’t tell ${name} about the backup code* you generated ${formatTime(code.createdAt)}: I can’t reach them in Slack.`,
    'Call them on a number you know, and make sure that they asked for it.',
  );
}

const lockedWords: Readonly<Record<RedeemAlarm, string>> = {
  frozen: 'Your backup codes are locked for a while.',
  disabled: 'Your backup codes are locked until an administrator unlocks them.',
  strangers: 'Your backup codes still work.',
};

/** To the person for whose account they were tried. */
export function buildTargetLocked(alarm: RedeemAlarm): SlackMessage {
  return buildRecord(
    ':rotating_light: *Many wrong backup codes were tried for your account.*',
    `${lockedWords[alarm]} If it wasn’t you, tell your administrator now.`,
  );
}

export function buildChannelFailed(channelId: string, why: string): SlackMessage {
  return buildRecord(
    `:rotating_light: *I can’t post to the security channel* <#${channelId}>. Slack says \`${why.replace(/[^\w.]/g, '')}\`.`,
    'Alarms come to the owners until that is fixed; routine messages are lost. Invite the bot to the channel, or have an operator choose another: `backupcode policy set securityChannelId=C...`',
  );
}

export function buildChange({ action, by, target, changes, organization }: Change): SlackMessage {
  if (action === 'client.expiring')
    return buildRecord(
      ':hourglass: *A client’s credential expires soon.* After that it can’t redeem codes.',
      cutLines(changes),
      'An operator can give it a new term: `backupcode client set NAME --expires DATE`',
    );
  const who = by.startsWith('operator/') ? `An operator (${by.slice(9)})` : by;
  const what = describeAction(action, target ?? organization.name);
  const line = `:wrench: *${escapeMrkdwn(who)} ${escapeMrkdwn(what)}.*`;
  const lines = cutLines(changes);
  const isExpected =
    action === 'redeem.unlocked' ? [] : ['If you don’t know why, ask the operator before anything else.'];
  const record = buildRecord(line, ...isExpected);
  const [head, ...rest] = record.blocks;
  if (head === undefined || lines === '') return record;
  return { ...record, blocks: [head, section(lines), ...rest] };
}

/** Whole lines: one that is cut could end within an escaped character. */
function cutLines(changes: string): string {
  let text = '';
  for (const line of changes.split('\n').filter((each) => each !== '')) {
    const next = `${text}• ${escapeMrkdwn(line)}\n`;
    if (next.length > SECTION_LENGTH_MAX) break;
    text = next;
  }
  return text.trimEnd();
}

/** Completes a sentence that begins with a name. */
function describeAction(action: AuditAction, target: string): string {
  switch (action) {
    case 'redeem.unlocked':
      return `unlocked backup codes for ${target}`;
    case 'organization.policy_changed':
      return 'changed the policy';
    case 'organization.renamed':
      return `renamed the organization; it is ${target} now`;
    case 'organization.workspace_linked':
      return `connected the Slack workspace ${target}`;
    case 'client.created':
      return 'added a client that may redeem codes';
    case 'client.changed':
      return 'changed a client that may redeem codes';
    case 'client.rotated':
      return 'gave a client a new secret';
    case 'client.removed':
      return 'removed a client';
    case 'directory.user_changed':
      return `changed ${target}`;
    case 'directory.imported':
      return 'changed owners by a directory import';
    case 'identity.linked':
      return `linked a Slack account to ${target}`;
    case 'identity.unlinked':
      return `unlinked ${target}’s Slack account`;
    case 'domain.verified':
      return `verified the domain ${target}`;
    case 'domain.removed':
      return `removed the domain ${target}`;
    case 'domain.unverified':
      return `took back the verification of the domain ${target}`;
    default:
      return `did this to ${target}: ${action}`;
  }
}

/** In a line of its own: with names beside it, it might pass what a section holds (S14). */
function describeAccount(user: DirectoryUser): string {
  return `${escapeMrkdwn(loginOf(user))}, ${roleNames[user.role]}`;
}
