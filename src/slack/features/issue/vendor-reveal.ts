import { spellVendorCode } from '../../../domain/codes/spell-code.ts';
import { capabilities } from '../../../domain/providers/capabilities.ts';
import { vendorNames } from '../../../domain/providers/provider.ts';
import { currentReader } from '../../../messages/reader.ts';
import { say } from '../../../messages/say.ts';
import type { Reveal } from '../../../services/codes/generate-code.ts';
import type { ShownVendor } from '../../../services/providers/make-code.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatMoment, formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { formatDuration } from '../../blocks/term.ts';
import { actionIds } from '../../ids.ts';

/** The same for a code that a vendor made: what it is called there, how it's used, and what the vendor can't do. */
export function buildVendorReveal(reveal: Reveal, vendor: ShownVendor): SlackMessage {
  const { record, target, policy } = reveal;
  const name = nameOf(target);
  const plain = reveal.code.reveal();
  const facts = { vendor: vendorNames[vendor.kind], code: say(`slack.provider.${vendor.kind}`), name };
  const spelling = spellVendorCode(plain, currentReader().language === 'en' ? 'words' : 'figures');
  return {
    text: say('slack.reveal', { name }),
    blocks: [
      section(say('slack.provider.title', facts)),
      section(literal(plain)),
      section(say(/[a-z]/.test(plain) ? 'slack.provider.read_out' : 'slack.reveal.read_out', { spelling })),
      ...(vendor.others.length === 0
        ? []
        : [
            section(
              `${say('slack.provider.set')}\n${literal(vendor.others.map((each) => each.reveal()).join('\n'))}`,
            ),
          ]),
      section(say(`slack.provider.use.${vendor.kind}`, { name, login: literalLogin(vendor.login) })),
      section(describeTerms(reveal, vendor, name).join('\n')),
      actions(
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

/** A code has no line breaks of its own, and no backticks that would end the block early. */
function literal(text: string): string {
  return `\`\`\`${escapeMrkdwn(text)}\`\`\``;
}

function literalLogin(login: string): string {
  return escapeMrkdwn(login).replaceAll('`', '');
}

function describeTerms(
  { record, request, hasSuperseded }: Reveal,
  { kind, minutes, others }: ShownVendor,
  name: string,
): string[] {
  const vendor = vendorNames[kind];
  const { startsAt, createdAt, expiresAt } = record;
  const until = formatTime(expiresAt);
  const isKept = others.length > 0;
  const { ends, replaces } = capabilities[kind];
  const ours = (expiresAt - (startsAt ?? createdAt)) / 60_000;
  const isSooner = ends !== 'none' && (minutes === null || minutes > ours + 1);
  const works =
    startsAt === null
      ? say('slack.provider.works', { until })
      : say('slack.provider.works_later', { start: formatMoment(startsAt), until: formatMoment(expiresAt) });
  return [
    isKept ? say('slack.provider.kept') : works,
    ...(kind === 'google' ? [say('slack.provider.note.google', { name, kept: isKept ? 'yes' : 'no' })] : []),
    ...(isSooner && !isKept
      ? [
          say('slack.provider.sooner', {
            vendor,
            until,
            lasts: minutes === null ? 'no' : 'yes',
            duration: formatDuration(minutes ?? 0),
          }),
        ]
      : []),
    ...(ends === 'none'
      ? [
          say('slack.provider.cannot_end', {
            vendor,
            until: formatTime(record.vendor?.endsAt ?? expiresAt),
          }),
        ]
      : []),
    ...(hasSuperseded
      ? [
          replaces === true || request.providerId === null
            ? say('slack.reveal.replaced', { name })
            : say('slack.provider.still_works', { vendor, name }),
        ]
      : []),
  ];
}
