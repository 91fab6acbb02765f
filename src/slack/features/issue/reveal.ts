import { spellCode } from '../../../domain/codes/spell-code.ts';
import { currentReader } from '../../../messages/reader.ts';
import { say } from '../../../messages/say.ts';
import type { Reveal } from '../../../services/codes/generate-code.ts';
import { buildUnlockButton, describeLockout } from '../../blocks/lockout.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatMoment, formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { formatDuration } from '../../blocks/term.ts';
import { actionIds } from '../../ids.ts';
import { buildVendorReveal } from './vendor-reveal.ts';

/** The one message that holds the code. `text`, which notifications and clients without blocks show, does not. */
export function buildReveal(reveal: Reveal): SlackMessage {
  if (reveal.vendor !== null) return buildVendorReveal(reveal, reveal.vendor);
  const { code, record, request, target, policy, lockout } = reveal;
  const name = nameOf(target);
  const plain = code.reveal();
  const spelling = spellCode(plain, currentReader().language === 'en' ? 'words' : 'figures');
  const locked = describeLockout(name, lockout);
  return {
    text: say('slack.reveal', { name }),
    blocks: [
      section(say('slack.reveal.title', { name })),
      section(`\`\`\`${plain}\`\`\``),
      section(say('slack.reveal.read_out', { spelling })),
      section(describeTerms(reveal, name).join('\n')),
      ...(locked === null ? [] : [section(locked)]),
      actions(
        ...(locked === null || request.lane !== 'issuer'
          ? []
          : [
              buildUnlockButton({
                label: 'slack.button.unlock',
                actionId: actionIds.unlockUser,
                value: target.id,
                name,
              }),
            ]),
        button(say('slack.button.hide'), {
          actionId: actionIds.hideCode,
          value: record.id,
          style: 'primary',
        }),
        buildRevokeButton(record.id, name),
      ),
      context(say('slack.reveal.hides', { name, seconds: policy.hideAfterSeconds })),
    ],
  };
}

function describeTerms({ record, hasSuperseded, isShortened }: Reveal, name: string): string[] {
  const { startsAt, createdAt, expiresAt } = record;
  const minutes = Math.round((expiresAt - (startsAt ?? createdAt)) / 60_000);
  return [
    startsAt === null
      ? say('slack.reveal.terms', { until: formatTime(expiresAt) })
      : say('slack.reveal.later', { name, start: formatMoment(startsAt), until: formatMoment(expiresAt) }),
    ...(isShortened ? [say('slack.reveal.shortened', { duration: formatDuration(minutes) })] : []),
    ...(hasSuperseded ? [say('slack.reveal.replaced', { name })] : []),
  ];
}
