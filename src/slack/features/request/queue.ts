import type { KnownBlock } from '@slack/types';
import type { UserId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type { HelpFacts } from '../../../services/requests/help/help-facts.ts';
import type { ListQueueResult, QueueEntry } from '../../../services/requests/help/read-queue.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { actorFor, nameOf, shortNameOf } from '../../blocks/people.ts';
import { describeReason } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { buildCancelHelp, describeHelp } from './answer.ts';

/** A screenful: those who came later move up. */
const QUEUE_SHOWN = 10;

/** Of each in the Home tab, which has much else. */
const HOME_SHOWN = 3;

/** `/backupcode list queue` */
export function buildQueue({ entries, reader }: Extract<ListQueueResult, { kind: 'queue' }>): SlackMessage {
  const text = say('slack.request.queue');
  if (entries.length === 0) return { text, blocks: [section(say('slack.request.queue.none'))] };
  return {
    text,
    blocks: [
      section(say('slack.request.queue.title', { count: entries.length })),
      ...buildEntries(entries.slice(0, QUEUE_SHOWN), entries.length, reader.id),
      context(say('slack.request.queue.next')),
    ],
  };
}

/** The same in the Home tab: nothing if no one waits. */
export function buildQueuePart(
  { items, count }: { readonly items: readonly QueueEntry[]; readonly count: number },
  readerId: UserId,
): KnownBlock[] {
  if (count === 0) return [];
  return [
    { type: 'divider' },
    section(`:raising_hand: ${say('slack.request.queue.title', { count })}`),
    ...buildEntries(items.slice(0, HOME_SHOWN), count, readerId),
  ];
}

function buildEntries(shown: readonly QueueEntry[], count: number, readerId: UserId): KnownBlock[] {
  const more = count - shown.length;
  return [
    ...shown.flatMap((entry) => buildEntry(entry, readerId)),
    ...(more > 0 ? [context(say('slack.request.queue.more', { count: more }))] : []),
  ];
}

function buildEntry({ help, target, asker, taker, position }: QueueEntry, readerId: UserId): KnownBlock[] {
  const line = say('slack.request.queue.entry', {
    place: position === null ? '' : `${position}. `,
    name: shortNameOf(target),
    role: say(`role.phrase.${target.role}`),
    own: help.askerId === help.targetId ? 'yes' : 'no',
    asker: asker === null ? say('slack.another_admin') : shortNameOf(asker),
    time: formatTime(help.createdAt),
    reason: describeReason(help.reason),
  });
  if (help.state === 'waiting')
    return [section(line), actions(buildTakeHelp(help.id), buildDecline(help.id))];
  const text = `${line}\n${say('slack.request.queue.taken', actorFor(readerId, taker, shortNameOf))}`;
  if (help.takenBy !== readerId) return [section(text)];
  return [
    section(text),
    actions(
      button(say('slack.button.open_prompt'), {
        actionId: actionIds.takeHelp,
        value: help.id,
        style: 'primary',
      }),
      button(say('slack.button.give_back'), { actionId: actionIds.giveBackHelp, value: help.id }),
      buildDecline(help.id),
    ),
  ];
}

export function buildTakeHelp(value: string) {
  return button(say('slack.button.take'), { actionId: actionIds.takeHelp, value, style: 'primary' });
}

function buildDecline(value: string) {
  return button(say('slack.button.decline'), { actionId: actionIds.declineHelp, value, style: 'danger' });
}

/** What the reader waits for, or asked for others, in their Home tab. */
export function buildOwnHelp(own: readonly HelpFacts[], readerId: UserId): KnownBlock[] {
  return own.slice(0, HOME_SHOWN).flatMap((facts) => {
    const { help, target, state, position } = facts;
    const who = { self: target.id === readerId ? 'yes' : 'no', name: nameOf(target) } as const;
    const text =
      state === 'waiting'
        ? say('slack.request.own', { ...who, position: position ?? 0 })
        : describeHelp(facts, readerId);
    return [section(text, buildCancelHelp(help.id))];
  });
}
