import type { KnownBlock } from '@slack/types';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import type { DisownResult } from '../../../services/codes/disown-codes.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import { buildFreezeButton, buildReleaseButton } from '../../blocks/freeze-buttons.ts';
import { actions, context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { describeOutliving, describeUnseenUse } from '../../blocks/outlives.ts';
import { type Actor, actorFor, listNames, nameIssuer, nameOf } from '../../blocks/people.ts';
import { buildRecord, describeReason, describeState, describeWhen } from '../../blocks/records.ts';
import { buildRevokeIssuedButton } from '../../blocks/revoke-button.ts';

/** The answer to “This wasn't me”: exactly what was done, and what to do next (N19). */
export function buildDisownedAnswer(
  result: Extract<DisownResult, { kind: 'disowned' }>,
  organizationName: string,
): SlackMessage {
  const { code, alerted, isChannelAlerted } = result;
  const isUsed = code.state === 'redeemed';
  const people = listNames(alerted, ...(isChannelAlerted ? [say('slack.disown.channel')] : []));
  return {
    text: isUsed ? say('slack.disown.text.used') : say('slack.disown.text'),
    blocks: [
      ...sections(...listDone(result)),
      ...sections(
        people === ''
          ? say('slack.disown.no_one', { organization: escapeMrkdwn(organizationName) })
          : say('slack.disown.alerted', { people }),
        isUsed ? say('slack.disown.next.used') : say('slack.disown.next'),
      ),
    ],
  };
}

function listDone({ code, disowning, frozen }: Extract<DisownResult, { kind: 'disowned' }>): string[] {
  const { ended, signInsStopped, requestsCancelled } = disowning;
  const lines: string[] = [];
  if (code.state === 'redeemed') lines.push(say('slack.disown.used', { when: describeWhen(code) }));
  if (signInsStopped > 0) lines.push(say('slack.disown.sign_in_stopped'));
  if (ended !== null)
    lines.push(
      say('slack.disown.ended', {
        time: formatTime(ended.code.createdAt),
        issuer: nameIssuer(ended.issuedBy),
      }),
      ...describeOutliving(ended.code, 'target'),
    );
  if (code.state !== 'redeemed' && ended?.code.id !== code.id)
    lines.push(
      say('slack.disown.over', {
        time: formatTime(code.createdAt),
        state: describeState(code, code.state),
      }),
    );
  if (requestsCancelled > 0) lines.push(say('slack.disown.requests_cancelled', { count: requestsCancelled }));
  if (frozen.length > 0) lines.push(say('slack.disown.frozen', { names: listNames(frozen) }));
  return lines;
}

/** They pressed it again: what they did counts once. */
export function buildDisownedBefore({
  code,
  at,
}: Extract<DisownResult, { kind: 'disowned_before' }>): SlackMessage {
  return buildRecord(
    say('slack.disown.before', { time: formatTime(at), state: describeState(code, code.state) }),
    code.state === 'redeemed' ? say('slack.disown.before.used') : say('slack.disown.before.next'),
  );
}

type Alarm = Extract<DescribedNotice, { kind: 'security_code_disowned' }>;

/** To issuers, owners and the security channel. */
export function buildDisownedAlarm(alarm: Alarm): SlackMessage {
  const { facts, disowning, readerId } = alarm;
  const { code, target, issuedBy, reason } = facts;
  const name = nameOf(target);
  const isIssuer = readerId !== null && [issuedBy?.id, disowning.ended?.issuedBy?.id].includes(readerId);
  return {
    text: say('slack.disowned', { name }),
    blocks: [
      section(say('slack.disowned.title', { name, login: escapeMrkdwn(loginOf(target)) })),
      ...sections(
        say('slack.disowned.issued', {
          ...issuerFor(readerId, issuedBy),
          time: formatTime(code.createdAt),
        }),
        say('slack.disowned.reason', { reason: describeReason(reason) }),
      ),
      ...sections(...listEnded(alarm)),
      section(isIssuer ? say('slack.disowned.next.yours') : describeNext(facts)),
      ...buildIssuing(alarm),
      context(say('slack.disowned.history', { id: code.id })),
    ],
  };
}

function issuerFor(readerId: string | null, issuer: Alarm['facts']['issuedBy']): Actor {
  return issuer === null ? { by: nameIssuer(null), you: 'no' } : actorFor(readerId, issuer);
}

function describeNext({ target, issuedBy }: Alarm['facts']): string {
  const name = nameOf(target);
  return issuedBy === null
    ? say('slack.disowned.next.operator', { name })
    : say('slack.disowned.next', { name, issuer: nameOf(issuedBy) });
}

function listEnded({ facts, disowning, readerId }: Alarm): string[] {
  const { code, state, target } = facts;
  const { ended, requestsCancelled, signInsStopped } = disowning;
  const lines: string[] = [];
  if (ended?.code.id === code.id)
    lines.push(say('slack.disowned.live'), ...describeOutliving(code, 'admin'), ...describeUnseenUse(code));
  else if (state === 'redeemed')
    lines.push(say('slack.disowned.used', { when: describeWhen(code), name: nameOf(target) }));
  else lines.push(say('slack.disowned.over', { state: describeState(code, state) }));
  if (signInsStopped > 0) lines.push(say('slack.disowned.sign_in_stopped'));
  if (ended !== null && ended.code.id !== code.id)
    lines.push(
      say('slack.disowned.newer', {
        time: formatTime(ended.code.createdAt),
        ...issuerFor(readerId, ended.issuedBy),
      }),
      ...describeOutliving(ended.code, 'admin'),
      ...describeUnseenUse(ended.code),
    );
  if (requestsCancelled > 0)
    lines.push(say('slack.disowned.requests_cancelled', { count: requestsCancelled }));
  return lines;
}

/** What happens to the issuing of those who issued it, and the buttons of those who guard the organization. */
function buildIssuing({ issuing, readerId, facts }: Alarm): KnownBlock[] {
  const { frozen, unfreezable, codesLive, presses } = issuing;
  const others = frozen.filter(({ id }) => id !== readerId);
  const reader = frozen.find(({ id }) => id === readerId);
  const name = nameOf(facts.target);
  const lines = [
    ...(reader !== undefined ? [say('slack.disowned.frozen.you')] : []),
    ...(others.length > 0 ? [say('slack.disowned.frozen', { names: listNames(others), name })] : []),
    ...(unfreezable.length > 0 ? [say('slack.disowned.unfreezable', { names: listNames(unfreezable) })] : []),
    ...(codesLive > 0 ? [say('slack.disowned.codes', { count: codesLive })] : []),
    ...(presses > 1 ? [say('slack.disowned.presses', { name, count: presses })] : []),
  ];
  return [
    ...sections(...lines),
    ...others.map((issuer) =>
      actions(
        buildReleaseButton(issuer.id, nameOf(issuer)),
        ...(codesLive > 0 ? [buildRevokeIssuedButton(issuer.id, nameOf(issuer))] : []),
      ),
    ),
    // A frozen Admin reads it too, and only an Owner may freeze.
    ...(reader === undefined || reader.role === 'owner' ? [actions(buildFreezeButton())] : []),
  ];
}
