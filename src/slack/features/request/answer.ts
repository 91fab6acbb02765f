import type { UserId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type { AskForHelpResult } from '../../../services/requests/help/ask-for-help.ts';
import type { DisownHelpResult } from '../../../services/requests/help/cancel-help.ts';
import type { HelpFacts } from '../../../services/requests/help/help-facts.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { actorFor, nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** To someone who asked for help: their number, and what happens next. @returns `null` to a repeated delivery */
export function buildHelpAnswer(result: AskForHelpResult): SlackMessage | null {
  switch (result.kind) {
    case 'duplicate':
      return null;
    case 'refused':
      return buildRefusal(result.refusals, say('slack.request.refused'));
    case 'open_before':
    case 'asked':
      return buildPlace(result, result.kind === 'open_before');
  }
}

function buildPlace(facts: HelpFacts, isOld: boolean): SlackMessage {
  const { help, target } = facts;
  // Who may ask is the person or their manager: whoever reads it is one of the two.
  const who = { self: help.askerId === help.targetId ? 'yes' : 'no', name: nameOf(target) } as const;
  const place = { ...who, position: facts.position ?? 0 };
  const title =
    facts.state === 'waiting'
      ? say(isOld ? 'slack.request.before' : 'slack.request.asked.title', place)
      : describeHelp(facts, help.askerId);
  return {
    text: facts.state === 'waiting' ? say('slack.request.asked', place) : title,
    blocks: [
      section(title),
      section(say('slack.request.next', who)),
      actions(buildCancelHelp(help.id)),
      context(say('slack.request.never', { until: formatTime(help.expiresAt) })),
    ],
  };
}

export function buildCancelHelp(value: string) {
  return button(say('slack.button.cancel'), { actionId: actionIds.cancelHelp, value });
}

/** How it stands, in a sentence. @param readerId a directory user's: they are "you" */
export function describeHelp(facts: HelpFacts, readerId: UserId | null): string {
  const { help, state, target, taker, endedBy, position } = facts;
  const who = { self: target.id === readerId ? 'yes' : 'no', name: nameOf(target) } as const;
  const time = formatTime(help.endedAt ?? help.expiresAt);
  switch (state) {
    case 'waiting':
      return say('slack.request.now.waiting', { ...who, position: position ?? 0 });
    case 'taken':
      return say('slack.request.now.taken', { ...who, ...actorFor(readerId, taker) });
    case 'expired':
      return say('slack.request.now.expired', { ...who, time });
    case 'done':
    case 'declined':
      return say(`slack.request.now.${state}`, { ...who, ...actorFor(readerId, endedBy), time });
    case 'cancelled': {
      const why = help.cancelReason ?? 'withdrawn';
      if (why !== 'withdrawn') return say(`slack.request.now.${why}`, { ...who, time });
      return say('slack.request.now.withdrawn', { ...who, ...actorFor(readerId, endedBy), time });
    }
  }
}

/** What stands where the buttons were. */
export function buildHelpRecord(facts: HelpFacts, readerId: UserId | null): SlackMessage {
  return buildRecord(describeHelp(facts, readerId));
}

/** To a click that came too late. */
export function buildLateHelp(facts: HelpFacts & { readonly clickerId: UserId }): SlackMessage {
  return buildRecord(describeHelp(facts, facts.clickerId), say('slack.request.late'));
}

/** To the person who said "This wasn't me". */
export function buildHelpDisowned(
  result: Extract<DisownHelpResult, { kind: 'disowned' | 'disowned_before' }>,
): SlackMessage {
  const next = say('slack.request.disowned.next');
  if (result.kind === 'disowned_before') {
    const time = formatTime(result.help.disownedAt ?? result.help.createdAt);
    return buildRecord(say('slack.request.disowned.before', { time }), next);
  }
  return buildRecord(say('slack.request.disowned', { count: result.requestsCancelled }), next);
}
