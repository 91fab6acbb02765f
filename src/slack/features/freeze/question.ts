import { say } from '../../../messages/say.ts';
import type { FreezePreview } from '../../../services/organization/freeze/freeze-by-person.ts';
import type { FrozenNow } from '../../../services/organization/freeze/freeze-issuing.ts';
import {
  buildConfirmedFreezeButton,
  buildRevokeAllButton,
  buildUnfreezeButton,
} from '../../blocks/freeze-buttons.ts';
import { actions, context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';

/** Asks an owner to confirm: what a freeze ends, and what it leaves. */
export function buildFreezeQuestion(
  { freeze, requestsOpen, codesLive }: FreezePreview,
  { name, reason }: { readonly name: string; readonly reason: string },
): SlackMessage {
  if (freeze?.kind === 'freeze') return buildFrozenBefore(freeze, codesLive);
  const organization = escapeMrkdwn(name);
  return {
    text: say('slack.freeze.ask', { organization }),
    blocks: [
      section(say('slack.freeze.ask.title', { organization })),
      ...sections(
        say('slack.freeze.ask.effect', { open: requestsOpen }),
        say('slack.freeze.codes', { count: codesLive }),
        ...(reason === '' ? [] : [say('slack.freeze.ask.reason', { reason: escapeMrkdwn(reason) })]),
      ),
      // No further question: this one has said what it does, and in an attack seconds count.
      actions(buildConfirmedFreezeButton(reason)),
      context(say('slack.freeze.ask.terms')),
    ],
  };
}

/** To the owner who froze it: what ended, what still works, and the button that ends that too. */
export function buildFrozen({ kind, freeze, requestsEnded, codesLive }: FrozenNow): SlackMessage {
  if (kind === 'frozen_before') return buildFrozenBefore(freeze, codesLive);
  const title = say('slack.freeze.done', { time: formatTime(freeze.startedAt) });
  return {
    text: title,
    blocks: [
      section(title),
      ...sections(
        say('slack.freeze.done.ended', { count: requestsEnded }),
        say('slack.freeze.codes', { count: codesLive }),
      ),
      ...(codesLive === 0 ? [] : [actions(buildRevokeAllButton(codesLive))]),
      context(say('slack.freeze.done.next')),
    ],
  };
}

function buildFrozenBefore(freeze: FrozenNow['freeze'], codesLive: number): SlackMessage {
  const title = say('slack.freeze.before', { time: formatTime(freeze.startedAt) });
  return {
    text: title,
    blocks: [
      section(title),
      section(say('slack.freeze.codes', { count: codesLive })),
      actions(
        buildUnfreezeButton(freeze.id, 'slack.button.unfreeze'),
        ...(codesLive === 0 ? [] : [buildRevokeAllButton(codesLive)]),
      ),
      context(say('slack.freeze.before.next')),
    ],
  };
}
