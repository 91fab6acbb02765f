import { loginOf } from '../../../domain/directory/directory-user.ts';
import type { DisownResult } from '../../../services/codes/disown-codes.ts';
import type { CodeFacts, DescribedNotice, Disowning } from '../../../services/notices/describe-notice.ts';
import { context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { listNames, nameIssuer, nameOf } from '../../blocks/people.ts';
import { buildRecord, describePlace, describeReason, describeState } from '../../blocks/records.ts';

/** What the person who said “This wasn't me” is told: exactly what was done, and what to do (N19). */
export function buildDisownedAnswer(
  { code, disowning, alerted, isChannelAlerted }: Extract<DisownResult, { kind: 'disowned' }>,
  organizationName: string,
): SlackMessage {
  const { ended, signInsStopped, requestsCancelled } = disowning;
  const isUsed = code.state === 'redeemed';
  const when = formatTime(code.settledAt ?? code.createdAt);
  const done = [
    ...(isUsed ? [`:rotating_light: *Your code was used ${when}*${describePlace(code)}.`] : []),
    ...(signInsStopped === 0 ? [] : ['The sign-in with it was not finished. We stopped it.']),
    ...(ended === null
      ? []
      : [
          `:white_check_mark: *The code generated for you ${formatTime(ended.code.createdAt)} no longer works.* ${nameIssuer(ended.issuedBy)} generated it.`,
        ]),
    ...(isUsed || ended?.code.id === code.id
      ? []
      : [
          `The code in this message, from ${formatTime(code.createdAt)}, had already stopped working. ${describeState(code.state, code.expiresAt, code.settledAt)}`,
        ]),
    ...(requestsCancelled === 0
      ? []
      : [
          requestsCancelled === 1
            ? 'A request for another code was cancelled.'
            : `${requestsCancelled} requests for other codes were cancelled.`,
        ]),
  ];
  const told = listNames(alerted, ...(isChannelAlerted ? ['the security channel'] : []));
  const next = isUsed
    ? '*Change your password now*, and call your administrator.'
    : 'If anyone asked you for a password or a code, change your password now.';
  const alert =
    told === '' ? `${escapeMrkdwn(organizationName)} has no one we could alert.` : `We alerted ${told}.`;
  return {
    text: isUsed ? 'Your code was used. Change your password now.' : 'We alerted your administrators.',
    blocks: [...sections(...done), ...sections(alert, next)],
  };
}

/** They pressed it again: what they did counts once. */
export function buildDisownedBefore({
  code,
  at,
}: Extract<DisownResult, { kind: 'disowned_before' }>): SlackMessage {
  const isUsed = code.state === 'redeemed';
  return buildRecord(
    `:information_source: You already told us ${formatTime(at)} that this wasn’t you. ${describeState(code.state, code.expiresAt, code.settledAt)} Your administrators were alerted then.`,
    isUsed
      ? 'Change your password now, if you have not, and call your administrator.'
      : 'No code works for your account now.',
  );
}

/** What issuers, owners and the security channel are told. */
export function buildDisownedAlarm(
  notice: Extract<DescribedNotice, { kind: 'security_code_disowned' }>,
): SlackMessage {
  const { facts, disowning, readerId } = notice;
  const { code, state, target, issuedBy, reason } = facts;
  const name = nameOf(target);
  const isIssuer = readerId !== null && [issuedBy?.id, disowning.ended?.issuedBy?.id].includes(readerId);
  return {
    text: `${name} says: “This wasn’t me.”`,
    blocks: [
      section(`:rotating_light: *${name} says: “This wasn’t me.”* (${escapeMrkdwn(loginOf(target))})`),
      ...sections(
        `${issuedBy !== null && issuedBy.id === readerId ? 'You' : nameIssuer(issuedBy)} generated the backup code ${formatTime(code.createdAt)}.`,
        `Reason: ${describeReason(reason)}`,
      ),
      ...sections(...describeDone(facts, state, disowning, readerId)),
      section(
        isIssuer
          ? 'The caller may be an impostor. Stop the call, and tell your security team who called and what they said.'
          : `Call ${name}, and ask ${issuedBy === null ? 'who runs Backupcode' : nameOf(issuedBy)} who called.`,
      ),
      context(`Code \`${code.id}\`. Every step: \`backupcode audit list\`.`),
    ],
  };
}

function describeDone(
  { code, target }: CodeFacts,
  state: CodeFacts['state'],
  { ended, requestsCancelled, signInsStopped }: Disowning,
  readerId: string | null,
): string[] {
  const lines: string[] = [];
  if (ended?.code.id === code.id) lines.push('*The code was live. It no longer works.*');
  else if (state === 'redeemed')
    lines.push(
      `*The code was used ${formatTime(code.settledAt ?? code.createdAt)}${describePlace(code)}. End ${nameOf(target)}’s sessions now.*`,
    );
  else lines.push(`*${describeState(state, code.expiresAt, code.settledAt)}*`);
  if (signInsStopped > 0) lines.push('A sign-in with it was not finished, and was stopped.');
  if (ended !== null && ended.code.id !== code.id) {
    const by = ended.issuedBy !== null && ended.issuedBy.id === readerId ? 'You' : nameIssuer(ended.issuedBy);
    lines.push(
      `*A newer code, from ${formatTime(ended.code.createdAt)}, was live. It no longer works.* ${by} generated it.`,
    );
  }
  if (requestsCancelled > 0)
    lines.push(
      requestsCancelled === 1
        ? 'An open request for another code was cancelled.'
        : `${requestsCancelled} open requests for other codes were cancelled.`,
    );
  return lines;
}
