import { loginOf } from '../../../domain/directory/directory-user.ts';
import type { DeviceOutcome } from '../../../domain/requests/device-check.ts';
import { refusedBy } from '../../../domain/requests/verification.ts';
import { say } from '../../../messages/say.ts';
import type { RequestFacts } from '../../../services/requests/read-request-facts.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime, mentionUser } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, describeReason } from '../../blocks/records.ts';
import { buildContinueButtons } from '../../blocks/request-buttons.ts';
import { actionIds } from '../../ids.ts';

/** Asks the target's manager whether it is the person who calls. */
export function buildManagerRequest(
  { request, requester, target }: RequestFacts,
  words: string,
): SlackMessage {
  const facts = { name: nameOf(target), requester: nameOf(requester), words };
  return {
    text: say('slack.verify.manager.ask', facts),
    blocks: [
      section(
        say('slack.verify.manager.ask.title', {
          ...facts,
          mention: mentionUser(request.origin.requesterSlackId),
          login: escapeMrkdwn(loginOf(target)),
        }),
      ),
      section(say('slack.verify.manager.ask.how', facts)),
      section(say('slack.prompt.reason', { reason: describeReason(request.reason) })),
      actions(
        button(say('slack.button.vouch'), {
          actionId: actionIds.vouchForCaller,
          value: request.id,
          style: 'primary',
          confirm: {
            title: say('slack.verify.manager.confirm'),
            text: say('slack.verify.manager.confirm.text'),
            yes: say('slack.button.vouch'),
          },
        }),
        button(say('slack.button.refuse_caller'), {
          actionId: actionIds.refuseCaller,
          value: request.id,
          style: 'danger',
        }),
      ),
      context(say('slack.verify.manager.ask.terms', { until: formatTime(request.expiresAt) })),
    ],
  };
}

/** Tells the requester what the manager said. */
export function buildManagerAnswered({ request, target }: RequestFacts): SlackMessage {
  const name = nameOf(target);
  if (request.cancelReason === 'caller_refused' && refusedBy(request) === 'manager')
    return buildRecord(say('slack.verify.manager.no', { name }), say('slack.verify.manager.no.next'));
  return {
    text: say('slack.verify.manager.yes', { name }),
    blocks: [section(say('slack.verify.manager.yes', { name })), buildContinueButtons(request.id)],
  };
}

/** Tells the requester what came of asking the person on their device. */
export function buildDeviceAnswered({ request, target }: RequestFacts, outcome: DeviceOutcome): SlackMessage {
  const facts = { name: nameOf(target), login: escapeMrkdwn(loginOf(target)) };
  if (outcome === 'denied')
    return buildRecord(say('slack.device.denied', facts), say('slack.device.denied.next'));
  const text = say(`slack.device.${outcome}`, facts);
  const next = outcome === 'confirmed' ? [] : [section(say(`slack.device.${outcome}.next`, facts))];
  return { text, blocks: [section(text), ...next, buildContinueButtons(request.id)] };
}

/** Alarms: someone on the phone is not who they say. */
export function buildCallerRefused({ request, requester, target }: RequestFacts): SlackMessage {
  const facts = { name: nameOf(target), requester: nameOf(requester), by: refusedBy(request) };
  return buildRecord(say('slack.verify.alarm', facts), say('slack.verify.alarm.next', facts));
}

/** Gives the target the two words by which they know a real administrator. */
export function buildTargetWords(
  { requester }: RequestFacts,
  words: string,
  organizationName: string,
): SlackMessage {
  const facts = { requester: nameOf(requester), organization: escapeMrkdwn(organizationName), words };
  return {
    text: say('slack.verify.words', facts),
    blocks: [
      section(say('slack.verify.words.title', facts)),
      section(say('slack.verify.words.how', facts)),
      context(say('slack.verify.words.next')),
    ],
  };
}
